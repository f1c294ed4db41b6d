package dev.foyer.bench;

import dev.foyer.db.DatabaseUrl;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// From the start of the process to the first 200 of `/csrf_token/`: with an empty data folder,
/// then again with the same one; on an empty database that runs already, then again on the same
/// one; and a bare JVM with the same HTTP library.
final class StartBenchmark implements Benchmark {
    private static final String FIRST = "first start, embedded database";
    private static final String LATER = "later start, embedded database";
    private static final String FIRST_EXTERNAL = "first start, external database";
    private static final String LATER_EXTERNAL = "later start, external database";
    private static final double MOST_EMBEDDED = 2_500;
    private static final double MOST_EXTERNAL = 1_000;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String purpose() {
        return "process start to first answer, first and later, beside a bare JVM with the library";
    }

    @Override
    public Plan plan() {
        return new Plan(5, Duration.ZERO, Duration.ZERO, 1, 0, 0);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var ours = new Series();
        var limit = new Series();
        var postgres =
                workshop.startTalking(
                        DatabaseLoop.class.getName(),
                        List.of(workshop.path("postgres").toString()));
        var place = postgres.ask("");
        for (int round = 0; round < plan.rounds(); round++) {
            var folder = "data-" + round;
            ours.add(FIRST, startFoyer(workshop, folder, Map.of()));
            ours.add(LATER, startFoyer(workshop, folder, Map.of()));
            var external = external(place, "round_" + round);
            ours.add(FIRST_EXTERNAL, startFoyer(workshop, folder + "-external", external));
            ours.add(LATER_EXTERNAL, startFoyer(workshop, folder + "-external", external));
            double bare = startBare(workshop);
            List.of(FIRST, LATER, FIRST_EXTERNAL, LATER_EXTERNAL)
                    .forEach(figure -> limit.add(figure, bare));
        }
        return report(plan, workshop, ours, limit);
    }

    /// A new database there, as the environment of a server.
    private static Map<String, String> external(String place, String name) {
        var url = DatabaseUrl.parse(place + "postgres").orElseThrow();
        try (var database = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
                var statement = database.createStatement()) {
            var _ = statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new BenchFailed("no new database: " + e.getMessage(), e);
        }
        return Map.of("DATABASE_URL", place + name);
    }

    private static Report report(Plan plan, Workshop workshop, Series ours, Series limit)
            throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("rounds", Integer.toString(plan.rounds()));
        parameters.put("JVM options", workshop.options());
        parameters.put("ahead-of-time cache", workshop.cache());
        return new Report(
                "start",
                "process start to the first answer",
                "bare JVM and HTTP library",
                parameters,
                List.of(
                        ours.beside(limit, FIRST, "ms"),
                        ours.beside(limit, LATER, "ms").under(MOST_EMBEDDED),
                        ours.beside(limit, FIRST_EXTERNAL, "ms"),
                        ours.beside(limit, LATER_EXTERNAL, "ms").under(MOST_EXTERNAL)),
                List.of(
                        "A first start makes all tables; with the embedded database it unpacks"
                                + " PostgreSQL and makes its cluster before.",
                        "The stop before a later start was a clean one; jars and programs are in"
                                + " the machine's file cache.",
                        "The bare JVM has no ahead-of-time cache of its own, only the JDK's.",
                        "The clock runs from before the process is made until its first 200, asked"
                                + " for every 2 ms."));
    }

    private static double startFoyer(Workshop workshop, String folder, Map<String, String> settings)
            throws IOException, InterruptedException {
        var foyer = Foyer.launch(workshop, workshop.path(folder), settings);
        try {
            return foyer.millisecondsToFirstAnswer();
        } finally {
            workshop.stop(foyer.child());
        }
    }

    private static double startBare(Workshop workshop) throws IOException, InterruptedException {
        var constant = Constant.launch(workshop);
        try {
            return constant.millisecondsToFirstAnswer();
        } finally {
            workshop.stop(constant.child());
        }
    }
}
