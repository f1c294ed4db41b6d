package dev.foyer.web;

import java.util.concurrent.atomic.AtomicInteger;

/// How many there are of something, of one client or of all. Safe for use by many threads.
final class Tally {
    private final AtomicInteger count = new AtomicInteger();

    /// Counts one more, unless there are that many.
    boolean more(int most) {
        if (count.incrementAndGet() <= most) {
            return true;
        }
        less();
        return false;
    }

    void less() {
        count.decrementAndGet();
    }
}
