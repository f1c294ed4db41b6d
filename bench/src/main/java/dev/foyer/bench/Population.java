package dev.foyer.bench;

import dev.foyer.secret.Alphabet;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Sha256;
import dev.foyer.secret.Signer;

import org.postgresql.PGConnection;

import java.io.IOException;
import java.io.StringReader;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Puts customers and sessions into the database of a running server by the million. All have the
/// password of the one who is registered first over the wire, and names, addresses and numbers that
/// differ. Belongs to one thread.
final class Population implements AutoCloseable {
    private static final Duration LIFE = Duration.ofDays(14);
    private static final int RANDOM = 25;
    private static final int SIGNATURE = 6;

    private final Foyer foyer;
    private final Connection database;
    private final long base;
    private final int customers;
    private final Customers first;

    private Population(
            Foyer foyer, Connection database, long base, int customers, Customers first) {
        this.foyer = foyer;
        this.database = database;
        this.base = base;
        this.customers = customers;
        this.first = first;
    }

    /// Makes so many customers, and so many sessions in the table that nobody uses.
    static Population of(Foyer foyer, int customers, int sessions)
            throws IOException, InterruptedException {
        var first = Customers.register(foyer, 1);
        foyer.awaitDeliveries();
        var url = foyer.database();
        try {
            var database = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
            setup(database);
            var population = new Population(foyer, database, newest(database), customers, first);
            Filling.of(url, population.base, customers, sessions);
            return population;
        } catch (SQLException e) {
            throw new BenchFailed("customers cannot be made: " + e.getMessage(), e);
        }
    }

    private static void setup(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            // What is made up here need not survive a plug that is pulled.
            var _ = statement.execute("set synchronous_commit = off");
        }
    }

    Connection database() {
        return database;
    }

    /// Reads the rows of those who are used, as those of a shop's customers of the week have been.
    void touch(int count) {
        try {
            execute(
                    """
                    select count(c.attributes), count(k.password_hash)
                      from generate_series(0, %1$d) i
                      join email_address e on e.identity = 'customer-' || 1 + i * %2$d || '@example.com'
                      join customer c on c.id = e.customer_id
                      join credential k on k.customer_id = c.id
                    """
                            .formatted(count - 1, step(count)));
        } catch (SQLException e) {
            throw new BenchFailed("customers cannot be read: " + e.getMessage(), e);
        }
    }

    private int step(int count) {
        return Math.max(1, customers / count);
    }

    /// Signs so many in, one customer after the other spread over all of them.
    Customers signIn(int count) throws IOException {
        int step = step(count);
        var secrets = new Secrets(List.of(Foyer.SECRET_KEY), new SecureRandom());
        var signer = secrets.signer("session id");
        var ids = new ArrayList<String>();
        var rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            var id = id(secrets, signer);
            ids.add(id);
            rows.append(
                    "\\\\x%s\t\\\\x%s\t%d\tnow\tnow\t%s\t127.0.0.1\tfoyer-bench\n"
                            .formatted(
                                    Sha256.of(id).hex(),
                                    Sha256.of(Customers.key(id)).hex(),
                                    base + 1 + (long) i * step,
                                    Instant.now().plus(LIFE)));
        }
        try {
            var copy = database.unwrap(PGConnection.class).getCopyAPI();
            var _ =
                    copy.copyIn(
                            "copy session (id_hash, key_hash, customer_id, created_at,"
                                    + " refreshed_at, expires_at, address, user_agent) from stdin",
                            new StringReader(rows.toString()));
        } catch (SQLException e) {
            throw new BenchFailed("sessions cannot be made: " + e.getMessage(), e);
        }
        return first.others(foyer, ids, step);
    }

    /// Adds sessions that are over already.
    void addExpired(int count, String name) throws SQLException {
        execute(Filling.sessions(base, customers, count, name, "-3 days"));
    }

    void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            var _ = statement.execute(sql);
        }
    }

    /// The first column of the only row.
    double ask(String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getDouble(1) : 0;
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            System.err.println("foyer bench: a connection does not close: " + e.getMessage());
        }
    }

    private static long newest(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select max(id) from customer")) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /// An id as the server makes them, see its `SessionIds`.
    private static String id(Secrets secrets, Signer signer) {
        var body = "s" + secrets.random(Alphabet.LOWER_36, RANDOM);
        return body + Alphabet.LOWER_36.spell(signer.sign(body), SIGNATURE);
    }

    @Override
    public String toString() {
        return customers + " customers of " + foyer.port();
    }
}
