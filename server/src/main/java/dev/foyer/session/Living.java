package dev.foyer.session;

import dev.foyer.cache.Changes;
import dev.foyer.cache.Key;
import dev.foyer.cache.Remembered;
import dev.foyer.db.Database;
import dev.foyer.secret.Sha256;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// The sessions that are in use, kept in memory for as long as neither they nor their customers
/// change. Safe for use by many threads.
final class Living {
    /// Some 300,000 sessions with what is usually kept of an answer, 250 bytes, where the heap has
    /// the standard 320 MB: what is alive besides, and what one request takes for a moment, needs a
    /// half.
    static final int PERCENT_OF_HEAP = 45;

    /// What one takes in bytes, with its key and its place in the map.
    private static final int WEIGHT = 220;

    /// Of the id, where it is not the key.
    private static final int ID = 40;

    /// Of what she chose.
    private static final int CHOICES = 200;

    /// Around an answer.
    private static final int AROUND = 40;

    private final Database database;

    /// By id and by key. Nobody's key is anybody's id: a key has 40 hex digits, an id begins with
    /// another letter and has 32 characters, and both are looked at before anybody asks here.
    private final Remembered<Sha256, Session> sessions;

    /// @param bytes that all may take
    Living(Database database, Changes changes, long bytes) {
        this.database = database;
        this.sessions =
                new Remembered<>(
                        changes,
                        bytes,
                        Session::weight,
                        session -> Key.ofSession(session.id().beginning()),
                        session -> Key.ofCustomer(session.visitor().customerId()));
    }

    /// A session as it was read, which may be over by now. All of it is fixed but for the time of
    /// its last use and what is kept beside. Its times stand in it as numbers, of microseconds as
    /// in the database: each object beside it would be one more wait for memory with every request.
    final class Session implements Beside {
        private final Sha256 key;
        private final Visitor.SignedIn visitor;
        private final Choices choices;
        private final String language;
        private final long created;
        private final long refreshed;
        private final long expires;
        private volatile long seen;
        private volatile @Nullable Ready ready;

        /// The hash of a text, and before it the second until which it counts.
        private volatile long known;

        private volatile int times;

        private Session(Sha256 key, SessionStore.Found found, boolean byToken) {
            var row = found.row();
            this.key = key;
            this.visitor = new Visitor.SignedIn(row.customerId(), row.id(), byToken);
            this.choices = row.choices();
            this.language = found.customerLanguage();
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
            return choices.language()
                    .map(chosen -> List.of(language, chosen))
                    .orElseGet(() -> List.of(language));
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

        @Override
        public boolean knows(String text, Instant now) {
            long fact = known;
            return (int) fact == text.hashCode() && fact >>> Integer.SIZE > now.getEpochSecond();
        }

        @Override
        public void learn(String text, Instant until) {
            known =
                    until.getEpochSecond() << Integer.SIZE
                            | Integer.toUnsignedLong(text.hashCode());
        }

        @Override
        public int count() {
            int more = times + 1;
            times = more;
            return more;
        }

        @Override
        public Optional<byte[]> kept(long revision) {
            var kept = ready;
            return kept != null && kept.revision == revision
                    ? Optional.of(kept.bytes)
                    : Optional.empty();
        }

        @Override
        public void keep(long revision, byte[] bytes) {
            ready = new Ready(revision, bytes);
            sessions.weigh(key, this);
        }

        /// When it was last used, in seconds of the epoch, as far as that was noted.
        long seen() {
            return seen;
        }

        void see(Instant now) {
            seen = now.getEpochSecond();
        }

        private int weight() {
            var kept = ready;
            return WEIGHT
                    + (visitor.byToken() ? ID : 0)
                    + (choices.equals(Choices.NONE) ? 0 : CHOICES)
                    + (kept == null ? 0 : kept.bytes.length + AROUND);
        }
    }

    /// No record, which would compare bytes as one array with another.
    private static final class Ready {
        private final long revision;
        private final byte[] bytes;

        Ready(long revision, byte[] bytes) {
            this.revision = revision;
            this.bytes = bytes;
        }
    }

    /// Since the epoch.
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /// The session, where it is known without asking.
    Optional<Session> recall(Sha256 id) {
        return sessions.recall(id);
    }

    Optional<Session> byId(Sha256 id) {
        return find(id, false, SessionStore::byId);
    }

    Optional<Session> byKey(Sha256 key) {
        return find(key, true, SessionStore::byKey);
    }

    private Optional<Session> find(
            Sha256 key,
            boolean byToken,
            BiFunction<Handle, Sha256, Optional<SessionStore.Found>> look) {
        return sessions.find(
                key,
                hash ->
                        database.read(handle -> look.apply(handle, hash))
                                .map(found -> new Session(hash, found, byToken)));
    }
}
