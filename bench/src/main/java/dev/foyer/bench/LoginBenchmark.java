package dev.foyer.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Sign-ins with the right password, beside the bare hash function on all cores: at the standard
/// cost, and at those of two servers that others measured.
final class LoginBenchmark implements Benchmark {
    private static final String RATE = "sign-ins beside hashes per second";
    private static final String OWN_RATE = "the same beside what Foyer itself hashes with";
    private static final String OWN_CPU = "CPU beside that";
    private static final String CPU = "CPU of the process";
    private static final String DATABASE = "CPU of PostgreSQL";
    private static final String TOOL = "CPU of the load tool";
    private static final String P50 = "latency p50";
    private static final String P99 = "latency p99";
    private static final String PEAK = "most resident memory";
    private static final double PART_OF_RATE = 0.9;

    /// A bare hash function is one loop, and compiled at once.
    private static final Duration BARE = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "login";
    }

    @Override
    public String purpose() {
        return "sign-ins with the right password, beside the bare hash function on all cores";
    }

    /// So few sign-ins fit into a second that the JVM's compiler needs minutes to have seen enough.
    @Override
    public Plan plan() {
        return new Plan(5, Duration.ofSeconds(4), Duration.ofSeconds(120), 8, 2_000, 0);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var lines = new ArrayList<Line>();
        for (var cost : List.of(Cost.standard(), Cost.keycloak(), Cost.django())) {
            lines.addAll(measure(cost, plan, workshop));
        }
        return report(plan, workshop, lines);
    }

    private static List<Line> measure(Cost cost, Plan plan, Workshop workshop)
            throws IOException, InterruptedException {
        var data = workshop.path("data-" + cost.name().replace(' ', '-'));
        var foyer = Foyer.start(workshop, data, cost.environment());
        var hashes = workshop.startTalking(HashLoop.class.getName(), cost.arguments());
        var loops = new ArrayList<>(List.of(hashes));
        for (var own : cost.own().stream().toList()) {
            loops.add(workshop.startTalking(HashLoop.class.getName(), own));
        }
        var ours = new Series();
        var limits = loops.stream().map(_ -> new Series()).toList();
        try (var population = Population.of(foyer, plan.sessions(), 0)) {
            var signIns = population.signIn(plan.sessions()).signIns();
            var turn = new AtomicInteger();
            // One after the other, so that each has a hash of the kind that is measured.
            Load.Work work = _ -> signIns.get(turn.getAndIncrement() % signIns.size());
            prepare(cost, population);
            warmUp(foyer, loops, plan, work);
            for (int round = 0; round < plan.rounds(); round++) {
                prepare(cost, population);
                measureSignIns(foyer, plan, work, ours);
                for (int i = 0; i < loops.size(); i++) {
                    measureHashes(loops.get(i), plan, limits.get(i));
                }
            }
            ours.add(PEAK, Resident.of(foyer.child().pid()).peak());
        } catch (SQLException e) {
            throw new BenchFailed("hashes cannot be put in: " + e.getMessage(), e);
        } finally {
            workshop.stop(foyer.child());
            loops.forEach(workshop::stop);
        }
        return lines(cost, ours, limits);
    }

    private static void prepare(Cost cost, Population population) throws SQLException {
        if (cost.stored().isPresent()) {
            population.execute(
                    "update credential set password_hash = '" + cost.stored().get() + "'");
        }
    }

    private static void warmUp(Foyer foyer, List<Child> hashes, Plan plan, Load.Work work)
            throws IOException, InterruptedException {
        try (var load = Load.on(foyer.port(), plan.connections(), work)) {
            var _ = load.during(plan.warmup());
        }
        for (var loop : hashes) {
            var _ = Bare.during(bareWarmup(plan), loop);
        }
    }

    private static Duration bareWarmup(Plan plan) {
        return plan.warmup().compareTo(BARE) < 0 ? plan.warmup() : BARE;
    }

    private static void measureSignIns(Foyer foyer, Plan plan, Load.Work work, Series series)
            throws IOException, InterruptedException {
        var server = Cpu.of(foyer.child().handle());
        var tool = Cpu.of(ProcessHandle.current());
        Load.Result result;
        try (var load = Load.on(foyer.port(), plan.connections(), work)) {
            result = load.during(plan.round());
        }
        var serverAfter = Cpu.of(foyer.child().handle());
        double millis = 1e3 / result.requests();
        series.add(RATE, result.perSecond());
        series.add(CPU, serverAfter.ownSince(server) * millis);
        series.add(DATABASE, serverAfter.offspringSince(server) * millis);
        series.add(TOOL, Cpu.of(ProcessHandle.current()).ownSince(tool) * millis);
        series.add(P50, result.latencies().milliseconds(0.5));
        series.add(P99, result.latencies().milliseconds(0.99));
    }

    private static void measureHashes(Child hashes, Plan plan, Series series) throws IOException {
        var done = Bare.during(plan.round(), hashes);
        series.add(RATE, done.perSecond());
        series.add(CPU, done.millisEach());
    }

    /// @param limits the reference, and what Foyer itself hashes with where that is another
    private static List<Line> lines(Cost cost, Series ours, List<Series> limits) {
        var lines = new ArrayList<Line>();
        for (int i = 0; i < limits.size(); i++) {
            boolean isOwn = i > 0;
            var limit = limits.get(i);
            var rate =
                    Line.beside(isOwn ? OWN_RATE : RATE, "1/s", ours.of(RATE), limit.of(RATE))
                            .atLeastOfLimit(PART_OF_RATE);
            lines.add(rate);
            lines.add(Line.beside(isOwn ? OWN_CPU : CPU, "ms each", ours.of(CPU), limit.of(CPU)));
        }
        lines.add(ours.alone(DATABASE, "ms each"));
        lines.add(ours.alone(TOOL, "ms each"));
        lines.add(ours.alone(P50, "ms"));
        lines.add(ours.alone(P99, "ms"));
        lines.add(ours.alone(PEAK, "MiB"));
        return lines.stream().map(line -> line.of(cost.name())).toList();
    }

    private static Report report(Plan plan, Workshop workshop, List<Line> lines)
            throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("connections", Integer.toString(plan.connections()));
        parameters.put("customers", Integer.toString(plan.sessions()));
        parameters.put("rounds", plan.timedRounds());
        parameters.put(
                "warm-up",
                "%d s, and %d s of the limit"
                        .formatted(plan.warmup().toSeconds(), bareWarmup(plan).toSeconds()));
        parameters.put("JVM options", workshop.options());
        parameters.put("ahead-of-time cache", workshop.cache());
        return new Report(
                "login",
                "POST /users/login/ with the right password",
                "bare hash function",
                parameters,
                lines,
                List.of(
                        "m is in KiB. The limit is the reference library of Argon2 in C, or our"
                                + " PBKDF2 (see `pbkdf2`), at the same cost on as many threads as there"
                                + " are cores, with nothing else to do.",
                        "The hashes of PBKDF2 were put into the database before each round; each"
                                + " sign-in replaces one by an Argon2id hash of the cheapest cost.",
                        "Server, database and load tool share the same cores; the ratio counts.",
                        "Each sign-in is one durable transaction; the loop is closed, so latencies"
                                + " are those of a saturated server.",
                        "Hashing takes memory outside of the heap: at most what one hash takes,"
                                + " times the cores."));
    }
}
