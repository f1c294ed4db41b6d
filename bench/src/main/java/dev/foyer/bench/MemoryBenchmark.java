package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Resident memory of the server's process, without the database: after its start, and after many
/// requests of all kinds at the standard cost of hashing. Each round has a server of its own.
final class MemoryBenchmark implements Benchmark {
    private static final String STARTED = "resident after start";
    private static final String STARTED_PEAK = "most until then";
    private static final String LOADED = "resident after the requests";
    private static final String LOADED_PEAK = "most ever";

    /// Of a hundred requests; what is left are reads by customers.
    private static final int GUESTS = 15;

    private static final int SIGN_INS = 4;
    private static final int REGISTRATIONS = 1;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String purpose() {
        return "resident memory of the server after its start and after mixed requests";
    }

    @Override
    public Plan plan() {
        return new Plan(3, Duration.ZERO, Duration.ZERO, 32, 200, 100_000);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var series = new Series();
        for (int round = 0; round < plan.rounds(); round++) {
            var foyer = Foyer.start(workshop, workshop.path("data-" + round), Map.of());
            try {
                measure(foyer, plan, series);
            } finally {
                workshop.stop(foyer.child());
            }
        }
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("requests", Integer.toString(plan.requests()));
        parameters.put(
                "of which",
                "%d %% reads, %d %% guests, %d %% sign-ins, %d %% registrations"
                        .formatted(
                                100 - GUESTS - SIGN_INS - REGISTRATIONS,
                                GUESTS,
                                SIGN_INS,
                                REGISTRATIONS));
        parameters.put("connections", Integer.toString(plan.connections()));
        parameters.put("sessions", Integer.toString(plan.sessions()));
        parameters.put("servers", Integer.toString(plan.rounds()));
        parameters.put("JVM options", workshop.options());
        return new Report(
                "memory",
                "resident memory of the server",
                "",
                parameters,
                List.of(
                        series.alone(STARTED, "MiB"),
                        series.alone(STARTED_PEAK, "MiB"),
                        series.alone(LOADED, "MiB"),
                        series.alone(LOADED_PEAK, "MiB")),
                List.of(
                        "The process of the server alone, as the kernel counts it (VmRSS, VmHWM);"
                                + " the database has its own.",
                        "Memory of hashing is outside of the heap, and counted."));
    }

    private static void measure(Foyer foyer, Plan plan, Series series)
            throws IOException, InterruptedException {
        var started = Resident.of(foyer.child().pid());
        series.add(STARTED, started.now());
        series.add(STARTED_PEAK, started.peak());
        var customers = Customers.register(foyer, plan.sessions());
        try (var load = Load.on(foyer.port(), plan.connections(), mixed(customers, plan))) {
            var _ = load.times(plan.requests());
        }
        var loaded = Resident.of(foyer.child().pid());
        series.add(LOADED, loaded.now());
        series.add(LOADED_PEAK, loaded.peak());
    }

    private static Load.Work mixed(Customers customers, Plan plan) {
        var guest = Ask.get("/csrf_token/", "");
        var reads = customers.reads();
        var signIns = customers.signIns();
        var number = new AtomicLong(plan.sessions());
        return random -> {
            int kind = random.nextInt(100);
            if (kind < REGISTRATIONS) {
                return customers.registration(number.getAndIncrement());
            }
            if (kind < REGISTRATIONS + SIGN_INS) {
                return any(signIns, random);
            }
            return kind < REGISTRATIONS + SIGN_INS + GUESTS ? guest : any(reads, random);
        };
    }

    private static byte[] any(List<byte[]> requests, SplittableRandom random) {
        return requests.get(random.nextInt(requests.size()));
    }
}
