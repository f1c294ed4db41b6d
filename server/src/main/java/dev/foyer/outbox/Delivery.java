package dev.foyer.outbox;

import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/// Takes due messages out of the outbox and hands them to their carrier. Any number of nodes may do
/// so at once: a message is claimed for a lease, carried outside of any transaction, and its
/// outcome recorded.
///
/// What is promised: no message is lost, and each is carried once as long as the node lives from
/// the carrier's answer to the recording of it; after a crash in between it is carried again under
/// the same `Message-ID`.
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int WORKERS = 4;

    /// The longest pause of a worker that has found nothing; how long it is, is chance.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final int SWEPT_AT_ONCE = 1000;

    /// One conversation may take this long; then it is broken off.
    private static final Duration LONGEST_CARRYING = Duration.ofSeconds(90);

    /// Longer than a conversation, so that no other node takes the message while one is still
    /// speaking.
    private static final Duration LEASE = Duration.ofMinutes(3);

    /// The same for SMS, whose conversation is shorter: a code must reach its phone while it works.
    private static final Duration SMS_LEASE = SmsSettings.LONGEST_CARRYING.plusSeconds(15);

    /// The pauses between attempts; after the last one the message has failed and waits for an
    /// operator. Together about three days, the time for which RFC 5321 (4.5.4.1) wants a sender to
    /// go on trying.
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(3),
                    Duration.ofHours(7),
                    Duration.ofHours(12),
                    Duration.ofHours(24),
                    Duration.ofHours(24));

    private final Database database;
    private final Map<Channel, Carrier> carriers;
    private final DynamicSettings settings;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final ExecutorService workers =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("outbox-", 0).factory());
    private final ExecutorService conversations =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("carrier-", 0).factory());
    private final CountDownLatch end = new CountDownLatch(1);

    /// @param chance that outsiders cannot foresee
    public Delivery(
            Database database,
            Map<Channel, Carrier> carriers,
            DynamicSettings settings,
            InstantSource clock,
            RandomGenerator chance) {
        this.database = database;
        this.carriers = Map.copyOf(carriers);
        this.settings = settings;
        this.clock = clock;
        this.chance = chance;
    }

    /// Begins to deliver.
    public Delivery start() {
        for (int i = 0; i < WORKERS; i++) {
            workers.execute(this::work);
        }
        return this;
    }

    /// Removes the history of what was delivered long ago; to be called now and then.
    ///
    /// @return whether there may be more of it
    public boolean sweep() {
        database.change(tx -> OutboxStore.expire(tx, clock.instant(), SWEPT_AT_ONCE));
        var before = clock.instant().minus(settings.get(MailSettings.RETAIN_MESSAGES));
        return database.write(tx -> OutboxStore.forget(tx, before, SWEPT_AT_ONCE)) == SWEPT_AT_ONCE;
    }

    /// Stops after the conversations under way; what is then still under way is left to its lease.
    @Override
    public void close() {
        end.countDown();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException _) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            conversations.shutdownNow();
        }
    }

    /// Looks at times of its own, which nobody can foresee, and is woken by nobody: a request that
    /// left a message must not be told from one that took it back by the work that follows on its
    /// heels.
    private void work() {
        try {
            while (!end.await(pause(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private long pause() {
        return chance.nextLong(LONGEST_PAUSE.toMillis());
    }

    private void look() throws InterruptedException {
        try {
            deliverAll();
        } catch (RuntimeException e) {
            if (!isEnding()) {
                LOG.warn("the outbox cannot be read or written: {}", e.getMessage());
            }
        }
    }

    private boolean isEnding() {
        return end.getCount() == 0;
    }

    /// What came of a message is recorded in the transaction that claims the next one.
    private void deliverAll() throws InterruptedException {
        var claimed = database.write(this::claim);
        while (claimed.isPresent()) {
            var parcel = claimed.get();
            claimed = settle(parcel, carry(parcel));
        }
    }

    private Optional<Parcel> settle(Parcel parcel, Carrier.Outcome outcome) {
        try {
            return database.write(
                    tx -> {
                        record(tx, parcel, outcome);
                        return isEnding() ? Optional.empty() : claim(tx);
                    });
        } catch (RuntimeException e) {
            // What came of this one is not to be lost with another one that cannot be claimed.
            database.change(tx -> record(tx, parcel, outcome));
            throw e;
        }
    }

    private Optional<Parcel> claim(Handle tx) {
        return OutboxStore.claim(tx, clock.instant(), LEASE, SMS_LEASE);
    }

    private Carrier.Outcome carry(Parcel parcel) throws InterruptedException {
        var carrier = carriers.get(parcel.channel());
        if (carrier == null) {
            return new Carrier.Outcome.Failed("no carrier for " + parcel.channel().label());
        }
        var conversation = conversations.submit(() -> carrier.carry(parcel));
        try {
            return conversation.get(LONGEST_CARRYING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            conversation.cancel(true);
            return new Carrier.Outcome.Failed(
                    "broken off after " + LONGEST_CARRYING.toSeconds() + " s");
        } catch (ExecutionException e) {
            LOG.warn("{}: the carrier broke down", parcel, e.getCause());
            return new Carrier.Outcome.Failed("the carrier broke down");
        }
    }

    private void record(Handle tx, Parcel parcel, Carrier.Outcome outcome) {
        var now = clock.instant();
        switch (outcome) {
            case Carrier.Outcome.Delivered _ -> {
                OutboxStore.delivered(tx, parcel.id(), now);
                OutboxStore.endAttempt(tx, parcel, "delivered", "", now);
            }
            case Carrier.Outcome.Refused(var detail) -> {
                OutboxStore.failed(tx, parcel.id());
                OutboxStore.endAttempt(tx, parcel, "refused", detail, now);
                LOG.warn("{}: refused for good: {}", parcel, detail);
            }
            case Carrier.Outcome.Failed(var detail) -> {
                next(parcel, now)
                        .ifPresentOrElse(
                                time -> OutboxStore.later(tx, parcel.id(), time),
                                () -> OutboxStore.failed(tx, parcel.id()));
                OutboxStore.endAttempt(tx, parcel, "failed", detail, now);
                LOG.warn("{}: {}", parcel, detail);
            }
        }
    }

    private static Optional<Instant> next(Parcel parcel, Instant now) {
        return parcel.attempt() <= PAUSES.size()
                ? Optional.of(now.plus(PAUSES.get(parcel.attempt() - 1)))
                : Optional.empty();
    }
}
