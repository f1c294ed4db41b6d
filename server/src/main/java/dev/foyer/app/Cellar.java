package dev.foyer.app;

import dev.foyer.db.Database;
import dev.foyer.db.DatabaseUrl;
import dev.foyer.db.EmbeddedPostgres;
import dev.foyer.db.EmbeddedPostgresException;
import dev.foyer.db.Installation;
import dev.foyer.db.Migrations;
import dev.foyer.db.Rights;
import dev.foyer.secret.Secrets;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// What a node stands on: the database, embedded or external, with its tables in shape, and the
/// secret keys.
final class Cellar implements AutoCloseable {
    private final Optional<EmbeddedPostgres> embedded;
    private final Database database;

    private Cellar(Optional<EmbeddedPostgres> embedded, Database database) {
        this.embedded = embedded;
        this.database = database;
    }

    /// Begins to open it, on a thread of its own.
    static Underway<Cellar> begin(Configuration configuration) {
        return Underway.begin("cellar", () -> open(configuration), Cellar::close);
    }

    private static Cellar open(Configuration configuration) throws StartRefused {
        if (configuration.database().isPresent()) {
            return open(Optional.empty(), configuration.database().get());
        }
        try {
            var postgres = EmbeddedPostgres.start(configuration.data().resolve("postgres"));
            return open(Optional.of(postgres), postgres.url());
        } catch (EmbeddedPostgresException e) {
            throw new StartRefused(String.valueOf(e.getMessage()));
        }
    }

    private static Cellar open(Optional<EmbeddedPostgres> embedded, DatabaseUrl url)
            throws StartRefused {
        try {
            Migrations.run(url);
            var database = Database.open(url);
            // The first question loads what is left of the library: better here, while others are
            // made.
            var _ = database.isReady();
            return new Cellar(embedded, database);
        } catch (RuntimeException e) {
            embedded.ifPresent(EmbeddedPostgres::close);
            throw new StartRefused("the database " + url + " cannot be used: " + root(e));
        }
    }

    Database database() {
        return database;
    }

    /// The keys of the environment, or the one made at first start and kept in the data folder. To
    /// be asked for once that folder is ours alone.
    static List<String> secretKeys(Configuration configuration, SecureRandom random) {
        return configuration.secretKeys().isEmpty()
                ? List.of(KeptSecret.in(configuration.data(), "secret-key", random))
                : configuration.secretKeys();
    }

    /// The database takes what we write, and all nodes on it sign with the same key.
    void admit(Secrets secrets) throws StartRefused {
        var missing = Rights.missing(database);
        if (!missing.isEmpty()) {
            throw new StartRefused(
                    "the role of DATABASE_URL may not call " + String.join(", ", missing));
        }
        boolean admitted = database.write(tx -> Installation.admits(tx, secrets.fingerprints()));
        if (!admitted) {
            throw new StartRefused(
                    "SECRET_KEY is another one than this database was used with: links and tokens would break."
                            + " Give the old key too, after the new one and a comma.");
        }
    }

    @Override
    public void close() {
        database.close();
        embedded.ifPresent(EmbeddedPostgres::close);
    }

    private static String root(Throwable thrown) {
        var cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
