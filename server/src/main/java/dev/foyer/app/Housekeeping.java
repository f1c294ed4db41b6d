package dev.foyer.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Removes what is over, a bounded piece at a time, on a thread of its own.
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_PIECES = 100;

    /// After a piece it rests three times as long as that took: on two cores that are busy with
    /// requests more than a quarter of one would be felt.
    private static final int RESTS = 3;

    /// A piece that had to wait for something has not worked for so long.
    private static final Duration LONGEST_REST = Duration.ofMillis(250);

    private final List<BooleanSupplier> chores;
    private volatile boolean closed;
    private final Thread thread;

    /// @param chores each does one piece of work and tells whether there may be more
    Housekeeping(List<BooleanSupplier> chores) {
        this.chores = List.copyOf(chores);
        this.thread = Thread.ofVirtual().name("housekeeping").unstarted(this::keep);
    }

    Housekeeping start() {
        thread.start();
        return this;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /// Does what there is to do now, and rests in between.
    void round() {
        chores.forEach(this::doChore);
    }

    private void keep() {
        try {
            while (!closed) {
                Thread.sleep(PAUSE);
                round();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void doChore(BooleanSupplier chore) {
        try {
            for (int piece = 0; piece < MOST_PIECES && !closed; piece++) {
                long begun = System.nanoTime();
                if (!chore.getAsBoolean()) {
                    return;
                }
                long worked = System.nanoTime() - begun;
                LockSupport.parkNanos(Math.min(worked * RESTS, LONGEST_REST.toNanos()));
            }
        } catch (RuntimeException e) {
            LOG.warn("housekeeping is put off: {}", e.getMessage());
        }
    }
}
