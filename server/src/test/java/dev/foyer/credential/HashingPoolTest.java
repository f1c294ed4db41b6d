package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.thread.ThreadNiceness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// A queue with an end: who is let in is served, who is not is told at once.
class HashingPoolTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final int QUEUE = 48;

    @Test
    void whoever_finds_a_place_is_served_and_nobody_else_waits() throws Exception {
        var gate = new CountDownLatch(1);
        try (var pool = new HashingPool(1, LONG);
                var callers = Executors.newCachedThreadPool()) {
            var waiting = new ArrayList<Future<Optional<String>>>();
            for (int i = 0; i < QUEUE + 1; i++) {
                waiting.add(callers.submit(() -> pool.compute(() -> passed(gate))));
            }
            Eventually.holds("the queue is full", SEEN_WITHIN, pool::turnsAway);
            assertThat(pool.compute(() -> "too late")).isEmpty();

            gate.countDown();
            for (var one : waiting) {
                assertThat(one.get()).contains("served");
            }
            assertThat(pool.turnsAway()).isFalse();
            assertThat(pool.compute(() -> "again")).contains("again");
        }
    }

    @Test
    void a_queue_that_is_short_but_hopeless_is_full() throws Exception {
        var gate = new CountDownLatch(1);
        // Work of 500 ms makes an estimate of at least 50 ms, forty of which are half of 4 s.
        try (var pool = new HashingPool(1, Duration.ofSeconds(4));
                var callers = Executors.newCachedThreadPool()) {
            assertThat(pool.turnsAway()).isFalse();
            var _ =
                    pool.compute(
                            () -> {
                                Thread.sleep(500);
                                return "slow";
                            });
            for (int i = 0; i < QUEUE - 2; i++) {
                var _ = callers.submit(() -> pool.compute(() -> passed(gate)));
            }
            Eventually.holds("it takes no more", SEEN_WITHIN, pool::turnsAway);
            assertThat(pool.compute(() -> "in vain")).isEmpty();
            gate.countDown();
            Eventually.holds("it takes more again", SEEN_WITHIN, () -> !pool.turnsAway());
        }
    }

    /// Virtual threads run on threads that whoever wakes one of them may have to start, and a
    /// thread stands back if the one does that starts it.
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere threads stay as they are")
    void hash_threads_stand_back_and_nobody_with_them() throws Exception {
        int usual = ThreadNiceness.present();
        try (var pool = new HashingPool(2, LONG);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<Optional<Integer>>>();
            for (int i = 0; i < 40; i++) {
                done.add(
                        callers.submit(
                                () ->
                                        pool.compute(
                                                () -> {
                                                    Thread.sleep(5);
                                                    return ThreadNiceness.present();
                                                })));
            }
            for (var one : done) {
                assertThat(one.get()).contains(Math.min(usual + 5, 19));
            }
            try (var tasks = Files.list(Path.of("/proc/self/task"))) {
                assertThat(tasks.filter(task -> name(task).startsWith("ForkJoinPool")))
                        .isNotEmpty()
                        .allMatch(task -> ThreadNiceness.of(task) == usual);
            }
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere threads stay as they are")
    void hashes_stand_farther_back_while_somebody_is_turned_away() throws Exception {
        int usual = ThreadNiceness.present();
        var held = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        var ticks = new AtomicLong();
        try (var pool = new HashingPool(1, LONG, ticks::get);
                var callers = Executors.newCachedThreadPool()) {
            assertThat(pool.compute(ThreadNiceness::present)).contains(Math.min(usual + 5, 19));
            var waiting = new ArrayList<Future<Optional<Integer>>>();
            var _ = callers.submit(() -> pool.compute(() -> passed(held, gate)));
            held.await();
            for (int i = 0; i < QUEUE; i++) {
                waiting.add(callers.submit(() -> pool.compute(ThreadNiceness::present)));
            }
            Eventually.holds("somebody is turned away", SEEN_WITHIN, pool::turnsAway);
            gate.countDown();
            for (var one : waiting) {
                assertThat(one.get()).contains(19);
            }
            ticks.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(pool.compute(ThreadNiceness::present)).contains(Math.min(usual + 5, 19));
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String passed(CountDownLatch held, CountDownLatch gate)
            throws InterruptedException {
        held.countDown();
        return passed(gate);
    }

    private static String passed(CountDownLatch gate) throws InterruptedException {
        gate.await();
        return "served";
    }
}
