package dev.foyer.thread;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A thread that works until it is told to end, and is then given the time to finish what it is
/// about. Safe for use by many threads.
public final class Worker implements AutoCloseable {
    private final Thread thread;
    private final Duration goodbye;
    private final CountDownLatch end = new CountDownLatch(1);

    /// What a worker does, from its start to its end.
    @FunctionalInterface
    public interface Work {
        /// Returns soon after [Worker#isEnding] or [Worker#endsWithin] told it to.
        void run() throws InterruptedException;
    }

    /// @param kind of thread, with its name
    /// @param goodbye longer than anything it does between two looks whether it is to end; who
    ///   closes it waits no longer, and interrupts it then
    public Worker(Thread.Builder kind, Duration goodbye, Work work) {
        this.thread = kind.unstarted(() -> run(work));
        this.goodbye = goodbye;
    }

    /// Begins to work; once only.
    public void start() {
        thread.start();
    }

    /// Whether it is to end.
    public boolean isEnding() {
        return end.getCount() == 0;
    }

    /// Pauses, or less where it is to end.
    ///
    /// @return whether it is
    public boolean endsWithin(Duration pause) throws InterruptedException {
        return end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Lets it end, and waits for that within its goodbye.
    @Override
    public void close() {
        end.countDown();
        try {
            if (!thread.join(goodbye)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
