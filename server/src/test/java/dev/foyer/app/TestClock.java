package dev.foyer.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/// The real time, moved on as far as a test says, or standing still.
public final class TestClock implements InstantSource {
    private final AtomicReference<InstantSource> time =
            new AtomicReference<>(InstantSource.system());

    @Override
    public Instant instant() {
        return time.get().instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// From now on it is this much later.
    public void forward(Duration by) {
        time.updateAndGet(before -> () -> before.instant().plus(by));
    }

    /// From now on time stands still, at the next whole second, and moves by [#forward] alone.
    public void stop() {
        var now = instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        time.set(InstantSource.fixed(now));
    }
}
