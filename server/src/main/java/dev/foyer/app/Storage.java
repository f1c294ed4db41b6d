package dev.foyer.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import dev.foyer.db.DatabaseUrl;
import dev.foyer.db.EmbeddedPostgres;
import dev.foyer.db.EmbeddedPostgresException;
import dev.foyer.secret.Secrets;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The database and the secret keys of this environment, for the commands that work on them without
/// a server. Nothing is made here that is not there yet.
final class Storage implements AutoCloseable {
    private final DatabaseUrl url;
    private final Optional<EmbeddedPostgres> own;

    private Storage(DatabaseUrl url, Optional<EmbeddedPostgres> own) {
        this.url = url;
        this.own = own;
    }

    /// What of the environment these commands need.
    ///
    /// @param secretKeys newest first
    record Place(Path data, Optional<DatabaseUrl> database, List<String> secretKeys) {
        static Place of(Map<String, String> variables) throws StartRefused {
            var complaints = new Complaints();
            var configuration =
                    new ConfigurationReader(new Environment(variables, complaints)).configuration();
            if (!complaints.none()) {
                throw new StartRefused(String.join("; ", complaints.lines()));
            }
            return new Place(
                    configuration.data(),
                    configuration.database(),
                    keys(configuration.secretKeys(), configuration.data()));
        }

        private static List<String> keys(List<String> told, Path data) throws StartRefused {
            if (!told.isEmpty()) {
                return told;
            }
            try {
                return KeptSecret.read(data.resolve("secret-key"))
                        .map(List::of)
                        .orElseThrow(
                                () ->
                                        new StartRefused(
                                                "no secret key: set SECRET_KEY, or put the file secret-key into %s"
                                                        .formatted(data)));
            } catch (IOException e) {
                throw new StartRefused("the secret key cannot be read: " + e.getMessage());
            }
        }

        Secrets secrets() {
            return new Secrets(secretKeys, new SecureRandom());
        }

        private Path postgres() {
            return data.resolve("postgres");
        }

        @Override
        public String toString() {
            return database.map(DatabaseUrl::toString).orElse("the database in " + postgres());
        }
    }

    /// To read: the database of the environment, also while a server runs on it.
    static Storage inUse(Place place) throws StartRefused {
        try {
            var running = place.database().or(() -> EmbeddedPostgres.ofAnother(place.postgres()));
            if (running.isPresent()) {
                return new Storage(running.get(), Optional.empty());
            }
            if (!EmbeddedPostgres.isIn(place.postgres())) {
                throw new StartRefused("there is no database in " + place.postgres());
            }
            return embedded(place);
        } catch (EmbeddedPostgresException e) {
            throw new StartRefused(String.valueOf(e.getMessage()));
        }
    }

    /// To fill: the database of the environment, and for this command alone where it is embedded.
    static Storage alone(Place place) throws StartRefused {
        try {
            return place.database().isPresent()
                    ? new Storage(place.database().get(), Optional.empty())
                    : embedded(place);
        } catch (EmbeddedPostgresException e) {
            throw new StartRefused(String.valueOf(e.getMessage()));
        }
    }

    private static Storage embedded(Place place) {
        quieten();
        var postgres = EmbeddedPostgres.start(place.postgres());
        return new Storage(postgres.url(), Optional.of(postgres));
    }

    /// A server tells in its log how its database starts; a command says what came of it.
    private static void quieten() {
        ((Logger) LoggerFactory.getLogger("dev.foyer.db")).setLevel(Level.WARN);
    }

    DatabaseUrl url() {
        return url;
    }

    @Override
    public void close() {
        own.ifPresent(EmbeddedPostgres::close);
    }
}
