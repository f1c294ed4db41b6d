package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/// `GET /current_user/` of customers who are signed in, beside the same HTTP library repeating one
/// of these answers. Both take the same requests in turns: as fast as they can, then at half of
/// what Foyer can do beside the tool that keeps a constant rate.
final class ReadBenchmark implements Benchmark {
    private static final String READS = "read";
    private static final String HALF_P50 = "latency p50 at half load";
    private static final String HALF_P99 = "latency p99 at half load";
    private static final String HALF_SHARE = "load tool's share at half load";
    private static final String SERVER_SHARE = "server's and database's share at half load";
    private static final String LATENESS = "lateness p99 of the load tool";
    private static final double PART_OF_RATE = 0.85;
    private static final double TIMES_THE_CPU = 1.25;
    private static final double MOST_MILLIS = 5;
    private static final int PACED_CONNECTIONS = 64;

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
        double half = capacity(foyer, loop, both.ours().of(Saturation.RATE).median(), plan) / 2;
        measureHalf(both, loop, half, plan);
        return report(plan, workshop, answer, half, both);
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

    private static void measureHalf(SideBySide both, OpenLoop loop, double half, Plan plan)
            throws IOException {
        for (int round = -1; round < plan.rounds(); round++) {
            // The first one is for the compiler of the tool.
            pace(both.foyer(), loop, half, plan, round < 0 ? new Series() : both.ours());
            pace(both.bare(), loop, half, plan, round < 0 ? new Series() : both.limit());
        }
    }

    private static void pace(
            Saturation server, OpenLoop loop, double half, Plan plan, Series series)
            throws IOException {
        var tool = Cpu.of(loop.tool().handle());
        var before = Cpu.of(server.server().handle());
        var result = loop.run(server.port(), plan.round(), OpenLoop.Flow.random(READS, half));
        if (result.successes() < result.due()) {
            throw new BenchFailed("not everything was answered at half load: " + result);
        }
        double seconds = Cpu.of(loop.tool().handle()).ownSince(tool);
        int cores = Runtime.getRuntime().availableProcessors();
        double percent = plan.round().toMillis() / 1e3 * cores / 100;
        var after = Cpu.of(server.server().handle());
        series.add(HALF_P50, result.latency().p50());
        series.add(HALF_P99, result.latency().p99());
        series.add(LATENESS, result.lateness().p99());
        series.add(HALF_SHARE, seconds / percent);
        series.add(SERVER_SHARE, (after.ownSince(before) + after.offspringSince(before)) / percent);
    }

    private static Report report(
            Plan plan, Workshop workshop, Answer answer, double half, SideBySide both)
            throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("connections", Integer.toString(plan.connections()));
        parameters.put("sessions", Integer.toString(plan.sessions()));
        parameters.put("rounds", plan.timedRounds());
        parameters.put(
                "warm-up",
                plan.warmup().toSeconds() + " s each, and before that every session once");
        parameters.put("half load", Figures.number(half) + " per second");
        parameters.put("an answer", "of " + answer.shape());
        parameters.put("JVM options", workshop.options());
        parameters.put("ahead-of-time cache", workshop.cache());
        var ours = both.ours();
        var limit = both.limit();
        var lines = both.lines(PART_OF_RATE, TIMES_THE_CPU);
        lines.add(ours.beside(limit, HALF_P50, "ms"));
        lines.add(ours.beside(limit, HALF_P99, "ms").under(MOST_MILLIS));
        lines.add(ours.beside(limit, LATENESS, "ms"));
        lines.add(ours.beside(limit, HALF_SHARE, "%"));
        lines.add(ours.beside(limit, SERVER_SHARE, "%"));
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
                                + " those at half load: these are Hyperfoil's at a constant rate.",
                        Shared.WORDS + " The shares of the cores tell how near to half that came.",
                        "The access log is on and goes into a file; the limit writes no log and"
                                + " knows no session.",
                        "Customers and sessions were put into the database; reading hashes"
                                + " nothing."));
    }
}
