package dev.foyer.bench;

import dev.foyer.credential.Hasher;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/// Sign-ins with the right password at the standard cost, beside the bare hash function on all
/// cores.
final class LoginBenchmark implements Benchmark {
    private static final String RATE = "sign-ins beside hashes per second";
    private static final String CPU = "CPU of the process";
    private static final String DATABASE = "CPU of PostgreSQL";
    private static final String TOOL = "CPU of the load tool";
    private static final String P50 = "latency p50";
    private static final String P99 = "latency p99";

    @Override
    public String name() {
        return "login";
    }

    @Override
    public String purpose() {
        return "sign-ins with the right password, beside bare Argon2id on all cores";
    }

    @Override
    public Plan plan() {
        return new Plan(5, Duration.ofSeconds(5), Duration.ofSeconds(20), 16, 200, 0);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var foyer = Foyer.start(workshop, workshop.path("data"), environment());
        var signIns = Customers.register(foyer, plan.sessions()).signIns();
        foyer.awaitDeliveries();
        var hashes = workshop.startTalking(HashLoop.class.getName(), arguments());
        Load.Work work = random -> signIns.get(random.nextInt(signIns.size()));
        try (var load = Load.on(foyer.port(), plan.connections(), work)) {
            var _ = load.during(plan.warmup());
        }
        var _ = hashes.ask(Long.toString(plan.warmup().toMillis()));
        var ours = new Series();
        var limit = new Series();
        for (int round = 0; round < plan.rounds(); round++) {
            measureSignIns(foyer, plan, work, ours);
            measureHashes(hashes, plan, limit);
        }
        return report(plan, workshop, ours, limit);
    }

    /// Told to the server and to the bare function alike, so that neither can drift.
    private static java.util.Map<String, String> environment() {
        return java.util.Map.of(
                "ARGON2_MEMORY_KIB", Integer.toString(cost().memory()),
                "ARGON2_PASSES", Integer.toString(cost().passes()),
                "ARGON2_LANES", Integer.toString(cost().lanes()));
    }

    private static List<String> arguments() {
        return List.of(
                Integer.toString(cost().memory()),
                Integer.toString(cost().passes()),
                Integer.toString(cost().lanes()),
                Integer.toString(Runtime.getRuntime().availableProcessors()));
    }

    private static Hasher.Settings cost() {
        return Hasher.Settings.STANDARD;
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
        var before = Cpu.of(hashes.handle());
        var answer = hashes.ask(Long.toString(plan.round().toMillis())).split(" ", 2);
        double count = Long.parseLong(answer[0]);
        series.add(RATE, count / (Long.parseLong(answer[1]) / 1e9));
        series.add(CPU, Cpu.of(hashes.handle()).ownSince(before) * 1e3 / count);
    }

    private static Report report(Plan plan, Workshop workshop, Series ours, Series limit) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put(
                "Argon2id",
                "m=%d KiB, t=%d, p=%d".formatted(cost().memory(), cost().passes(), cost().lanes()));
        parameters.put("connections", Integer.toString(plan.connections()));
        parameters.put("customers", Integer.toString(plan.sessions()));
        parameters.put("rounds", plan.rounds() + " of " + plan.round().toSeconds() + " s");
        parameters.put("warm-up", plan.warmup().toSeconds() + " s each");
        parameters.put("JVM options", workshop.options());
        return new Report(
                "login",
                "POST /users/login/ with the right password",
                "bare Argon2id",
                parameters,
                List.of(
                        ours.beside(limit, RATE, "1/s"),
                        ours.beside(limit, CPU, "ms each"),
                        ours.alone(DATABASE, "ms each"),
                        ours.alone(TOOL, "ms each"),
                        ours.alone(P50, "ms"),
                        ours.alone(P99, "ms")),
                List.of(
                        "The limit is the same library at the same cost on as many threads as there"
                                + " are cores, with nothing else to do.",
                        "Server, database and load tool share the same cores; the ratio counts.",
                        "Each sign-in is one durable transaction; the loop is closed, so latencies"
                                + " are those of a saturated server."));
    }
}
