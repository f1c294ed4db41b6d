package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Ten times the sign-ins that the cores can hash, and what becomes of those who only read.
final class FloodBenchmark implements Benchmark {
    private static final String READ_P50 = "reads p50";
    private static final String READ_P99 = "reads p99";
    private static final String READS = "reads answered";
    private static final String LOST = "reads refused or failed";
    private static final String ASKED = "sign-ins asked for";
    private static final String ACCEPTED = "sign-ins accepted";
    private static final String REFUSED = "sign-ins refused";
    private static final String FAILED = "sign-ins without an answer of ours";
    private static final String ACCEPTED_P99 = "accepted sign-ins p99";
    private static final String REFUSED_P50 = "refused sign-ins p50";
    private static final String CAPACITY = "sign-ins that the node can do";

    /// Far below what a node can read, so that the figures before are those of a quiet one.
    private static final int READS_PER_SECOND = 100;

    private static final int READERS = 64;

    /// One more than there are cores: all of them hash, and hardly anybody waits.
    private static final int CLOSED_LOOP = Runtime.getRuntime().availableProcessors() + 1;

    private static final int TIMES = 10;

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String purpose() {
        return "reads before and during ten times the sign-ins that the cores can hash";
    }

    @Override
    public Plan plan() {
        return new Plan(3, Duration.ofSeconds(10), Duration.ofSeconds(10), 400, 200, 0);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var foyer = Foyer.start(workshop, workshop.path("data"), Map.of());
        var customers = Customers.register(foyer, plan.sessions());
        foyer.awaitDeliveries();
        var signIns = customers.signIns();
        var reads = customers.reads();
        Load.Work signIn = random -> signIns.get(random.nextInt(signIns.size()));
        Load.Work read = random -> reads.get(random.nextInt(reads.size()));
        var reader = new OpenLoad(foyer.port(), READS_PER_SECOND, READERS, read);
        var _ = reader.start(plan.warmup()).await();
        double capacity = capacity(foyer, plan, signIn);
        var flood = new OpenLoad(foyer.port(), TIMES * capacity, plan.connections(), signIn);
        var before = new Series();
        var during = new Series();
        for (int round = 0; round < plan.rounds(); round++) {
            tell(before, reader.start(plan.round()).await(), plan);
            var attack = flood.start(plan.round());
            tell(during, reader.start(plan.round()).await(), plan);
            tellFlood(during, attack.await(), capacity, plan);
        }
        return report(plan, workshop, before, during);
    }

    private static double capacity(Foyer foyer, Plan plan, Load.Work signIn)
            throws IOException, InterruptedException {
        try (var load = Load.on(foyer.port(), CLOSED_LOOP, signIn)) {
            var _ = load.during(plan.warmup());
            return load.during(plan.round()).perSecond();
        }
    }

    private static void tell(Series series, OpenLoad.Result reads, Plan plan) {
        series.add(READS, reads.accepted().count() / seconds(plan));
        series.add(LOST, reads.refused().count() + reads.failed());
        series.add(READ_P50, reads.accepted().milliseconds(0.5));
        series.add(READ_P99, reads.accepted().milliseconds(0.99));
    }

    private static void tellFlood(
            Series series, OpenLoad.Result flood, double capacity, Plan plan) {
        long all = flood.accepted().count() + flood.refused().count() + flood.failed();
        series.add(CAPACITY, capacity);
        series.add(ASKED, all / seconds(plan));
        series.add(ACCEPTED, flood.accepted().count() / seconds(plan));
        series.add(REFUSED, flood.refused().count() / seconds(plan));
        series.add(FAILED, flood.failed());
        series.add(ACCEPTED_P99, flood.accepted().milliseconds(0.99));
        series.add(REFUSED_P50, flood.refused().milliseconds(0.5));
    }

    private static double seconds(Plan plan) {
        return plan.round().toMillis() / 1e3;
    }

    private static Report report(Plan plan, Workshop workshop, Series before, Series during) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("reads", READS_PER_SECOND + " per second, open loop");
        parameters.put("sign-ins", TIMES + " times what the node can do, open loop");
        parameters.put(
                "connections", plan.connections() + " of sign-ins, " + READERS + " of reads");
        parameters.put("customers", Integer.toString(plan.sessions()));
        parameters.put("rounds", plan.rounds() + " of " + plan.round().toSeconds() + " s");
        parameters.put("JVM options", workshop.options());
        return new Report(
                "flood",
                "reads during ten times the sign-ins that the cores can hash",
                "before the flood",
                parameters,
                List.of(
                        during.beside(before, READ_P50, "ms"),
                        during.beside(before, READ_P99, "ms"),
                        during.beside(before, READS, "1/s"),
                        during.alone(LOST, "in a round"),
                        during.alone(CAPACITY, "1/s"),
                        during.alone(ASKED, "1/s"),
                        during.alone(ACCEPTED, "1/s"),
                        during.alone(REFUSED, "1/s"),
                        during.alone(FAILED, "in a round"),
                        during.alone(ACCEPTED_P99, "ms"),
                        during.alone(REFUSED_P50, "ms")),
                List.of(
                        "Requests begin at a constant rate and count from the moment at which they"
                                + " should have begun, so that no wait is left out.",
                        "Server, database and load tool share the same cores: the flood takes from"
                                + " reads also what it costs to send it.",
                        "Refused is 503, or 429 where a throttle comes first, with Retry-After."));
    }
}
