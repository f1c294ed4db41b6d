package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What a server does at most: a round of a closed loop on it, and the CPU time of all who take
/// part.
///
/// @param server the process that answers; what it has started, such as a database, counts apart
/// @param unit of CPU time, as a part of a second
record Saturation(Child server, int port, Load.Work work, int connections, Unit unit) {
    static final String RATE = "requests per second";
    static final String CPU = "CPU of the server";
    static final String DATABASE = "CPU of PostgreSQL";
    static final String TOOL = "CPU of the load tool";
    static final String SHARE = "load tool's share of all cores";
    static final String P50 = "latency p50";
    static final String P99 = "latency p99";

    /// Of CPU time for one request.
    enum Unit {
        MICROS("µs per request", 1e6),
        MILLIS("ms per request", 1e3);

        private final String words;
        private final double perSecond;

        Unit(String words, double perSecond) {
            this.words = words;
            this.perSecond = perSecond;
        }
    }

    /// Load that nobody measures.
    Load.Result run(Duration time) throws IOException, InterruptedException {
        try (var load = Load.on(port, connections, work)) {
            return load.during(time);
        }
    }

    /// So many requests that nobody measures.
    Load.Result times(long requests) throws IOException, InterruptedException {
        try (var load = Load.on(port, connections, work)) {
            return load.times(requests);
        }
    }

    /// Asks for one after the other, as a shop that has been open for a while has been asked.
    void visit(List<byte[]> requests) throws IOException, InterruptedException {
        var next = new AtomicInteger();
        Load.Work each = _ -> requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
        var visit = new Saturation(server, port, each, connections, unit);
        var _ = visit.times(requests.size());
    }

    /// A timed round.
    void measure(Duration time, Series series) throws IOException, InterruptedException {
        try (var load = Load.on(port, connections, work)) {
            measure(() -> load.during(time), series);
        }
    }

    /// A counted round.
    void measure(long requests, Series series) throws IOException, InterruptedException {
        try (var load = Load.on(port, connections, work)) {
            measure(() -> load.times(requests), series);
        }
    }

    /// Any of these.
    @FunctionalInterface
    private interface Round {
        Load.Result run() throws InterruptedException;
    }

    private void measure(Round round, Series series) throws InterruptedException {
        var before = Cpu.of(server.handle());
        var tool = Cpu.of(ProcessHandle.current());
        var result = round.run();
        var after = Cpu.of(server.handle());
        double toolSeconds = Cpu.of(ProcessHandle.current()).ownSince(tool);
        double each = unit.perSecond / result.requests();
        int cores = Runtime.getRuntime().availableProcessors();
        series.add(RATE, result.perSecond());
        series.add(CPU, after.ownSince(before) * each);
        series.add(DATABASE, after.offspringSince(before) * each);
        series.add(TOOL, toolSeconds * each);
        series.add(SHARE, 100 * toolSeconds / (result.seconds() * cores));
        series.add(P50, result.latencies().milliseconds(0.5));
        series.add(P99, result.latencies().milliseconds(0.99));
    }

    /// The lines of both, and what the first two were to reach.
    static List<Line> lines(Series ours, Series limit, Unit unit, double rate, double cpu) {
        return List.of(
                ours.beside(limit, RATE, "1/s").atLeastOfLimit(rate),
                ours.beside(limit, CPU, unit.words).atMostOfLimit(cpu),
                ours.alone(DATABASE, unit.words),
                ours.beside(limit, P50, "ms"),
                ours.beside(limit, P99, "ms"),
                ours.beside(limit, TOOL, unit.words),
                ours.beside(limit, SHARE, "%"));
    }
}
