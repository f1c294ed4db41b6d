package dev.foyer.erasure;

import dev.foyer.consent.ConsentLedger;
import dev.foyer.db.Database;
import dev.foyer.db.Failures;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Setting;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Forgets by itself what the shop needs no more. It walks all customers once a day, in slices by
/// their number, so that no statement is long and no index is needed for it. Belongs to the one
/// thread of the housekeeping.
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /// Customers looked at in one statement.
    private static final int SLICE = 2_000;

    /// Customers erased in one piece: an erasure is a transaction of some thirty statements, and
    /// the other chores wait.
    private static final int ERASED_AT_ONCE = 20;

    private static final Duration PAUSE = Duration.ofDays(1);

    private final Database database;
    private final ConsentLedger ledger;
    private final Erasure erasure;
    private final DynamicSettings settings;
    private final InstantSource clock;
    private long after;
    private Instant next = Instant.MIN;

    public Retention(
            Database database,
            ConsentLedger ledger,
            Erasure erasure,
            DynamicSettings settings,
            InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.erasure = erasure;
        this.settings = settings;
        this.clock = clock;
    }

    /// Forgets a piece of the network addresses behind the ledger of consents.
    ///
    /// @return whether there may be more of them
    public boolean sweepLedger() {
        return limit(RetentionSettings.RETAIN_NETWORK_ADDRESSES, clock.instant())
                .filter(before -> ledger.sweepAddresses(before, SLICE) == SLICE)
                .isPresent();
    }

    /// Does one slice.
    ///
    /// @return whether there is more to do before the next pause
    public boolean sweep() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        var until = database.read(handle -> RetentionStore.endOfSlice(handle, after, SLICE));
        if (until.isEmpty()) {
            after = 0;
            next = now.plus(PAUSE);
            return false;
        }
        long done = eraseUnverified(now, until.get());
        forgetAddresses(now, done);
        after = done;
        return true;
    }

    private void forgetAddresses(Instant now, long until) {
        limit(RetentionSettings.RETAIN_NETWORK_ADDRESSES, now)
                .ifPresent(
                        before ->
                                database.change(
                                        tx ->
                                                RetentionStore.forgetAddresses(
                                                        tx, after, until, before)));
    }

    /// @return the number of the last customer for whom this is done: `until`, or less where there
    ///   are many
    private long eraseUnverified(Instant now, long until) {
        var before = limit(RetentionSettings.RETAIN_UNVERIFIED_REGISTRATIONS, now);
        var abandoned =
                before.map(
                                limit ->
                                        database.read(
                                                handle ->
                                                        RetentionStore.unverified(
                                                                handle,
                                                                after,
                                                                until,
                                                                limit,
                                                                ERASED_AT_ONCE)))
                        .orElse(List.of());
        abandoned.forEach(customer -> eraseUnverified(customer, before.orElseThrow()));
        return abandoned.size() == ERASED_AT_ONCE ? abandoned.getLast() : until;
    }

    /// One who cannot be erased is told of and waits for the next walk; those behind her do not.
    private void eraseUnverified(long customer, Instant before) {
        try {
            database.write(
                    tx ->
                            RetentionStore.isUnverified(tx, customer, before)
                                    ? erasure.erase(tx, customer, Erasure.Cause.RETENTION)
                                    : Optional.empty());
        } catch (RuntimeException e) {
            if (Failures.isOutage(e)) {
                throw e;
            }
            LOG.warn("customer {} could not be erased: {}", customer, e.getMessage());
        }
    }

    private Optional<Instant> limit(Setting<Duration> setting, Instant now) {
        var kept = settings.get(setting);
        return kept.isZero() ? Optional.empty() : Optional.of(now.minus(kept));
    }
}
