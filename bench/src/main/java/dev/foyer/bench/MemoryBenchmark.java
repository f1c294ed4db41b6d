package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Resident memory of the server's process, without the database: after its start, and after many
/// requests of all kinds at the standard cost of hashing. Each round has a server of its own.
final class MemoryBenchmark implements Benchmark {
    private static final String STARTED = "resident after start";
    private static final String STARTED_PEAK = "most until then";
    private static final String LOADED = "resident after the requests";
    private static final String LOADED_PEAK = "most ever";

    private static final double MOST_MIB = 300;

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
        return new Plan(1, Duration.ZERO, Duration.ZERO, 32, 100_000, 1_000_000);
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
        parameters.put("of which", Mix.words());
        parameters.put("hash", Cost.standard().name());
        parameters.put("connections", Integer.toString(plan.connections()));
        parameters.put("sessions", Integer.toString(plan.sessions()));
        parameters.put("servers", Integer.toString(plan.rounds()));
        parameters.put("JVM options", workshop.options());
        parameters.put("ahead-of-time cache", workshop.cache());
        return new Report(
                "memory",
                "resident memory of the server",
                "",
                parameters,
                List.of(
                        series.alone(STARTED, "MiB"),
                        series.alone(STARTED_PEAK, "MiB"),
                        series.alone(LOADED, "MiB").under(MOST_MIB),
                        series.alone(LOADED_PEAK, "MiB").under(MOST_MIB)),
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
        Mix mix;
        try (var population = Population.of(foyer, plan.sessions(), 0)) {
            mix = new Mix(population.signIn(plan.sessions()));
        }
        try (var load = Load.on(foyer.port(), plan.connections(), mix::next)) {
            var _ = load.times(plan.requests());
        }
        var loaded = Resident.of(foyer.child().pid());
        series.add(LOADED, loaded.now());
        series.add(LOADED_PEAK, loaded.peak());
    }
}
