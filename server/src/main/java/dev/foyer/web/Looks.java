package dev.foyer.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// How often the watch over connections has looked. Whoever waits notes that number and reads no
/// clock, so that it costs next to nothing; and a watch that has stood still is lenient. Safe for
/// use by many threads.
final class Looks {
    static final Duration EVERY = Duration.ofMillis(250);

    private final AtomicLong made = new AtomicLong();

    long made() {
        return made.get();
    }

    void next() {
        made.incrementAndGet();
    }

    /// Whether at least that long has passed, and at most two looks more.
    boolean isLongSince(long look, Duration bound) {
        return made() - look > bound.dividedBy(EVERY);
    }
}
