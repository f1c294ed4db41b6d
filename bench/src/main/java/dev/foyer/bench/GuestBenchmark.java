package dev.foyer.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/// First requests of guests, who come without a cookie and get two, beside the same HTTP library
/// repeating one of these answers. They leave nothing behind, neither rows nor objects.
final class GuestBenchmark implements Benchmark {
    private static final String ROWS = "rows that they left in all tables";
    private static final String HEAP = "growth of what is alive in the heap";
    private static final double PART_OF_RATE = 0.75;
    private static final double TIMES_THE_CPU = 1.25;

    /// Below what one measurement of a heap differs from the next.
    private static final double NOISE_MIB = 2;

    private static final String COUNT =
            """
            select coalesce(sum((xpath('/row/n/text()', query_to_xml(
                       format('select count(*) as n from %I.%I', schemaname, relname), false, true,
                       '')))[1]::text::bigint), 0)
              from pg_stat_user_tables
            """;

    @Override
    public String name() {
        return "guest";
    }

    @Override
    public String purpose() {
        return "first requests without a cookie, beside the bare HTTP library; what they leave";
    }

    @Override
    public Plan plan() {
        return new Plan(5, Duration.ZERO, Duration.ofSeconds(15), 32, 0, 1_000_000);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var foyer = Foyer.start(workshop, workshop.path("data"), Foyer.CHEAP_HASHES);
        var request = Ask.get("/csrf_token/", "");
        Answer answer;
        try (var wire = Wire.to(foyer.port())) {
            answer = wire.ask(request).expect(200);
        }
        var constant = Constant.repeating(answer, workshop);
        var both = SideBySide.of(foyer, constant, _ -> request, plan.connections());
        both.warmUp(plan.warmup());
        var url = foyer.database();
        try (var database = DriverManager.getConnection(url.jdbc(), url.user(), url.password())) {
            double rows = rows(database);
            double heap = Heap.live(foyer.child().pid());
            for (int round = 0; round < plan.rounds(); round++) {
                both.measure(Math.max(1, plan.requests() / plan.rounds()));
            }
            both.ours().add(ROWS, rows(database) - rows);
            both.ours().add(HEAP, Heap.live(foyer.child().pid()) - heap);
        } catch (SQLException e) {
            throw new BenchFailed("rows cannot be counted: " + e.getMessage(), e);
        }
        return report(plan, workshop, answer, both);
    }

    private static double rows(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(COUNT)) {
            return rows.next() ? rows.getDouble(1) : 0;
        }
    }

    private static Report report(Plan plan, Workshop workshop, Answer answer, SideBySide both)
            throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("requests", plan.requests() + " in " + plan.rounds() + " rounds");
        parameters.put("connections", Integer.toString(plan.connections()));
        parameters.put("warm-up", plan.warmup().toSeconds() + " s each");
        parameters.put("an answer", "of " + answer.shape());
        parameters.put("JVM options", workshop.options());
        parameters.put("ahead-of-time cache", workshop.cache());
        var lines = both.lines(PART_OF_RATE, TIMES_THE_CPU);
        lines.add(both.ours().alone(ROWS, "all rounds").none());
        lines.add(both.ours().alone(HEAP, "MiB").under(NOISE_MIB));
        return new Report(
                "guest",
                "GET /csrf_token/ without a cookie",
                "bare HTTP library",
                parameters,
                lines,
                List.of(
                        "Each answer makes a session id and a token, both signed, and sets two"
                                + " cookies; the limit repeats one such answer.",
                        "Rows are counted in all tables; the heap after a full collection, before"
                                + " the first round and after the last.",
                        "Server, database and load tool share the same cores; the ratios count."));
    }
}
