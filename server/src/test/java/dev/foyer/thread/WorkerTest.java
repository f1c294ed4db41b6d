package dev.foyer.thread;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

class WorkerTest {
    /// Who waits for all of it has failed.
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void closing_ends_a_pause_and_waits_until_what_is_under_way_is_finished() {
        var finished = new AtomicBoolean();
        var itself = new CompletableFuture<Worker>();
        var worker =
                new Worker(
                        Thread.ofVirtual(),
                        LONG,
                        () -> finished.set(itself.join().endsWithin(LONG)));
        itself.complete(worker);
        worker.start();
        assertThat(worker.isEnding()).isFalse();

        worker.close();

        assertThat(worker.isEnding()).isTrue();
        assertThat(finished).isTrue();
    }

    @Test
    void a_pause_that_is_over_does_not_end_it() throws InterruptedException {
        try (var worker = new Worker(Thread.ofVirtual(), LONG, () -> {})) {
            worker.start();

            assertThat(worker.endsWithin(Duration.ofMillis(1))).isFalse();
            assertThat(worker.isEnding()).isFalse();
        }
    }

    @Test
    void who_does_not_finish_within_the_goodbye_is_interrupted() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        var worker =
                new Worker(
                        Thread.ofVirtual(),
                        Duration.ofMillis(1),
                        () -> sleepUntilInterrupted(interrupted));
        worker.start();

        worker.close();

        assertThat(interrupted.await(LONG.toMinutes(), TimeUnit.MINUTES)).isTrue();
        assertThat(worker.isEnding()).isTrue();
    }

    private static void sleepUntilInterrupted(CountDownLatch interrupted)
            throws InterruptedException {
        try {
            Thread.sleep(LONG);
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }
}
