package dev.foyer.audit;

import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Notes what happens: as a row in the transaction of its cause, and as a line of the log once that
/// is committed. Safe for use by many threads.
public final class Audit {
    /// Named by what it is and not by its class: shops filter by it.
    private static final Logger LOG = LoggerFactory.getLogger("audit");

    private static final int SWEPT_AT_ONCE = 1000;

    private final Database database;
    private final DynamicSettings settings;
    private final InstantSource clock;

    public Audit(Database database, DynamicSettings settings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /// Notes an event with its cause: both are there, or neither.
    public void note(Handle tx, Event event) {
        AuditStore.add(tx, event, clock.instant());
        tx.afterCommit(() -> LOG.info("{}", event));
    }

    /// [#note] for many, in a fixed number of statements.
    public void noteAll(Handle tx, List<Event> events) {
        if (!events.isEmpty()) {
            AuditStore.addAll(tx, events, clock.instant());
            tx.afterCommit(() -> events.forEach(event -> LOG.info("{}", event)));
        }
    }

    /// Notes an event that has no transaction of its own.
    public void note(Event event) {
        database.change(tx -> note(tx, event));
    }

    /// The events of a customer, newest first.
    ///
    /// @param before only events older than the one of this number
    public List<Noted> history(Handle handle, long customerId, long before, int most) {
        return AuditStore.of(handle, customerId, before, most);
    }

    /// Forgets from which networks a customer asked.
    public void forgetAddresses(Handle tx, long customerId) {
        AuditStore.forgetAddresses(tx, customerId);
    }

    /// Removes a bounded number of events that are over; to be called now and then.
    ///
    /// @return whether there may be more of them
    public boolean sweep() {
        var kept = settings.get(AuditSettings.RETAIN_AUDIT);
        if (kept.isZero()) {
            return false;
        }
        var before = clock.instant().minus(kept);
        return database.write(tx -> AuditStore.removeOld(tx, before, SWEPT_AT_ONCE))
                == SWEPT_AT_ONCE;
    }

    /// Does the same for network addresses, which go sooner.
    public boolean sweepAddresses(Duration kept) {
        if (kept.isZero()) {
            return false;
        }
        var before = clock.instant().minus(kept);
        return database.write(tx -> AuditStore.removeOldAddresses(tx, before, SWEPT_AT_ONCE))
                == SWEPT_AT_ONCE;
    }
}
