package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/// `GET /current_user/` of customers who are signed in, beside the same HTTP library repeating one
/// of these answers. Both take the same requests in turns: as fast as they can, at half of the rate
/// that Foyer reached, and at half of what the cores carry beside the tool that keeps such a rate.
final class ReadBenchmark implements Benchmark {
    private static final String READS = "read";
    private static final String HALF = "half load";
    private static final String CALM = "half of what the cores carry";
    private static final String P50 = "latency p50 at ";
    private static final String P99 = "latency p99 at ";
    private static final String LATENESS = "lateness p99 of the load tool at ";
    private static final String TOOL_SHARE = "load tool's share at ";
    private static final String SERVER_SHARE = "server's and database's share at ";
    private static final double PART_OF_RATE = 0.85;
    private static final double TIMES_THE_CPU = 1.25;
    private static final double MOST_MILLIS = 5;
    private static final int PACED_CONNECTIONS = 64;

    /// A constant rate.
    private record Pace(String name, double perSecond) {}

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
        return new Plan(5, Duration.ofSeconds(4), Duration.ofSeconds(40), 32, 100_000, 0);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var foyer = Foyer.start(workshop, workshop.path("data"), Foyer.CHEAP_HASHES);
        List<byte[]> reads;
        try (var population = Population.of(foyer, plan.sessions(), 0)) {
            reads = population.signIn(plan.sessions()).reads();
        }
        var answer = ask(foyer.port(), reads.getFirst());
        var constant = Constant.repeating(answer, workshop);
        var echo = ask(constant.port(), reads.getFirst());
        if (!echo.shape().equals(answer.shape())) {
            throw new BenchFailed("the limit answers " + echo.shape() + ", not " + answer.shape());
        }
        Load.Work work = random -> reads.get(random.nextInt(reads.size()));
        var both = SideBySide.of(foyer, constant, work, plan.connections());
        both.foyer().visit(reads);
        both.warmUp(plan.warmup());
        for (int round = 0; round < plan.rounds(); round++) {
            both.measure(plan.round());
        }
        var loop = OpenLoop.open(workshop, PACED_CONNECTIONS);
        loop.requests(READS, reads);
        double closed = both.ours().of(Saturation.RATE).median();
        var paces =
                List.of(
                        new Pace(HALF, closed / 2),
                        new Pace(CALM, capacity(foyer, loop, closed, plan) / 2));
        for (var pace : paces) {
            measure(both, loop, pace, plan);
        }
        return report(plan, workshop, answer, paces, both);
    }

    private static Answer ask(int port, byte[] request) throws IOException {
        try (var wire = Wire.to(port)) {
            return wire.ask(request).expect(200);
        }
    }

    private static double capacity(Foyer foyer, OpenLoop loop, double closed, Plan plan)
            throws IOException {
        Shared.Run run =
                perSecond ->
                        loop.run(
                                foyer.port(),
                                plan.round(),
                                List.of(OpenLoop.Flow.random(READS, perSecond)));
        return Shared.capacity(foyer.child(), loop, closed, run);
    }

    private static void measure(SideBySide both, OpenLoop loop, Pace pace, Plan plan)
            throws IOException {
        for (int round = -1; round < plan.rounds(); round++) {
            // The first one is for the compiler of the tool.
            pace(both.foyer(), loop, pace, plan, round < 0 ? new Series() : both.ours());
            pace(both.bare(), loop, pace, plan, round < 0 ? new Series() : both.limit());
        }
    }

    private static void pace(Saturation server, OpenLoop loop, Pace pace, Plan plan, Series series)
            throws IOException {
        var tool = Cpu.of(loop.tool().handle());
        var before = Cpu.of(server.server().handle());
        var result =
                loop.run(server.port(), plan.round(), OpenLoop.Flow.random(READS, pace.perSecond));
        if (result.successes() < result.due()) {
            throw new BenchFailed("not all was answered at " + pace.name() + ": " + result);
        }
        double seconds = Cpu.of(loop.tool().handle()).ownSince(tool);
        int cores = Runtime.getRuntime().availableProcessors();
        double percent = plan.round().toMillis() / 1e3 * cores / 100;
        var after = Cpu.of(server.server().handle());
        double served = after.ownSince(before) + after.offspringSince(before);
        series.add(P50 + pace.name(), result.latency().p50());
        series.add(P99 + pace.name(), result.latency().p99());
        series.add(LATENESS + pace.name(), result.lateness().p99());
        series.add(TOOL_SHARE + pace.name(), seconds / percent);
        series.add(SERVER_SHARE + pace.name(), served / percent);
    }

    private static Report report(
            Plan plan, Workshop workshop, Answer answer, List<Pace> paces, SideBySide both)
            throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("connections", Integer.toString(plan.connections()));
        parameters.put("sessions", Integer.toString(plan.sessions()));
        parameters.put("rounds", plan.timedRounds());
        parameters.put(
                "warm-up",
                plan.warmup().toSeconds() + " s each, and before that every session once");
        for (var pace : paces) {
            parameters.put(pace.name(), Figures.number(pace.perSecond()) + " per second");
        }
        parameters.put("an answer", "of " + answer.shape());
        parameters.put("JVM options", workshop.options());
        parameters.put("ahead-of-time cache", workshop.cache());
        var ours = both.ours();
        var limit = both.limit();
        var lines = both.lines(PART_OF_RATE, TIMES_THE_CPU);
        for (var pace : paces) {
            var slowest = ours.beside(limit, P99 + pace.name(), "ms");
            lines.add(ours.beside(limit, P50 + pace.name(), "ms"));
            lines.add(pace.name().equals(HALF) ? slowest.under(MOST_MILLIS) : slowest);
            lines.add(ours.beside(limit, LATENESS + pace.name(), "ms"));
            lines.add(ours.beside(limit, TOOL_SHARE + pace.name(), "%"));
            lines.add(ours.beside(limit, SERVER_SHARE + pace.name(), "%"));
        }
        return new Report(
                "read",
                "GET /current_user/, signed in",
                "bare HTTP library",
                parameters,
                lines,
                List.of(
                        "Server, database and load tool share the same cores, so rates depend on"
                                + " all three; the ratios, and CPU per request, are what counts.",
                        "Latencies are those of a saturated server, from a closed loop, but for"
                                + " those at half loads: these are Hyperfoil's at a constant rate.",
                        "Half load is half of the rate of the closed loop, whose tool takes a third"
                                + " of the CPU that this one takes. "
                                + Shared.WORDS,
                        "The access log is on and goes into a file; the limit writes no log and"
                                + " knows no session.",
                        "Customers and sessions were put into the database; reading hashes"
                                + " nothing."));
    }
}
