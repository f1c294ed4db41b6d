package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// What a node does by itself, a piece at a time.
class HousekeepingTest {
    @Test
    void a_chore_is_done_until_there_is_no_more_of_it_and_the_next_one_comes() {
        var left = new AtomicInteger(5);
        var others = new AtomicInteger();
        try (var keeping =
                new Housekeeping(
                        List.of(
                                () -> left.decrementAndGet() > 0,
                                () -> {
                                    throw new IllegalStateException("broken");
                                },
                                () -> others.incrementAndGet() < 0))) {
            keeping.round();
        }

        assertThat(left).hasValue(0);
        assertThat(others).hasValue(1);
    }

    @Test
    void one_that_never_ends_is_put_off_and_ends_with_the_node() throws Exception {
        var pieces = new AtomicInteger();
        var begun = new CountDownLatch(10);
        BooleanSupplier endless =
                () -> {
                    pieces.incrementAndGet();
                    begun.countDown();
                    return true;
                };
        Thread round;
        try (var keeping = new Housekeeping(List.of(endless))) {
            keeping.round();
            assertThat(pieces).hasValue(100);
            round = Thread.ofPlatform().start(keeping::round);
            begun.await();
        }
        round.join();
        assertThat(pieces.get()).isLessThanOrEqualTo(200);
    }
}
