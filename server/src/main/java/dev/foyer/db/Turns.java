package dev.foyer.db;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// So many at once, the others in the order of their coming, and not more of them than can hope for
/// a turn. Safe for use by many threads.
final class Turns {
    private final Semaphore free;
    private final int mostWaiting;

    /// @param mostWaiting about so many wait; further ones are turned away at once
    Turns(int atOnce, int mostWaiting) {
        this.free = new Semaphore(atOnce, true);
        this.mostWaiting = mostWaiting;
    }

    /// Waits for a turn; false where none came in time, or too many wait for one already. An
    /// interruption is kept for later.
    boolean tryAcquireUninterruptibly(Duration patience) {
        if (waiting() >= mostWaiting) {
            return false;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return free.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// About how many wait.
    int waiting() {
        return free.getQueueLength();
    }

    void release() {
        free.release();
    }
}
