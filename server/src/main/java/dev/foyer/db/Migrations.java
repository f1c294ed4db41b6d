package dev.foyer.db;

import org.flywaydb.core.Flyway;

/// Brings the tables to the shape that this version needs: forward only, and such that the version
/// before still runs on them (expand first, contract a release later). Several nodes may start at
/// once; one migrates, the others wait.
public final class Migrations {
    private Migrations() {}

    /// Runs what has not run yet.
    public static void run(Database database) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration")
                .table("schema_history")
                .loggers("slf4j")
                .cleanDisabled(true)
                .load()
                .migrate();
    }
}
