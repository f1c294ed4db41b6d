package dev.foyer.db;

import org.flywaydb.core.Flyway;

/// Brings the tables to the shape that this version needs: forward only, and such that the version
/// before still runs on them (expand first, contract a release later). Several nodes may start at
/// once; one migrates, the others wait.
public final class Migrations {
    /// A database that starts at the same moment gets half a minute: the waits between tries double
    /// up to this many.
    private static final int CONNECT_TRIES = 3;

    private Migrations() {}

    /// Runs what has not run yet, on a connection of its own: a migration may take longer than the
    /// pool lets a statement.
    public static void run(DatabaseUrl url) {
        Flyway.configure()
                .dataSource(url.jdbc(), url.user(), url.password())
                .connectRetries(CONNECT_TRIES)
                .locations("classpath:db/migration")
                .table("schema_history")
                .loggers("slf4j")
                .cleanDisabled(true)
                .load()
                .migrate();
    }
}
