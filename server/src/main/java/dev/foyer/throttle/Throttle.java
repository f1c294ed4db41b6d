package dev.foyer.throttle;

import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Signer;
import dev.foyer.web.Client;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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

    private static final String NETWORK = "network";
    private static final int HASH_BYTES = 16;
    private static final int SWEEP = 1_000;

    private final Database database;
    private final DynamicSettings settings;
    private final Signer signer;
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
        this.settings = settings;
        this.signer = secrets.signer("throttle");
        this.clock = clock;
        this.counters = counters;
        this.challenge = challenge;
    }

    /// One bucket that an attempt draws from.
    ///
    /// @param wide whether others than the subject share it
    /// @param spare what is drawn from where this one is empty
    private record Bound(String by, String id, Rate rate, boolean wide, Optional<Bound> spare) {
        Stream<String> ids() {
            return Stream.concat(Stream.of(id), spare.stream().map(Bound::id));
        }
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
    public Verdict take(Attempt attempt) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var bounds = bounds(attempt);
        return database.tally(
                tx -> {
                    var repeat = attempt.secret().map(secret -> mark(attempt, secret));
                    if (repeat.isPresent() && isRepeat(tx, repeat.get(), now)) {
                        return new Verdict.Admitted(new Ticket(List.of(), repeat));
                    }
                    return draw(tx, attempt.scope(), bounds, repeat, now);
                });
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
                        .filter(one -> one.by().equals(NETWORK))
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

    private static boolean isRepeat(Handle tx, String mark, Instant now) {
        int seen = BucketStore.repeated(tx, mark, now, now.plus(REPEAT));
        return seen > 1 && seen <= MOST_REPEATS;
    }

    /// Of all buckets or of none; where only a wide one is empty, of the subject's own.
    private static Verdict draw(
            Handle tx, Scope scope, List<Bound> bounds, Optional<String> repeat, Instant now) {
        var rows = BucketStore.lock(tx, bounds.stream().flatMap(Bound::ids).toList(), now);
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
            return new Verdict.Admitted(new Ticket(charges(drawn), repeat));
        }
        // Shown once more it would pass for a repeat, past the bucket that is empty now.
        repeat.ifPresent(mark -> BucketStore.forget(tx, mark));
        BucketStore.save(tx, drawn);
        return new Verdict.Crowded(new Ticket(charges(drawn), Optional.empty()), crowd.get());
    }

    private static Bucket bucket(Map<String, BucketStore.Row> rows, Bound bound, Instant now) {
        return Bucket.open(Objects.requireNonNull(rows.get(bound.id())).state(), bound.rate(), now);
    }

    private static List<Ticket.Charge> charges(Map<String, Bucket> drawn) {
        return drawn.entrySet().stream()
                .map(one -> new Ticket.Charge(one.getKey(), one.getValue().until()))
                .toList();
    }

    private List<Bound> bounds(Attempt attempt) {
        var limits =
                settings.get(ThrottleSettings.THROTTLE_RATES)
                        .getOrDefault(attempt.scope(), Limits.NONE);
        var bounds = new ArrayList<Bound>();
        attempt.subject().ifPresent(subject -> bounds.addAll(narrow(attempt, limits, subject)));
        attempt.client().ifPresent(client -> bounds.addAll(wide(attempt, limits, client)));
        return bounds;
    }

    private List<Bound> narrow(Attempt attempt, Limits limits, String subject) {
        var scope = attempt.scope();
        var bounds = new ArrayList<Bound>();
        limits.subject()
                .map(rate -> bound(scope, scope.subject(), subject, rate, false))
                .ifPresent(bounds::add);
        attempt.further().stream()
                .map(own -> bound(scope, own.by(), subject, own.rate(), false))
                .forEach(bounds::add);
        return bounds;
    }

    private List<Bound> wide(Attempt attempt, Limits limits, Client client) {
        var scope = attempt.scope();
        var bounds = new ArrayList<Bound>();
        limits.network()
                .map(rate -> bound(scope, NETWORK, client.network(), rate, true))
                .map(bound -> withSpare(bound, attempt))
                .ifPresent(bounds::add);
        limits.shop().map(rate -> bound(scope, "shop", "", rate, true)).ifPresent(bounds::add);
        return bounds;
    }

    private Bound withSpare(Bound bound, Attempt attempt) {
        var spare =
                attempt.pass()
                        .map(
                                pass ->
                                        new Bound(
                                                "pass",
                                                hashed("pass", pass.id(), pass.rate().toString()),
                                                pass.rate(),
                                                true,
                                                Optional.empty()));
        return new Bound(bound.by(), bound.id(), bound.rate(), bound.wide(), spare);
    }

    /// The rate belongs to the name: another rate begins to count anew.
    private Bound bound(Scope scope, String by, String subject, Rate rate, boolean wide) {
        var id = hashed("bucket", scope.text(), by, subject, rate.toString());
        return new Bound(by, id, rate, wide, Optional.empty());
    }

    private String mark(Attempt attempt, String secret) {
        return hashed("repeat", attempt.scope().text(), attempt.subject().orElse(""), secret);
    }

    private String hashed(String... parts) {
        return HexFormat.of().formatHex(signer.sign(parts), 0, HASH_BYTES);
    }
}
