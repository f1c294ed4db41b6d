package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Turns at a few connections: in order, and with an end to the queue.
class TurnsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);

    @Test
    void nobody_waits_behind_a_queue_that_is_long_enough() throws Exception {
        var turns = new Turns(1, 2);
        assertThat(turns.tryAcquireUninterruptibly(LONG)).isTrue();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> wait = () -> turns.tryAcquireUninterruptibly(LONG);
            var first = callers.submit(wait);
            var second = callers.submit(wait);
            Eventually.holds("two wait", SEEN_WITHIN, () -> turns.waiting() == 2);
            assertThat(turns.tryAcquireUninterruptibly(LONG)).isFalse();

            turns.release();
            turns.release();
            assertThat(first.get()).isTrue();
            assertThat(second.get()).isTrue();
        }
    }
}
