package dev.foyer.db;

import org.postgresql.PGConnection;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The whole database as of one moment, on a connection of its own: one transaction that sees what
/// was committed before it and nothing after, while servers go on working. Belongs to one thread.
public final class Snapshot implements AutoCloseable {
    private final Connection connection;

    private Snapshot(Connection connection) {
        this.connection = connection;
    }

    /// A table with the columns that are copied.
    ///
    /// @param key its primary key, by which its rows are ordered
    public record Table(String name, List<String> columns, List<String> key) {
        public Table {
            columns = List.copyOf(columns);
            key = List.copyOf(key);
        }
    }

    /// Where a sequence stands.
    ///
    /// @param called whether `value` was given out already
    public record Sequence(String name, long value, boolean called) {}

    /// Begins the transaction.
    ///
    /// @throws SQLException where the database does not let us in
    public static Snapshot open(DatabaseUrl url) throws SQLException {
        var connection = connect(url);
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            // The first statement takes the snapshot.
            statement.execute("select 1");
            return new Snapshot(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// A connection without the bounds of the pool: to copy a table takes as long as it takes.
    static Connection connect(DatabaseUrl url) throws SQLException {
        return OwnConnection.open(url, "foyer backup", Map.of("connectTimeout", "3"));
    }

    /// The steps of the tables' history that have run, in their order; none where no server has
    /// ever run here.
    public List<Migrations.Step> steps() throws SQLException {
        return steps(connection);
    }

    static List<Migrations.Step> steps(Connection connection) throws SQLException {
        var steps = new ArrayList<Migrations.Step>();
        if (!Tables.exists(connection, Migrations.HISTORY)) {
            return steps;
        }
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select version, checksum from schema_history
                                 where success and version is not null and checksum is not null
                                 order by installed_rank
                                """)) {
            while (rows.next()) {
                steps.add(new Migrations.Step(rows.getString(1), rows.getInt(2)));
            }
        }
        return steps;
    }

    /// The fingerprint of the secret key that this database is used with; nothing where no server
    /// has ever run on it.
    public Optional<String> fingerprint() throws SQLException {
        return fingerprint(connection);
    }

    static Optional<String> fingerprint(Connection connection) throws SQLException {
        if (!Tables.exists(connection, "installation")) {
            return Optional.empty();
        }
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select value from installation where name = 'secret_key_fingerprint'")) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    /// Every table, each after those that it refers to.
    public List<Table> tables() throws SQLException {
        var tables = new ArrayList<Table>();
        for (var name : Tables.inOrder(connection)) {
            tables.add(
                    new Table(
                            name, Tables.columns(connection, name), Tables.key(connection, name)));
        }
        return tables;
    }

    /// How many rows there are in all, as PostgreSQL believes.
    public long estimate() throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select coalesce(sum(greatest(reltuples, 0)), 0)::bigint from pg_class
                                 where relnamespace = current_schema()::regnamespace and relkind = 'r'
                                """)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /// Writes all rows of a table in the text format of COPY (PostgreSQL manual, COPY), ordered by
    /// their key.
    ///
    /// @param each hears the number of each row, from 1
    /// @return how many rows
    public long copy(Table table, OutputStream out, LongConsumer each)
            throws SQLException, IOException {
        var order = table.key().isEmpty() ? "" : " order by " + Tables.quoted(table.key());
        var sql =
                "copy (select %s from %s%s) to stdout"
                        .formatted(
                                Tables.quoted(table.columns()), Tables.quoted(table.name()), order);
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        long rows = 0;
        try {
            for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                out.write(row);
                rows++;
                each.accept(rows);
            }
            return rows;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /// Where every sequence stands. Sequences know no snapshot: what is told is at least what the
    /// copied rows have used.
    public List<Sequence> sequences() throws SQLException {
        var sequences = new ArrayList<Sequence>();
        for (var name : Tables.sequences(connection)) {
            try (var statement = connection.createStatement();
                    var rows =
                            statement.executeQuery(
                                    "select last_value, is_called from " + Tables.quoted(name))) {
                if (rows.next()) {
                    sequences.add(new Sequence(name, rows.getLong(1), rows.getBoolean(2)));
                }
            }
        }
        return sequences;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
