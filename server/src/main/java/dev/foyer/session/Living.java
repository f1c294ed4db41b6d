package dev.foyer.session;

import dev.foyer.cache.Changes;
import dev.foyer.cache.Key;
import dev.foyer.cache.Remembered;
import dev.foyer.db.Database;
import dev.foyer.secret.Sha256;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The sessions that are in use, kept in memory for as long as neither they nor their customers
/// change. Safe for use by many threads.
final class Living {
    /// What one takes, with its key and its place in the map, where she chose nothing; what can be
    /// chosen is short.
    private static final int WEIGHT = 250;

    /// Of all by id, and of all by key, of which a shop fills one or the other: some 190,000
    /// sessions each with the standard heap of 320 MB.
    private static final int PERCENT_OF_HEAP = 15;

    private final Database database;
    private final Remembered<Sha256, Session> byId;
    private final Remembered<Sha256, Session> byKey;

    Living(Database database, Changes changes) {
        this.database = database;
        this.byId = remembered(changes);
        this.byKey = remembered(changes);
    }

    private static Remembered<Sha256, Session> remembered(Changes changes) {
        return new Remembered<>(
                changes,
                Remembered.ofHeap(PERCENT_OF_HEAP),
                _ -> WEIGHT,
                (_, session) -> Key.ofSession(session.id().beginning()),
                (_, session) -> Key.ofCustomer(session.visitor().customerId()));
    }

    /// A session as it was read, which may be over by now. All of it is fixed but for the time of
    /// its last use and what was noted beside. Its times stand in it as numbers, of microseconds as
    /// in the database: each object beside it would be one more wait for memory with every request.
    static final class Session {
        private final Visitor.SignedIn visitor;
        private final Choices choices;
        private final List<String> languages;
        private final Noted noted = new Noted();
        private final long created;
        private final long refreshed;
        private final long expires;
        private volatile long seen;

        private Session(SessionStore.Found found, boolean byToken) {
            var row = found.row();
            this.visitor = new Visitor.SignedIn(row.customerId(), row.id(), byToken);
            this.choices = row.choices();
            this.languages =
                    choices.language()
                            .map(chosen -> List.of(found.customerLanguage(), chosen))
                            .orElseGet(() -> List.of(found.customerLanguage()));
            this.created = micros(row.created());
            this.refreshed = micros(row.refreshed());
            this.expires = micros(row.expires());
            this.seen = found.seen().getEpochSecond();
        }

        Sha256 id() {
            return visitor.session();
        }

        Visitor.SignedIn visitor() {
            return visitor;
        }

        Choices choices() {
            return choices;
        }

        /// What she prefers, the best one first.
        List<String> languages() {
            return languages;
        }

        long created() {
            return created;
        }

        long refreshed() {
            return refreshed;
        }

        /// From then on it is over.
        long expires() {
            return expires;
        }

        Noted noted() {
            return noted;
        }

        /// When it was last used, in seconds of the epoch, as far as that was noted.
        long seen() {
            return seen;
        }

        void see(Instant now) {
            seen = now.getEpochSecond();
        }
    }

    /// Since the epoch.
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /// The session, where it is known without asking.
    Optional<Session> recall(Sha256 id) {
        return byId.recall(id);
    }

    Optional<Session> byId(Sha256 id) {
        return byId.find(
                id,
                hash ->
                        database.read(handle -> SessionStore.byId(handle, hash))
                                .map(found -> new Session(found, false)));
    }

    Optional<Session> byKey(Sha256 key) {
        return byKey.find(
                key,
                hash ->
                        database.read(handle -> SessionStore.byKey(handle, hash))
                                .map(found -> new Session(found, true)));
    }
}
