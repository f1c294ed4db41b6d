package dev.foyer.audit;

import dev.foyer.db.Database;
import dev.foyer.web.Request;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts what strangers can cause as often as they like, such as failed sign-ins, and notes it as
/// one event for each account and minute: an attacker must not decide how much we write. Counting
/// costs the same whether there is such an account or not, and touches no database.
///
/// What has been counted and not yet noted is lost where a node is killed; a node that is stopped
/// notes it. Safe for use by many threads.
public final class Tallies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tallies.class);

    /// Accounts and minutes counted apart at once; some 200 bytes each. What goes beyond is counted
    /// for the shop as a whole.
    static final int MOST = 10_000;

    private static final int WRITTEN_AT_ONCE = 100;
    private static final long NOBODY = 0;

    private final Database database;
    private final Audit audit;
    private final InstantSource clock;
    private Map<Key, Tally> tallies = new LinkedHashMap<>();

    public Tallies(Database database, Audit audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    private record Key(Kind kind, Optional<Long> customerId, Instant minute) {
        Key ofShop() {
            return new Key(kind, Optional.empty(), minute);
        }
    }

    /// @param first what was seen first in that minute
    private record Tally(Event first, long times) {
        Tally and(Tally other) {
            return new Tally(first, times + other.times);
        }

        Event event() {
            return first.with("times", Long.toString(times));
        }
    }

    /// Counts one.
    ///
    /// @param customerId on whose account; empty where there is no such account
    public void count(Kind kind, Optional<Long> customerId, Request request) {
        var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        // Made also where nobody is meant, so that it takes as long.
        var ofCustomer = Event.byCustomer(kind, customerId.orElse(NOBODY), request);
        var seen = customerId.isPresent() ? ofCustomer : ofShop(kind);
        add(new Key(kind, customerId, minute), new Tally(seen, 1));
    }

    /// Notes what was counted; to be called every minute.
    ///
    /// @return false: nothing is left to do
    public boolean flush() {
        var taken = take();
        for (int from = 0; from < taken.size(); from += WRITTEN_AT_ONCE) {
            var part = taken.subList(from, Math.min(from + WRITTEN_AT_ONCE, taken.size()));
            try {
                database.change(
                        tx ->
                                audit.noteAll(
                                        tx,
                                        part.stream().map(one -> one.getValue().event()).toList()));
            } catch (RuntimeException e) {
                LOG.warn("what was counted is noted later: {}", e.getMessage());
                taken.subList(from, taken.size()).forEach(one -> add(one.getKey(), one.getValue()));
                return false;
            }
        }
        return false;
    }

    @Override
    public void close() {
        var _ = flush();
    }

    private synchronized List<Map.Entry<Key, Tally>> take() {
        var taken = new ArrayList<>(tallies.entrySet());
        tallies = new LinkedHashMap<>();
        return taken;
    }

    private synchronized void add(Key key, Tally tally) {
        boolean full = tallies.size() >= MOST && !tallies.containsKey(key);
        var place = full ? key.ofShop() : key;
        var counted = full ? new Tally(ofShop(key.kind()), tally.times()) : tally;
        tallies.merge(place, counted, Tally::and);
    }

    private static Event ofShop(Kind kind) {
        return new Event(
                kind,
                Event.Actor.CUSTOMER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
