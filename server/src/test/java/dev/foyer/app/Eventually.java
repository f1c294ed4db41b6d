package dev.foyer.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for something that another thread brings about.
public final class Eventually {
    /// Most of what is waited for is there within a few milliseconds; the rest takes a while.
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

    /// Times decide no test: a machine that others use too may be this much slower.
    private static final int SLOW_MACHINE = 6;

    private Eventually() {}

    /// Fails when the condition does not hold within this time, nor within several of it.
    public static void holds(String what, Duration within, BooleanSupplier condition)
            throws InterruptedException {
        holdsWithin(what, within.multipliedBy(SLOW_MACHINE), condition);
    }

    /// The same to the second, where something else would make it true later, or where what is
    /// waited for is over by then.
    public static void holdsWithin(String what, Duration within, BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        var pause = FIRST_PAUSE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "it does not come true within " + within + " that " + what);
            }
            Thread.sleep(pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
