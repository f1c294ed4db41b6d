package dev.foyer.db;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Brings the tables to the shape that this version needs: forward only, and such that the version
/// before still runs on them (expand first, contract a release later). Several nodes may start at
/// once; one migrates, the others wait.
public final class Migrations {
    /// Where Flyway notes what has run.
    static final String HISTORY = "schema_history";

    /// A database that starts at the same moment gets half a minute: the waits between tries double
    /// up to this many.
    private static final int CONNECT_TRIES = 3;

    /// Of the schema that the library works in, and of no other on the path.
    private static final String NOTED =
            """
            select concat_ws('|', version, description, type, script, checksum, success)
              from schema_history
             where to_regclass('schema_history') = to_regclass(quote_ident(current_schema()) || '.schema_history')
            """;

    /// Of the look at the history, in seconds; the library has more patience.
    private static final Map<String, String> LOOK =
            Map.of("connectTimeout", "3", "socketTimeout", "10");

    private Migrations() {}

    /// One step of the tables' history.
    ///
    /// @param checksum of its text
    public record Step(String version, int checksum) {}

    /// Runs what has not run yet, on a connection of its own: a migration may take longer than the
    /// pool lets a statement. Where the database says that exactly our migrations have run, and all
    /// went well, nothing is left to do; whatever else it says is for the library to judge.
    public static void run(DatabaseUrl url) {
        if (!haveRun(url)) {
            at(url).load().migrate();
        }
    }

    private static boolean haveRun(DatabaseUrl url) {
        try (var connection = OwnConnection.open(url, "foyer start", LOOK)) {
            return haveRun(connection);
        } catch (SQLException | IOException _) {
            // The library meets it too: it waits for a database that starts, or tells what is
            // wrong.
            return false;
        }
    }

    /// Whether the notes of the library are exactly those that it would make of our migrations.
    static boolean haveRun(Connection connection) throws SQLException, IOException {
        var ours = ShippedMigrations.notes();
        return ours.isPresent()
                && Tables.exists(connection, HISTORY)
                && noted(connection).equals(ours.get());
    }

    /// Sorted.
    private static List<String> noted(Connection connection) throws SQLException {
        var notes = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(NOTED)) {
            while (rows.next()) {
                notes.add(rows.getString(1));
            }
        }
        notes.sort(null);
        return notes;
    }

    /// [#run], up to this version and no further.
    public static void runUpTo(DatabaseUrl url, String version) {
        at(url).target(version).load().migrate();
    }

    /// The steps that this program knows, in their order; nothing is run.
    public static List<Step> known(DatabaseUrl url) {
        return Arrays.stream(at(url).load().info().all())
                .filter(info -> info.getVersion() != null && info.getChecksum() != null)
                .map(Migrations::step)
                .toList();
    }

    private static Step step(MigrationInfo info) {
        return new Step(info.getVersion().getVersion(), info.getChecksum());
    }

    private static FluentConfiguration at(DatabaseUrl url) {
        return Flyway.configure()
                .dataSource(url.jdbc(), url.user(), url.password())
                .connectRetries(CONNECT_TRIES)
                .locations("classpath:db/migration")
                .table(HISTORY)
                .loggers("slf4j")
                .cleanDisabled(true);
    }
}
