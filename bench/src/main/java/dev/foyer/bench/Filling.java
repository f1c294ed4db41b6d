package dev.foyer.bench;

import dev.foyer.db.DatabaseUrl;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Fills the tables of a [Population]: rows by SQL, indexes afterwards, two tables at a time.
final class Filling {
    /// Below this the indexes are not in the way.
    private static final int FEW = 50_000;

    /// Each on a connection of its own.
    private static final int TABLES_AT_ONCE = 2;

    private static final String INDEXES =
            """
              from pg_index i join pg_class c on c.oid = i.indexrelid
             where i.indrelid = '%1$s'::regclass
               and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
            """;

    /// Digests come in no order, and an index grows slowly by twenty million of them. No other
    /// table refers to a session.
    private static final String KEYS =
            " from pg_constraint where conrelid = '%1$s'::regclass and contype in ('p', 'u')"
                    + " and conrelid = 'session'::regclass";

    /// As full, in hundredths, as the leaves of an index are that has grown by keys in no order (ln
    /// 2; Yao, On random 2-3 trees, 1978). Fuller ones split at the next keys, which would look
    /// like growth by whatever comes.
    private static final int LIVED_IN = 69;

    private final DatabaseUrl url;
    private final long base;
    private final int customers;
    private final int sessions;

    private Filling(DatabaseUrl url, long base, int customers, int sessions) {
        this.url = url;
        this.base = base;
        this.customers = customers;
        this.sessions = sessions;
    }

    /// Fills the tables of a shop.
    ///
    /// @param base the last customer before
    static void of(DatabaseUrl url, long base, int customers, int sessions)
            throws SQLException, InterruptedException {
        var filling = new Filling(url, base, customers, sessions);
        filling.chains();
        together(
                List.of(
                        filling::sessions,
                        filling::customers,
                        filling::addresses,
                        filling::credentials));
        try (var database = filling.connection()) {
            execute(database, "checkpoint");
        }
    }

    /// The statement that adds sessions that nobody uses.
    ///
    /// @param name no two lots have the same
    /// @param expire an interval from now on
    static String sessions(long base, int customers, int count, String name, String expire) {
        return """
               insert into session (id_hash, key_hash, customer_id, created_at, refreshed_at, expires_at, address,
                                    user_agent)
               select sha256(('%4$s id ' || i)::bytea), sha256(('%4$s key ' || i)::bytea), %1$d + 1 + i %% %2$d, now(),
                      now(), now() + interval '%5$s' + i %% 100000 * interval '1 second', '203.0.113.7',
                      'Mozilla/5.0'
                 from generate_series(1, %3$d) i
               """
                .formatted(base, customers, count, name, expire);
    }

    private void sessions() throws SQLException {
        fill("session", sessions(base, customers, sessions, "idle", "7 days"));
    }

    /// They look as if they had a consent chain already, from the moment they are there:
    /// housekeeping would open theirs for minutes, and be measured along.
    private void chains() throws SQLException {
        fill(
                "consent_key",
                """
                insert into consent_key (customer_id, pepper)
                select %1$d + i, 'none'
                  from generate_series(1, %2$d) i
                """
                        .formatted(base, customers));
    }

    private void customers() throws SQLException {
        fill(
                "customer",
                """
                insert into customer (id, first_name, last_name, phone, language_code, attributes, user_type,
                                      client_type, email_allowed, sms_allowed, call_allowed, whatsapp_allowed,
                                      date_joined)
                select %1$d + i, initcap(translate(substr(md5('f' || i), 1, 6), '0123456789', 'ghijklmnop')),
                       initcap(translate(substr(md5('l' || i), 1, 8), '0123456789', 'ghijklmnop')),
                       '+90555' || lpad(i::text, 8, '0'), 'en-us', '{"register_client_type": "default"}',
                       'registered', 'default', true, false, false, false, now() - i %% 1000 * interval '1 day'
                  from generate_series(1, %2$d) i;
                select setval(pg_get_serial_sequence('customer', 'id'), (select max(id) from customer))
                """
                        .formatted(base, customers));
    }

    private void addresses() throws SQLException {
        fill(
                "email_address",
                """
                insert into email_address (customer_id, address, identity, is_primary, verified_at, created_at)
                select %1$d + i, 'customer-' || i || '@example.com', 'customer-' || i || '@example.com', true, now(),
                       now()
                  from generate_series(1, %2$d) i
                """
                        .formatted(base, customers));
    }

    private void credentials() throws SQLException {
        fill(
                "credential",
                """
                insert into credential (customer_id, password_hash, changed_at)
                select %1$d + i, (select password_hash from credential where customer_id = %1$d), now()
                  from generate_series(1, %2$d) i
                """
                        .formatted(base, customers));
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private static void together(List<Work> tables) throws SQLException, InterruptedException {
        try (var workers = Executors.newFixedThreadPool(TABLES_AT_ONCE)) {
            var all = tables.stream().map(work -> workers.submit(() -> done(work))).toList();
            for (var filled : all) {
                var _ = filled.get();
            }
        } catch (ExecutionException e) {
            throw new SQLException(String.valueOf(e.getCause()), e);
        }
    }

    private static boolean done(Work work) throws SQLException {
        work.run();
        return true;
    }

    private void fill(String table, String rows) throws SQLException {
        boolean many = customers + sessions > FEW;
        try (var database = connection()) {
            // The rows are sound, and the machine need not be asked for each.
            execute(database, "set session_replication_role = replica");
            execute(database, "set synchronous_commit = off");
            execute(database, "set maintenance_work_mem = '512MB'");
            var later = many ? withoutIndexes(database, table) : List.<String>of();
            execute(database, rows);
            for (var index : later) {
                execute(database, index);
            }
            execute(database, "vacuum (analyze) " + table);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(url.jdbc(), url.user(), url.password());
    }

    /// Drops the indexes of a table.
    ///
    /// @return what makes them again
    private static List<String> withoutIndexes(Connection database, String table)
            throws SQLException {
        var all =
                new ArrayList<>(
                        texts(database, "select pg_get_indexdef(i.indexrelid)" + INDEXES, table));
        all.addAll(
                texts(
                        database,
                        "select format('alter table %%I add constraint %%I %%s with (fillfactor = "
                                + LIVED_IN
                                + ")', '%1$s', conname, pg_get_constraintdef(oid))"
                                + KEYS,
                        table));
        for (var name : texts(database, "select c.relname" + INDEXES, table)) {
            execute(database, "drop index " + name);
        }
        for (var name : texts(database, "select conname" + KEYS, table)) {
            execute(database, "alter table " + table + " drop constraint " + name);
        }
        return all;
    }

    /// @param sql with a place for the table
    private static List<String> texts(Connection database, String sql, String table)
            throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql.formatted(table))) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            var _ = statement.execute(sql);
        }
    }
}
