package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Ten times the sign-ins that the cores can hash, and what becomes of those who only read: as many
/// as they can, and at a constant rate.
final class FloodBenchmark implements Benchmark {
    private static final String READS = "reads per second, closed loop";
    private static final String READ_P50 = "reads p50 at a constant rate";
    private static final String READ_P99 = "reads p99 at a constant rate";
    private static final String LOST = "reads refused or failed";
    private static final String ASKED = "sign-ins asked for";
    private static final String ACCEPTED = "sign-ins accepted";
    private static final String ACCEPTED_BESIDE_MOST = "sign-ins accepted beside the closed loop";
    private static final String REFUSED_429 = "sign-ins refused with 429";
    private static final String REFUSED_503 = "sign-ins refused with 503";
    private static final String FAILED = "sign-ins without an answer of ours";
    private static final String ACCEPTED_P99 = "accepted sign-ins p99";
    private static final String REFUSED_P50 = "refused sign-ins p50";
    private static final String REFUSED_P99 = "refused sign-ins p99";
    private static final String CAPACITY = "sign-ins that the node can do";
    private static final String TOOL = "load tools' share of all cores";
    private static final String LATENESS = "lateness p99 of the readers' tool";

    private static final int TIMES = 10;
    private static final double PART = 0.5;
    private static final double MOST_MILLIS = 50;

    /// Far below what a node can read, so that the figures before are those of a quiet one.
    private static final double PACED_PART = 0.1;

    private static final int READERS = 64;
    private static final int FLOODERS = 400;

    /// One more than there are cores: all of them hash, and hardly anybody waits.
    private static final int CLOSED_LOOP = Runtime.getRuntime().availableProcessors() + 1;

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
        return new Plan(3, Duration.ofSeconds(6), Duration.ofSeconds(12), 32, 2_000, 0);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var foyer = Foyer.start(workshop, workshop.path("data"), Map.of());
        Customers customers;
        try (var population = Population.of(foyer, plan.sessions(), 0)) {
            customers = population.signIn(plan.sessions());
        }
        var reads = customers.reads();
        var signIns = customers.signIns();
        var unit = Saturation.Unit.MICROS;
        var readers =
                new Saturation(
                        foyer.child(),
                        foyer.port(),
                        random -> reads.get(random.nextInt(reads.size())),
                        plan.connections(),
                        unit);
        var hashing =
                new Saturation(
                        foyer.child(),
                        foyer.port(),
                        random -> signIns.get(random.nextInt(signIns.size())),
                        CLOSED_LOOP,
                        unit);
        var _ = readers.run(plan.warmup());
        var _ = hashing.run(plan.warmup().dividedBy(2));
        double capacity = hashing.run(plan.round()).perSecond();
        double most = readers.run(plan.round().dividedBy(2)).perSecond();
        var pace = OpenLoop.open(workshop, READERS);
        pace.requests("reads", reads);
        var attack = OpenLoop.open(workshop, FLOODERS);
        attack.requests("sign-ins", signIns);
        var stage =
                new Stage(
                        foyer.port(),
                        plan,
                        readers,
                        pace,
                        OpenLoop.Flow.random("reads", PACED_PART * most),
                        attack,
                        OpenLoop.Flow.random("sign-ins", TIMES * capacity));
        // The tools and the way of a refusal have to become warm as well.
        stage.round(new Series(), new Series());
        var before = new Series();
        var during = new Series();
        for (int round = 0; round < plan.rounds(); round++) {
            stage.round(before, during);
            during.add(CAPACITY, capacity);
        }
        return report(plan, workshop, stage, before, during);
    }

    /// All who take part.
    private record Stage(
            int port,
            Plan plan,
            Saturation readers,
            OpenLoop pace,
            OpenLoop.Flow reads,
            OpenLoop attack,
            OpenLoop.Flow signIns) {
        void round(Series before, Series during) throws IOException, InterruptedException {
            before.add(READS, readers.run(plan.round()).perSecond());
            tell(before, pace.run(port, plan.round(), reads));
            var beside = new Series();
            flooded(
                    () -> {
                        during.add(READS, readers.run(plan.round()).perSecond());
                        return 0;
                    },
                    beside);
            during.add(ACCEPTED_BESIDE_MOST, beside.of(ACCEPTED).median());
            flooded(
                    () -> {
                        tell(during, pace.run(port, plan.round(), reads));
                        return 0;
                    },
                    during);
        }

        /// Does the work while the flood lasts, and tells what became of that.
        private void flooded(Callable<Integer> work, Series series) throws InterruptedException {
            try (var threads = Executors.newSingleThreadExecutor()) {
                var tools = List.of(Cpu.of(attack.tool().handle()), Cpu.of(pace.tool().handle()));
                var flood = threads.submit(() -> attack.run(port, plan.round(), signIns));
                var _ = work.call();
                tellFlood(series, flood.get());
                double used =
                        Cpu.of(attack.tool().handle()).ownSince(tools.get(0))
                                + Cpu.of(pace.tool().handle()).ownSince(tools.get(1));
                int cores = Runtime.getRuntime().availableProcessors();
                series.add(TOOL, 100 * used / (seconds() * cores));
            } catch (ExecutionException e) {
                throw new BenchFailed("the flood failed: " + e.getCause(), e);
            } catch (InterruptedException | BenchFailed e) {
                throw e;
            } catch (Exception e) {
                throw new BenchFailed("the readers failed: " + e, e);
            }
        }

        private void tell(Series series, OpenLoop.Result told) {
            series.add(LOST, (double) told.withoutSuccess());
            series.add(READ_P50, told.latency().p50());
            series.add(READ_P99, told.latency().p99());
            series.add(LATENESS, told.lateness().p99());
        }

        private void tellFlood(Series series, OpenLoop.Result told) {
            var nothing = new Latencies();
            var many = told.statuses().getOrDefault(429, nothing);
            var busy = told.statuses().getOrDefault(503, nothing);
            var refused = many.count() > busy.count() ? many : busy;
            series.add(ASKED, told.due() / seconds());
            series.add(ACCEPTED, told.successes() / seconds());
            series.add(REFUSED_429, many.count() / seconds());
            series.add(REFUSED_503, busy.count() / seconds());
            series.add(FAILED, (double) told.lost());
            series.add(ACCEPTED_P99, told.statuses().getOrDefault(200, nothing).p99());
            series.add(REFUSED_P50, refused.p50());
            series.add(REFUSED_P99, refused.p99());
        }

        private double seconds() {
            return plan.round().toMillis() / 1e3;
        }
    }

    private static Report report(
            Plan plan, Workshop workshop, Stage stage, Series before, Series during)
            throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("hash", Cost.standard().name());
        parameters.put(
                "reads",
                "%d connections in a closed loop, then %s per second in an open one"
                        .formatted(plan.connections(), Figures.number(stage.reads().perSecond())));
        parameters.put("sign-ins", TIMES + " times what the node can do, in an open loop");
        parameters.put("connections", FLOODERS + " of sign-ins, " + READERS + " of reads");
        parameters.put("customers", Integer.toString(plan.sessions()));
        parameters.put("rounds", plan.timedRounds() + " each");
        parameters.put("JVM options", workshop.options());
        parameters.put("ahead-of-time cache", workshop.cache());
        return new Report(
                "flood",
                "reads during ten times the sign-ins that the cores can hash",
                "readers alone",
                parameters,
                List.of(
                        during.beside(before, READS, "1/s").atLeastOfLimit(PART),
                        during.beside(before, READ_P50, "ms"),
                        during.beside(before, READ_P99, "ms").under(MOST_MILLIS),
                        during.alone(LOST, "in a round").none(),
                        during.alone(CAPACITY, "1/s"),
                        during.alone(ASKED, "1/s"),
                        during.alone(ACCEPTED, "1/s"),
                        during.alone(ACCEPTED_BESIDE_MOST, "1/s"),
                        during.alone(REFUSED_429, "1/s"),
                        during.alone(REFUSED_503, "1/s"),
                        during.alone(FAILED, "in a round").none(),
                        during.alone(ACCEPTED_P99, "ms"),
                        during.alone(REFUSED_P50, "ms"),
                        during.alone(REFUSED_P99, "ms"),
                        during.beside(before, LATENESS, "ms"),
                        during.alone(TOOL, "%")),
                List.of(
                        "Requests at a constant rate (Hyperfoil) begin whether those before were"
                                + " answered or not; waiting for a connection counts.",
                        "Server, database and load tools share the same cores: the flood takes from"
                                + " reads also what it costs to send it.",
                        "Refused at once is 503, or 429 where a throttle comes first, with"
                                + " Retry-After."));
    }
}
