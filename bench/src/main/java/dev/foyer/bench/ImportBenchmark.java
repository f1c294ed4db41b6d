package dev.foyer.bench;

import dev.foyer.db.EmbeddedPostgres;

import org.postgresql.PGConnection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `./foyer import` of customers with their password hashes, beside a bare COPY of the rows that it
/// made into tables of the same shape.
final class ImportBenchmark implements Benchmark {
    private static final String RATE = "customers per second";
    private static final String CPU = "CPU of the server";
    private static final String DATABASE = "CPU of PostgreSQL";
    private static final Duration WITHIN = Duration.ofMinutes(30);

    /// Those that an import fills, by the column that holds the customer's number.
    private static final Map<String, String> TABLES = tables();

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String purpose() {
        return "customers from JSON lines into a running server, beside a bare COPY of their rows";
    }

    @Override
    public Plan plan() {
        return new Plan(5, Duration.ZERO, Duration.ZERO, 1, 0, 100_000);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var data = workshop.path("data");
        var foyer = Foyer.start(workshop, data, Foyer.CHEAP_HASHES);
        var ours = new Series();
        var limit = new Series();
        try (var database = open(data)) {
            // The first one is for the compilers of both sides.
            for (int round = -1; round < plan.rounds(); round++) {
                var file = write(workshop, round + 1, plan.requests());
                long before = newest(database);
                measureImport(foyer, workshop, file, plan, round < 0 ? new Series() : ours);
                measureCopy(database, before, plan, round < 0 ? new Series() : limit);
                Files.delete(file);
            }
        } catch (SQLException e) {
            throw new BenchFailed("the database does not do its part: " + e.getMessage(), e);
        }
        return report(plan, workshop, ours, limit);
    }

    private static Connection open(Path data) throws SQLException {
        var url = EmbeddedPostgres.ofAnother(data.resolve("postgres")).orElseThrow();
        var connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
        for (var table : TABLES.keySet()) {
            execute(
                    connection,
                    "create table limit_%1$s (like %1$s including all)".formatted(table));
        }
        return connection;
    }

    private static Path write(Workshop workshop, int part, int count) throws IOException {
        var file = workshop.path("customers-" + part + ".jsonl");
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < count; i++) {
                out.write(record(part * (long) count + i));
            }
        }
        return file;
    }

    private static String record(long number) {
        return """
        {"external_id": "%1$d", "email": "customer-%1$d@example.com", "email_verified": true, \
        "password_hash": "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$%2$s", "first_name": "Ayşe", \
        "last_name": "Yılmaz", "phone": "+90555%3$07d", "gender": "female", "date_of_birth": "1990-05-17", \
        "email_allowed": true, "sms_allowed": false, "date_joined": "2020-01-02T03:04:05Z", \
        "attributes": {"city": "İzmir", "confirm": true}}
        """
                .formatted(number, "A".repeat(43), number % 10_000_000);
    }

    private static void measureImport(
            Foyer foyer, Workshop workshop, Path file, Plan plan, Series series)
            throws IOException, InterruptedException {
        var before = Cpu.of(foyer.child().handle());
        long begin = System.nanoTime();
        var command = foyer.command(workshop, "import", file.toString(), "--json");
        command.awaitEnd(WITHIN);
        double seconds = (System.nanoTime() - begin) / 1e9;
        var words = command.lastWords();
        if (!words.contains(
                "{\"imported\":%d,\"skipped\":0,\"refused\":0}".formatted(plan.requests()))) {
            throw new BenchFailed("not everybody came in: " + words);
        }
        var after = Cpu.of(foyer.child().handle());
        double millis = 1e3 / plan.requests();
        series.add(RATE, plan.requests() / seconds);
        series.add(CPU, after.ownSince(before) * millis);
        series.add(DATABASE, after.offspringSince(before) * millis);
    }

    private static void measureCopy(Connection database, long after, Plan plan, Series series)
            throws SQLException, IOException {
        var copies = database.unwrap(PGConnection.class).getCopyAPI();
        var rows = new LinkedHashMap<String, byte[]>();
        for (var table : TABLES.entrySet()) {
            var bytes = new ByteArrayOutputStream();
            copies.copyOut(
                    "copy (select * from %s where %s > %d) to stdout"
                            .formatted(table.getKey(), table.getValue(), after),
                    bytes);
            rows.put(table.getKey(), bytes.toByteArray());
        }
        long begin = System.nanoTime();
        for (var table : rows.entrySet()) {
            long count =
                    copies.copyIn(
                            "copy limit_" + table.getKey() + " from stdin",
                            new ByteArrayInputStream(table.getValue()));
            if (count != plan.requests()) {
                throw new BenchFailed("COPY took " + count + " rows of " + table.getKey());
            }
        }
        series.add(RATE, plan.requests() / ((System.nanoTime() - begin) / 1e9));
    }

    private static long newest(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select coalesce(max(id), 0) from customer")) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, String> tables() {
        var tables = new LinkedHashMap<String, String>();
        tables.put("customer", "id");
        tables.put("email_address", "customer_id");
        tables.put("credential", "customer_id");
        return tables;
    }

    private static Report report(Plan plan, Workshop workshop, Series ours, Series limit) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("customers", plan.requests() + " in each round");
        parameters.put("rounds", Integer.toString(plan.rounds()));
        parameters.put("JVM options", workshop.options());
        return new Report(
                "import",
                "./foyer import of JSON lines",
                "bare COPY",
                parameters,
                new ArrayList<>(
                        List.of(
                                ours.beside(limit, RATE, "1/s"),
                                ours.alone(CPU, "ms each"),
                                ours.alone(DATABASE, "ms each"))),
                List.of(
                        "The clock runs from the start of the command's process to its end; command,"
                                + " server and database share the same cores.",
                        "The limit puts the very rows that the import made (customers, addresses,"
                                + " hashes) into tables with the same indexes and checks,"
                                + " one COPY each, with nothing read, checked or told.",
                        "No hash is computed: they come with the customers."));
    }
}
