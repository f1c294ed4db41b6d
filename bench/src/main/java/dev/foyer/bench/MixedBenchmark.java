package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An evening of a shop at a constant rate: 70 % of what the node does at most.
final class MixedBenchmark implements Benchmark {
    private static final String RATE = "requests per second";
    private static final String LOST = "errors and requests without an answer";
    private static final String REFUSED = "of them told 503 or 429";
    private static final String TOOL = "load tool's share of all cores";
    private static final String LATENESS = "lateness p99 of the load tool";
    private static final String SERVER = "server's share of all cores";
    private static final String DATABASE = "PostgreSQL's share of all cores";
    private static final String ALL_P99 = "all that hash nothing p99";
    private static final String LIVE = "growth of what is alive in the heap";
    private static final String RESIDENT = "resident memory at the end";
    private static final double PART = 0.7;
    private static final double MOST_MILLIS = 20;
    private static final double FLAT_MIB = 8;
    private static final int PACED_CONNECTIONS = 256;
    private static final List<String> HASH_NOTHING = List.of(Mix.READS, Mix.GUESTS, Mix.CHANGES);
    private static final List<String> HASH = List.of(Mix.SIGN_INS, Mix.REGISTRATIONS);

    @Override
    public String name() {
        return "mixed";
    }

    @Override
    public String purpose() {
        return "reads, guests and writes at a constant rate, seven tenths of what the node can do";
    }

    @Override
    public Plan plan() {
        return new Plan(3, Duration.ofSeconds(20), Duration.ofSeconds(20), 32, 20_000, 0);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var foyer = Foyer.start(workshop, workshop.path("data"), Map.of());
        Mix mix;
        try (var population = Population.of(foyer, plan.sessions(), 0)) {
            mix = new Mix(population.signIn(plan.sessions()));
        }
        double rate = PART * capacity(foyer, mix, plan);
        var loop = OpenLoop.open(workshop, PACED_CONNECTIONS);
        mix.introduce(loop);
        var series = new Series();
        round(foyer, mix, rate, plan.warmup().dividedBy(2), loop, new Series());
        double live = Heap.live(foyer.child().pid());
        for (int round = 0; round < plan.rounds(); round++) {
            round(foyer, mix, rate, plan.round(), loop, series);
        }
        series.add(RESIDENT, Resident.of(foyer.child().pid()).now());
        series.add(LIVE, Heap.live(foyer.child().pid()) - live);
        return report(plan, workshop, series);
    }

    private static double capacity(Foyer foyer, Mix mix, Plan plan)
            throws IOException, InterruptedException {
        var closed =
                new Saturation(
                        foyer.child(),
                        foyer.port(),
                        mix::next,
                        plan.connections(),
                        Saturation.Unit.MICROS);
        var _ = closed.run(plan.warmup());
        return closed.run(plan.round().dividedBy(2)).perSecond();
    }

    private static void round(
            Foyer foyer, Mix mix, double rate, Duration time, OpenLoop loop, Series series)
            throws IOException {
        double seconds = time.toMillis() / 1e3;
        mix.prepare(loop, rate, seconds);
        var server = Cpu.of(foyer.child().handle());
        var tool = Cpu.of(loop.tool().handle());
        var results = loop.run(foyer.port(), time, mix.flows(rate));
        double all = seconds * Runtime.getRuntime().availableProcessors() / 100;
        var serverAfter = Cpu.of(foyer.child().handle());
        series.add(SERVER, serverAfter.ownSince(server) / all);
        series.add(DATABASE, serverAfter.offspringSince(server) / all);
        series.add(TOOL, Cpu.of(loop.tool().handle()).ownSince(tool) / all);
        double successes = 0;
        double lost = 0;
        double refused = 0;
        double lateness = 0;
        var hashNothing = new Latencies();
        for (var result : results.entrySet()) {
            var told = result.getValue();
            series.add(result.getKey() + " p50", told.latency().p50());
            series.add(result.getKey() + " p99", told.latency().p99());
            if (HASH_NOTHING.contains(result.getKey())) {
                hashNothing.addAll(told.latency());
            }
            successes += told.successes();
            lost += told.withoutSuccess();
            refused += told.refusals();
            lateness = Math.max(lateness, told.lateness().p99());
        }
        series.add(ALL_P99, hashNothing.p99());
        series.add(RATE, successes / seconds);
        series.add(LOST, lost);
        series.add(REFUSED, refused);
        series.add(LATENESS, lateness);
    }

    private static Report report(Plan plan, Workshop workshop, Series series) throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("mix", Mix.words());
        parameters.put("hash", Cost.standard().name());
        parameters.put("connections", Integer.toString(PACED_CONNECTIONS));
        parameters.put("customers signed in", Integer.toString(plan.sessions()));
        parameters.put("rounds", plan.timedRounds());
        parameters.put("warm-up", plan.warmup().toSeconds() + " s");
        parameters.put("JVM options", workshop.options());
        parameters.put("ahead-of-time cache", workshop.cache());
        var lines = new ArrayList<Line>();
        lines.add(series.alone(RATE, "1/s"));
        lines.add(series.alone(ALL_P99, "ms").under(MOST_MILLIS));
        for (var kind : HASH_NOTHING) {
            lines.add(series.alone(kind + " p50", "ms"));
            lines.add(series.alone(kind + " p99", "ms").under(MOST_MILLIS));
        }
        for (var kind : HASH) {
            lines.add(series.alone(kind + " p50", "ms"));
            lines.add(series.alone(kind + " p99", "ms"));
        }
        lines.add(series.alone(LOST, "in a round").none());
        lines.add(series.alone(REFUSED, "in a round"));
        lines.add(series.alone(SERVER, "%"));
        lines.add(series.alone(DATABASE, "%"));
        lines.add(series.alone(TOOL, "%"));
        lines.add(series.alone(LATENESS, "ms"));
        lines.add(series.alone(RESIDENT, "MiB"));
        lines.add(series.alone(LIVE, "MiB").under(FLAT_MIB));
        return new Report(
                "mixed",
                "mixed requests at a constant rate",
                "",
                parameters,
                lines,
                List.of(
                        "The rate is 70 % of what a closed loop of the same mix reached before.",
                        "Requests begin at a constant rate (Hyperfoil), whether those before were"
                                + " answered or not; waiting for a connection counts.",
                        "Sign-ins and registrations hash, and so are not held to the bound.",
                        "Server, database and load tool share the same cores."));
    }
}
