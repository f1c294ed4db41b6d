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

/// Puts customers and sessions into the database of a running server by the million: rows by SQL,
/// indexes afterwards. All have the password of the one who is registered first over the wire, and
/// names, addresses and numbers that differ. Belongs to one thread.
final class Population implements AutoCloseable {
    /// Below this the indexes are not in the way.
    private static final int FEW = 50_000;

    private static final Duration LIFE = Duration.ofDays(14);
    private static final int RANDOM = 25;
    private static final int SIGNATURE = 6;

    /// Sessions that nobody uses, until `expires_at`.
    private static final String SESSIONS =
            """
            insert into session (id_hash, key_hash, customer_id, created_at, refreshed_at, expires_at, address,
                                 user_agent)
            select sha256(('%4$s id ' || i)::bytea), sha256(('%4$s key ' || i)::bytea), %1$d + 1 + i %% %2$d, now(),
                   now(), now() + interval '%5$s' + i %% 100000 * interval '1 second', '203.0.113.7',
                   'Mozilla/5.0'
              from generate_series(1, %3$d) i
            """;

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
            var population = new Population(foyer, database, newest(database), customers, first);
            population.fill(sessions);
            return population;
        } catch (SQLException e) {
            throw new BenchFailed("customers cannot be made: " + e.getMessage(), e);
        }
    }

    Connection database() {
        return database;
    }

    /// Signs so many in, one customer after the other spread over all of them.
    Customers signIn(int count) throws IOException {
        int step = Math.max(1, customers / count);
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
        execute(SESSIONS.formatted(base, customers, count, name, "-3 days"));
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

    private void fill(int sessions) throws SQLException {
        // The rows are sound, and the machine need not be asked for each.
        execute("set session_replication_role = replica");
        execute("set synchronous_commit = off");
        execute("set maintenance_work_mem = '512MB'");
        boolean many = customers + sessions > FEW;
        var later = many ? indexes() : List.<String>of();
        if (many) {
            dropIndexes();
        }
        addChains();
        addCustomers();
        addAddresses();
        addCredentials();
        execute(SESSIONS.formatted(base, customers, sessions, "idle", "7 days"));
        execute(
                "select setval(pg_get_serial_sequence('customer', 'id'), (select max(id) from"
                        + " customer))");
        for (var index : later) {
            execute(index);
        }
        execute("set session_replication_role = origin");
        for (var table : List.of("customer", "email_address", "credential", "session")) {
            execute("vacuum (analyze) " + table);
        }
        execute("checkpoint");
    }

    private void addCustomers() throws SQLException {
        execute(
                """
                insert into customer (id, first_name, last_name, phone, language_code, attributes, user_type,
                                      client_type, email_allowed, sms_allowed, call_allowed, whatsapp_allowed,
                                      date_joined)
                select %1$d + i, initcap(translate(substr(md5('f' || i), 1, 6), '0123456789', 'ghijklmnop')),
                       initcap(translate(substr(md5('l' || i), 1, 8), '0123456789', 'ghijklmnop')),
                       '+90555' || lpad(i::text, 8, '0'), 'en-us', '{"register_client_type": "default"}',
                       'registered', 'default', true, false, false, false, now() - i %% 1000 * interval '1 day'
                  from generate_series(1, %2$d) i
                """
                        .formatted(base, customers));
    }

    private void addAddresses() throws SQLException {
        execute(
                """
                insert into email_address (customer_id, address, identity, is_primary, verified_at, created_at)
                select %1$d + i, 'customer-' || i || '@example.com', 'customer-' || i || '@example.com', true, now(),
                       now()
                  from generate_series(1, %2$d) i
                """
                        .formatted(base, customers));
    }

    private void addCredentials() throws SQLException {
        execute(
                """
                insert into credential (customer_id, password_hash, changed_at)
                select %1$d + i, (select password_hash from credential where customer_id = %1$d), now()
                  from generate_series(1, %2$d) i
                """
                        .formatted(base, customers));
    }

    /// They look as if they had a consent chain already, from the moment they are there:
    /// housekeeping would open theirs for minutes, and be measured along.
    private void addChains() throws SQLException {
        execute(
                "insert into consent_key (customer_id, pepper) select %d + i, 'none' from generate_series(1, %d) i"
                        .formatted(base, customers));
    }

    private static final String INDEXES =
            """
              from pg_index i join pg_class c on c.oid = i.indexrelid
             where i.indrelid::regclass::text in ('customer', 'email_address', 'credential', 'session')
               and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
            """;

    /// Digests come in no order, and an index grows slowly by twenty million of them.
    private static final String KEYS =
            " from pg_constraint where conrelid = 'session'::regclass and contype in ('p', 'u')";

    /// What makes them again.
    private List<String> indexes() throws SQLException {
        var all = new ArrayList<>(texts("select pg_get_indexdef(i.indexrelid) " + INDEXES));
        all.addAll(
                texts(
                        "select format('alter table session add constraint %I %s', conname,"
                                + " pg_get_constraintdef(oid))"
                                + KEYS));
        return all;
    }

    private void dropIndexes() throws SQLException {
        for (var name : texts("select c.relname " + INDEXES)) {
            execute("drop index " + name);
        }
        for (var name : texts("select conname" + KEYS)) {
            execute("alter table session drop constraint " + name);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
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
