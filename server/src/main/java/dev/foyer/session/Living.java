package dev.foyer.session;

import dev.foyer.cache.Changes;
import dev.foyer.cache.Key;
import dev.foyer.cache.Remembered;
import dev.foyer.db.Database;
import dev.foyer.secret.Sha256;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// The sessions that are in use, kept in memory for as long as neither they nor their customers
/// change. Safe for use by many threads.
final class Living {
    /// What one takes, with its key and its place in the map; what she chose is short.
    private static final int WEIGHT = 500;

    /// Of all by id, and of all by key: 120,000 sessions each, or a fifth of the standard heap of
    /// 320 MB, of which a shop fills one or the other.
    private static final long BYTES = 60_000_000;

    private static final List<ToLongFunction<Session>> KEYS =
            List.of(
                    session -> Key.ofSession(session.row().id().beginning()),
                    session -> Key.ofCustomer(session.row().customerId()));

    private final Database database;
    private final Remembered<Sha256, Session> byId;
    private final Remembered<Sha256, Session> byKey;

    Living(Database database, Changes changes) {
        this.database = database;
        this.byId = new Remembered<>(changes, BYTES, _ -> WEIGHT, KEYS);
        this.byKey = new Remembered<>(changes, BYTES, _ -> WEIGHT, KEYS);
    }

    /// A session as it was read, which may be over by now. All of it is fixed but for the time of
    /// its last use and what was noted beside.
    static final class Session {
        private final SessionStore.Row row;
        private final Visitor.SignedIn visitor;
        private final List<String> languages;
        private final Noted noted = new Noted();
        private volatile long seen;

        private Session(SessionStore.Found found, boolean byToken) {
            this.row = found.row();
            this.visitor = new Visitor.SignedIn(row.customerId(), row.id(), byToken);
            this.languages =
                    Stream.concat(
                                    Stream.of(found.customerLanguage()),
                                    row.choices().language().stream())
                            .toList();
            this.seen = found.seen().getEpochSecond();
        }

        SessionStore.Row row() {
            return row;
        }

        Visitor.SignedIn visitor() {
            return visitor;
        }

        /// What she prefers, the best one first.
        List<String> languages() {
            return languages;
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
