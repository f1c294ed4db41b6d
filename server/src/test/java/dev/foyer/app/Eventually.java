package dev.foyer.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for something that another thread brings about.
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /// Fails when the condition does not hold within this time.
    public static void holds(String what, Duration within, BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "it does not come true within " + within + " that " + what);
            }
            Thread.sleep(PAUSE);
        }
    }
}
