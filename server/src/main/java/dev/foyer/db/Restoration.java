package dev.foyer.db;

import org.postgresql.PGConnection;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Fills a database that nobody has used with what a [Snapshot] copied: all of it in one
/// transaction, so that after a kill at any moment there is either everything or a database that
/// nobody has used. Belongs to one thread.
///
/// A database counts as used once a server has started on it: then it knows the fingerprint of a
/// secret key.
public final class Restoration implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Connection connection;

    private Restoration(Connection connection) {
        this.connection = connection;
    }

    /// Why a database cannot be filled, in one line for the operator.
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /// Makes sure that nobody has used the database, and brings its tables into the shape that they
    /// had when they were copied.
    ///
    /// @param steps of the tables' history that had run then
    /// @throws Refused and changes nothing, where the database is used, or this program does not
    ///   know those steps
    public static Restoration begin(DatabaseUrl url, List<Migrations.Step> steps)
            throws SQLException, Refused {
        check(url, steps);
        Migrations.runUpTo(url, steps.getLast().version());
        var connection = Snapshot.connect(url);
        try {
            connection.setAutoCommit(false);
            if (!Snapshot.steps(connection).equals(steps)) {
                throw new Refused("the database has tables of another version: take an empty one");
            }
            return new Restoration(connection);
        } catch (SQLException | Refused e) {
            connection.close();
            throw e;
        }
    }

    private static void check(DatabaseUrl url, List<Migrations.Step> steps)
            throws SQLException, Refused {
        try (var connection = Snapshot.connect(url)) {
            if (Snapshot.fingerprint(connection).isPresent()) {
                throw new Refused("the database is in use, or was: take an empty one");
            }
            boolean empty = Tables.inOrder(connection).isEmpty();
            if (!empty && Snapshot.steps(connection).isEmpty()) {
                throw new Refused("the database holds something else: take an empty one");
            }
        }
        var known = Migrations.known(url);
        boolean prefix =
                !steps.isEmpty()
                        && steps.size() <= known.size()
                        && known.subList(0, steps.size()).equals(steps);
        if (!prefix) {
            var version = steps.isEmpty() ? "none" : steps.getLast().version();
            throw new Refused(
                    "this Foyer does not know the tables of the backup (version "
                            + version
                            + "): take the Foyer that made it, or a newer one");
        }
    }

    /// Takes away the rows that migrations put in: the copy has them, as they were by then. From
    /// then on the rows of erased customers may come back as they were.
    public void clear() throws SQLException {
        refuseErased("disable");
        for (var table : Tables.inOrder(connection).reversed()) {
            if (hasRows(table)) {
                execute("delete from " + Tables.quoted(table));
            }
        }
    }

    private boolean hasRows(String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select exists (select from " + Tables.quoted(table) + ")")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /// Puts the rows into a table.
    ///
    /// @param in the text format of COPY
    /// @param each hears how many bytes have been sent
    /// @return how many rows
    public long fill(String table, List<String> columns, InputStream in, LongConsumer each)
            throws SQLException, IOException {
        var sql = "copy %s (%s) from stdin".formatted(Tables.quoted(table), Tables.quoted(columns));
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            var buffer = new byte[BUFFER];
            long sent = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                copy.writeToCopy(buffer, 0, count);
                sent += count;
                each.accept(sent);
            }
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /// Sets a sequence to where it stood.
    public void set(Snapshot.Sequence sequence) throws SQLException {
        try (var statement = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
            statement.setString(1, Tables.quoted(sequence.name()));
            statement.setLong(2, sequence.value());
            statement.setBoolean(3, sequence.called());
            statement.execute();
        }
    }

    /// Makes all of it durable.
    public void commit() throws SQLException {
        execute("set constraints all immediate");
        refuseErased("enable");
        connection.commit();
        connection.setAutoCommit(true);
        execute("analyze");
    }

    /// The trigger of the migration V7 keeps new rows from erased customers; a copied row is none.
    private void refuseErased(String action) throws SQLException {
        var watched = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select tgrelid::regclass::text from pg_trigger where tgname = 'refuse_erased'")) {
            while (rows.next()) {
                watched.add(rows.getString(1));
            }
        }
        for (var table : watched) {
            execute("alter table " + table + " " + action + " trigger refuse_erased");
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// What was not committed is gone.
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
