package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/// `GET /current_user/` of customers who are signed in, beside the same HTTP library repeating one
/// of these answers. Both take the same requests in turns.
final class ReadBenchmark implements Benchmark {
    private static final String RATE = "requests per second";
    private static final String CPU = "CPU of the server";
    private static final String DATABASE = "CPU of PostgreSQL";
    private static final String TOOL = "CPU of the load tool";
    private static final String SHARE = "load tool's share of all cores";
    private static final String P50 = "latency p50";
    private static final String P99 = "latency p99";
    private static final String PER_REQUEST = "µs per request";

    @Override
    public String name() {
        return "read";
    }

    @Override
    public String purpose() {
        return "GET /current_user/ signed in, beside the bare HTTP library";
    }

    @Override
    public Plan plan() {
        return Plan.STANDARD;
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var foyer = Foyer.start(workshop, workshop.path("data"), Foyer.CHEAP_HASHES);
        var reads = Customers.register(foyer, plan.sessions()).reads();
        foyer.awaitDeliveries();
        var answer = ask(foyer.port(), reads.getFirst());
        var constant = Constant.repeating(answer, workshop);
        var echo = ask(constant.port(), reads.getFirst());
        if (!echo.shape().equals(answer.shape())) {
            throw new BenchFailed("the limit answers " + echo.shape() + ", not " + answer.shape());
        }
        Load.Work work = random -> reads.get(random.nextInt(reads.size()));
        var _ = load(foyer.port(), plan, work, plan.warmup());
        var _ = load(constant.port(), plan, work, plan.warmup());
        var ours = new Series();
        var limit = new Series();
        for (int round = 0; round < plan.rounds(); round++) {
            measure(foyer.child(), foyer.port(), plan, work, ours);
            measure(constant.child(), constant.port(), plan, work, limit);
        }
        return report(plan, workshop, answer, ours, limit);
    }

    private static Answer ask(int port, byte[] request) throws IOException {
        try (var wire = Wire.to(port)) {
            return wire.ask(request).expect(200);
        }
    }

    private static Load.Result load(int port, Plan plan, Load.Work work, Duration time)
            throws IOException, InterruptedException {
        try (var load = Load.on(port, plan.connections(), work)) {
            return load.during(time);
        }
    }

    private static void measure(Child child, int port, Plan plan, Load.Work work, Series series)
            throws IOException, InterruptedException {
        var server = Cpu.of(child.handle());
        var tool = Cpu.of(ProcessHandle.current());
        var result = load(port, plan, work, plan.round());
        var serverAfter = Cpu.of(child.handle());
        double toolSeconds = Cpu.of(ProcessHandle.current()).ownSince(tool);
        double micros = 1e6 / result.requests();
        int cores = Runtime.getRuntime().availableProcessors();
        series.add(RATE, result.perSecond());
        series.add(CPU, serverAfter.ownSince(server) * micros);
        series.add(DATABASE, serverAfter.offspringSince(server) * micros);
        series.add(TOOL, toolSeconds * micros);
        series.add(SHARE, 100 * toolSeconds / (result.seconds() * cores));
        series.add(P50, result.latencies().milliseconds(0.5));
        series.add(P99, result.latencies().milliseconds(0.99));
    }

    private static Report report(
            Plan plan, Workshop workshop, Answer answer, Series ours, Series limit) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("connections", Integer.toString(plan.connections()));
        parameters.put("sessions", Integer.toString(plan.sessions()));
        parameters.put("rounds", plan.rounds() + " of " + plan.round().toSeconds() + " s");
        parameters.put("warm-up", plan.warmup().toSeconds() + " s each");
        parameters.put("an answer", "of " + answer.shape());
        parameters.put("JVM options", workshop.options());
        return new Report(
                "read",
                "GET /current_user/, signed in",
                "bare HTTP library",
                parameters,
                List.of(
                        ours.beside(limit, RATE, "1/s"),
                        ours.beside(limit, CPU, PER_REQUEST),
                        ours.alone(DATABASE, PER_REQUEST),
                        ours.beside(limit, P50, "ms"),
                        ours.beside(limit, P99, "ms"),
                        ours.beside(limit, TOOL, PER_REQUEST),
                        ours.beside(limit, SHARE, "%")),
                List.of(
                        "Server, database and load tool share the same cores, so rates depend on all"
                                + " three; the ratios, and CPU per request, are what counts.",
                        "Latencies are those of a saturated server: the loop is closed.",
                        "The access log is on and goes into a file; the limit writes no log and"
                                + " knows no session.",
                        "Passwords were hashed at the cheapest cost, to have the customers sooner;"
                                + " reading hashes nothing."));
    }
}
