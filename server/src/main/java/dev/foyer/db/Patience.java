package dev.foyer.db;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting with an end to it.
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Patience() {}

    /// Whether `done` became true within the limit.
    ///
    /// An interrupt does not shorten the wait and is not lost: a database half stopped would be
    /// worse than a late answer.
    static boolean until(BooleanSupplier done, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        var interrupted = false;
        try {
            while (!done.getAsBoolean()) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void pause(Duration length) {
        var _ = until(() -> false, length);
    }
}
