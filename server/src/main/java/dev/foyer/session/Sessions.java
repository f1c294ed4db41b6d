package dev.foyer.session;

import dev.foyer.cache.Changes;
import dev.foyer.cache.Remembered;
import dev.foyer.customer.Customers;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Sha256;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Signed-in sessions: opened, resumed, ended. Ids and keys are stored as hashes only. Safe for use
/// by many threads.
public final class Sessions {
    /// A `key` is 40 lower hex digits, 160 bits (contract 0.2.1).
    private static final int KEY_BYTES = 20;

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{40}");
    private static final int LONGEST_USER_AGENT = 300;
    private static final int SWEPT_AT_ONCE = 1000;
    private static final byte[] NO_SESSION = {};

    /// Told of one customer at once; who has more sees those that were used last.
    private static final int LISTED = 50;

    private final Database database;
    private final DynamicSettings settings;
    private final Secrets secrets;
    private final SessionIds ids;
    private final Living living;
    private final LastSeen lastSeen;
    private final InstantSource clock;

    public Sessions(
            Database database,
            Changes changes,
            DynamicSettings settings,
            Secrets secrets,
            InstantSource clock) {
        this.database = database;
        this.living = new Living(database, changes, Remembered.ofHeap(Living.PERCENT_OF_HEAP));
        this.lastSeen = new LastSeen(database);
        this.settings = settings;
        this.secrets = secrets;
        this.ids = new SessionIds(secrets);
        this.clock = clock;
    }

    /// A session just opened; the only moment at which its id and key are known.
    ///
    /// @param key for `Authorization: Token`
    /// @param city that the guest brought along, and that is the customer's now
    public record Opened(String id, String key, Visitor.SignedIn visitor, Optional<String> city) {
        @Override
        public String toString() {
            return "session of " + visitor;
        }
    }

    /// A session found again.
    ///
    /// @param refreshed whether its life was extended, so that the cookie is to be issued anew
    record Resumed(Living.Session session, boolean refreshed) {}

    /// Opens a session for a customer and ends the one from which she came, if any. What she chose
    /// there comes along: a guest's choices, whose city becomes the customer's, or her own.
    public Opened open(Handle tx, long customerId, Request request) {
        var now = clock.instant();
        var brought = brought(tx, customerId, request, now);
        brought.city().ifPresent(city -> Customers.liveIn(tx, customerId, city));
        var id = ids.signedIn();
        var key = secrets.randomHex(KEY_BYTES);
        var row =
                new SessionStore.Row(
                        Sha256.of(id), customerId, now, now, expiry(now, now), brought);
        SessionStore.add(
                tx, row, Sha256.of(key), request.client().addressText(), userAgent(request));
        var visitor = new Visitor.SignedIn(customerId, row.id(), false);
        return new Opened(id, key, visitor, brought.city());
    }

    /// Takes over what was chosen, and leaves nothing under the old id. Another customer's choices
    /// are none of hers.
    private static Choices brought(Handle tx, long customerId, Request request, Instant now) {
        var held = request.companion(Held.class);
        return switch (request.companion(Visitor.class)) {
            case Visitor.Guest guest ->
                    held.maybe() ? GuestStore.take(tx, guest.holder(), now) : Choices.NONE;
            case Visitor.SignedIn before -> {
                SessionStore.remove(tx, before.session());
                yield before.customerId() == customerId ? held.choices() : Choices.NONE;
            }
        };
    }

    /// Ends a session and its key.
    ///
    /// @param also done in the same transaction
    void end(Visitor.SignedIn visitor, Consumer<Handle> also) {
        database.change(
                tx -> {
                    SessionStore.remove(tx, visitor.session());
                    also.accept(tx);
                });
    }

    /// Ends every session and key of a customer, in the transaction that gives the reason.
    ///
    /// @return how many there were
    public int endAll(Handle tx, long customerId) {
        return SessionStore.removeOf(tx, customerId, NO_SESSION);
    }

    /// Ends every session and key of a customer but the one in use.
    ///
    /// @return how many there were
    public int endOthers(Handle tx, Visitor.SignedIn present) {
        return SessionStore.removeOf(tx, present.customerId(), present.session().bytes());
    }

    /// A customer's sessions, the present one first, then those used last; at most [#LISTED].
    List<OwnSession> of(Visitor.SignedIn present) {
        var now = clock.instant();
        var alive = new OwnSessions.Alive(now, now.minus(maxAge()), now.minus(absoluteAge()));
        return database.read(handle -> OwnSessions.of(handle, present, alive, LISTED));
    }

    /// Ends one of a customer's sessions and its key.
    ///
    /// @param also done in the same transaction, where there was such a session
    /// @return whether it was the present one; empty where she has no such session
    Optional<Boolean> end(Visitor.SignedIn present, UUID id, Consumer<Handle> also) {
        return database.write(
                tx -> {
                    var removed = OwnSessions.remove(tx, present, id);
                    removed.ifPresent(_ -> also.accept(tx));
                    return removed;
                });
    }

    /// Removes a bounded number of sessions that are over; to be called now and then.
    ///
    /// @return whether there may be more of them
    public boolean sweep() {
        return database.write(tx -> SessionStore.removeExpired(tx, clock.instant(), SWEPT_AT_ONCE))
                == SWEPT_AT_ONCE;
    }

    /// When sessions were last used, still to be written.
    public LastSeen lastSeen() {
        return lastSeen;
    }

    SessionIds ids() {
        return ids;
    }

    /// The session of this id, where it is in use on this node: no look at the signature of the id
    /// is needed then, since it was found under the same one before.
    Optional<Resumed> recall(String id) {
        return SessionIds.isSignedIn(id)
                ? living.recall(Sha256.of(id)).flatMap(this::resumed)
                : Optional.empty();
    }

    /// The session of this id, unless it is over. Asks the database only where the session, or its
    /// customer, has changed since the last time.
    Optional<Resumed> resume(SessionIds.Id.OfSession id) {
        return living.byId(Sha256.of(id.text())).flatMap(this::resumed);
    }

    /// The session of this key, likewise.
    Optional<Resumed> resumeByKey(String key) {
        return KEY.matcher(key).matches()
                ? living.byKey(Sha256.of(key)).flatMap(this::resumed)
                : Optional.empty();
    }

    private Optional<Resumed> resumed(Living.Session session) {
        var now = clock.instant();
        var maxAge = maxAge();
        long micros = Living.micros(now);
        if (session.expires() <= micros
                || session.created() + TimeUnit.MICROSECONDS.convert(absoluteAge()) <= micros
                || session.refreshed() + TimeUnit.MICROSECONDS.convert(maxAge) <= micros) {
            return Optional.empty();
        }
        lastSeen.note(session, now);
        long rests = TimeUnit.MICROSECONDS.convert(refreshInterval(maxAge));
        boolean refresh = session.refreshed() + rests <= micros;
        if (refresh) {
            var expiry = expiry(now, Instant.EPOCH.plus(session.created(), ChronoUnit.MICROS));
            database.change(tx -> SessionStore.refresh(tx, session.id(), now, expiry));
        }
        return Optional.of(new Resumed(session, refresh));
    }

    /// A session's life is extended, and its cookie issued anew, at most daily (contract 0.1.7);
    /// where sessions live shorter than the standard 14 days, at a fourteenth of that life.
    static Duration refreshInterval(Duration age) {
        // Not `dividedBy`, which reckons with `BigDecimal`.
        var part = Duration.ofMillis(age.toMillis() / 14);
        return part.compareTo(Duration.ofDays(1)) < 0 ? part : Duration.ofDays(1);
    }

    Duration maxAge() {
        return settings.get(SessionSettings.SESSION_COOKIE_AGE);
    }

    private Duration absoluteAge() {
        return settings.get(SessionSettings.SESSION_ABSOLUTE_AGE);
    }

    private Instant expiry(Instant now, Instant created) {
        var idle = now.plus(maxAge());
        var over = created.plus(absoluteAge());
        return idle.isBefore(over) ? idle : over;
    }

    private static String userAgent(Request request) {
        var agent = request.header("user-agent");
        var text = agent == null ? "" : agent.replaceAll("[^\\x20-\\x7e]", "?");
        return text.length() <= LONGEST_USER_AGENT ? text : text.substring(0, LONGEST_USER_AGENT);
    }
}
