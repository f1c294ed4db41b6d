package dev.foyer.throttle;

import dev.foyer.db.Database;
import dev.foyer.db.Undone;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;
import dev.foyer.web.Counters;
import dev.foyer.web.Problem;
import dev.foyer.web.Refusal;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How often somebody may try: by account, address, phone or service first, then by client network,
/// then for the shop as a whole (contract 0.2.14). Exact on any number of nodes: a try is taken,
/// from all its buckets or from none, in one transaction that holds their rows, before whatever is
/// tried begins. No subject stands in the tables, only a hash under our key. Safe for use by many
/// threads.
public final class Throttle {
    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);

    /// Contract 0.2.14.
    private static final Duration REPEAT = Duration.ofSeconds(10);

    /// The published client sends a failed call three times. Beyond this a repeat costs as much as
    /// a new guess, so that nobody has hashes computed for nothing.
    private static final int MOST_REPEATS = 10;

    /// A row may be made or swept between being looked for and being locked, but hardly twice.
    private static final int TRIES = 5;

    /// Seconds, of which such a rush needs a small part.
    private static final int RETRY_AFTER = 1;

    private static final int SWEEP = 1_000;

    private final Database database;
    private final Bounds bounds;
    private final InstantSource clock;
    private final Counters counters;
    private final Challenge challenge;

    public Throttle(
            Database database,
            DynamicSettings settings,
            Secrets secrets,
            InstantSource clock,
            Counters counters,
            Challenge challenge) {
        this.database = database;
        this.bounds = new Bounds(settings, secrets.signer("throttle"));
        this.clock = clock;
        this.counters = counters;
        this.challenge = challenge;
    }

    /// Takes a try, or tells why not; a pass that the request shows counts.
    public Verdict take(Attempt attempt, Request request) {
        return take(
                attempt.client()
                        .flatMap(_ -> challenge.pass(attempt.scope(), request))
                        .map(attempt::passing)
                        .orElse(attempt));
    }

    /// Takes a try, or tells why not.
    ///
    /// @throws Refusal 503 where others make and sweep the same buckets all the time
    public Verdict take(Attempt attempt) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var drawnFrom = bounds.of(attempt);
        var mark = bounds.mark(attempt);
        for (int i = 0; i < TRIES; i++) {
            switch (database.tally(tx -> take(tx, attempt.scope(), drawnFrom, mark, now))) {
                case Taking.Done(var verdict) -> {
                    return verdict;
                }
                case Taking.Nothing(var refused) when refused.isPresent() -> {
                    return refused.get();
                }
                case Taking.Nothing _ -> {}
            }
        }
        LOG.warn("buckets come and go, scope={}", attempt.scope().text());
        throw new Refusal(Problem.unavailable(RETRY_AFTER));
    }

    /// What came of a transaction that would take a try.
    private sealed interface Taking {
        record Done(Verdict verdict) implements Taking {}

        /// @param refused empty where a bucket came or went meanwhile
        record Nothing(Optional<Verdict.Refused> refused) implements Taking, Undone {}
    }

    private static Taking take(
            Handle tx, Scope scope, List<Bounds.Bound> bounds, Optional<String> mark, Instant now) {
        var ids = bounds.stream().flatMap(Bounds.Bound::ids).toList();
        var found = BucketStore.lock(tx, ids, mark, now, now.plus(REPEAT), MOST_REPEATS);
        if (found.repeat()) {
            return new Taking.Done(new Verdict.Admitted(new Ticket(List.of(), mark)));
        }
        if (found.rows().size() < ids.size()) {
            return new Taking.Nothing(Optional.empty());
        }
        return switch (draw(tx, scope, bounds, found.rows(), mark, now)) {
            case Verdict.Refused refused -> new Taking.Nothing(Optional.of(refused));
            case Verdict verdict -> new Taking.Done(verdict);
        };
    }

    /// Takes a try.
    ///
    /// @throws Refusal 429 where there is none
    public Ticket admit(Attempt attempt, Request request) {
        return switch (take(attempt, request)) {
            case Verdict.Admitted(var ticket) -> ticket;
            case Verdict.Crowded(var ticket, var refused) -> {
                giveBack(ticket);
                throw refusal(refused, request);
            }
            case Verdict.Refused refused -> throw refusal(refused, request);
        };
    }

    /// The answer to a refused attempt; noted in the log and in metrics, with no word about whom.
    public Refusal refusal(Verdict.Refused refused, Request request) {
        var scope = refused.scope().text();
        LOG.info("throttled scope={} by={} request={}", scope, refused.by(), request.id());
        counters.count("foyer_throttled_total", "scope", scope, "by", refused.by());
        return new Refusal(
                Optional.of(refused)
                        .filter(one -> one.by().equals(Bounds.NETWORK))
                        .flatMap(one -> challenge.place(one.scope()))
                        .map(place -> Problem.throttled(refused.pause(), place))
                        .orElseGet(() -> Problem.throttled(refused.pause())));
    }

    /// Gives a try back: it was an honest one, or came to nothing. One whose window has ended
    /// meanwhile is over anyway.
    public void giveBack(Ticket ticket) {
        if (ticket.charges().isEmpty() && ticket.repeat().isEmpty()) {
            return;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var charged = new HashMap<String, Instant>();
        ticket.charges().forEach(charge -> charged.put(charge.bucket(), charge.until()));
        database.tally(
                tx -> {
                    var given = new LinkedHashMap<String, Bucket>();
                    BucketStore.locked(tx, List.copyOf(charged.keySet()), ticket.repeat())
                            .forEach(
                                    (id, row) -> {
                                        if (row.until().equals(charged.get(id))) {
                                            var bucket = Bucket.stored(row.state(), now);
                                            bucket.giveBack(1);
                                            given.put(id, bucket);
                                        }
                                    });
                    BucketStore.save(tx, given);
                    return given.size();
                });
    }

    /// Removes a bounded number of buckets that are full again; true where there may be more.
    public boolean sweep() {
        var now = clock.instant();
        return database.write(tx -> BucketStore.removeOver(tx, now, SWEEP)) >= SWEEP;
    }

    /// Of all buckets or of none; where only a wide one is empty, of the subject's own.
    private static Verdict draw(
            Handle tx,
            Scope scope,
            List<Bounds.Bound> bounds,
            Map<String, BucketStore.Row> rows,
            Optional<String> mark,
            Instant now) {
        var drawn = new LinkedHashMap<String, Bucket>();
        var wide = new LinkedHashMap<String, Bucket>();
        Optional<Verdict.Refused> crowd = Optional.empty();
        for (var bound : bounds) {
            var bucket = bucket(rows, bound, now);
            if (bucket.take()) {
                (bound.wide() ? wide : drawn).put(bound.id(), bucket);
                continue;
            }
            if (bound.spare().isPresent()) {
                var spare = bucket(rows, bound.spare().get(), now);
                if (spare.take()) {
                    wide.put(bound.spare().get().id(), spare);
                    continue;
                }
            }
            var refused = new Verdict.Refused(scope, bound.by(), bucket.pause());
            if (!bound.wide()) {
                return refused;
            }
            crowd = crowd.or(() -> Optional.of(refused));
        }
        if (crowd.isEmpty()) {
            drawn.putAll(wide);
            BucketStore.save(tx, drawn);
            return new Verdict.Admitted(new Ticket(charges(drawn), mark));
        }
        // Shown once more it would pass for a repeat, past the bucket that is empty now.
        mark.ifPresent(shown -> BucketStore.forget(tx, shown));
        BucketStore.save(tx, drawn);
        return new Verdict.Crowded(new Ticket(charges(drawn), Optional.empty()), crowd.get());
    }

    private static Bucket bucket(
            Map<String, BucketStore.Row> rows, Bounds.Bound bound, Instant now) {
        return Bucket.open(Objects.requireNonNull(rows.get(bound.id())).state(), bound.rate(), now);
    }

    private static List<Ticket.Charge> charges(Map<String, Bucket> drawn) {
        return drawn.entrySet().stream()
                .map(one -> new Ticket.Charge(one.getKey(), one.getValue().until()))
                .toList();
    }
}
