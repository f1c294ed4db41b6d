package dev.foyer.credential;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// As many hashes at once as there are cores, a short queue before them, and a bounded wait: a
/// flood of sign-ins neither eats the memory nor starves those who only read. Safe for use by many
/// threads.
final class HashingPool implements AutoCloseable {
    /// Seconds of work that may queue: a hash takes some 15 to 30 ms of a core, so this is about a
    /// second's worth.
    private static final int QUEUE_PER_CORE = 48;

    private final Duration patience;
    private final ThreadPoolExecutor threads;

    /// @param cores how many hashes are computed at once
    /// @param patience how long a caller waits in all
    HashingPool(int cores, Duration patience) {
        this.patience = patience;
        var factory = Thread.ofPlatform().name("hash-", 0).daemon().factory();
        this.threads =
                new ThreadPoolExecutor(
                        cores,
                        cores,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(cores * QUEUE_PER_CORE),
                        factory);
    }

    /// The result of the work, or nothing where the pool is too busy to do it in time.
    <T> Optional<T> compute(Callable<T> work) {
        Future<T> future;
        try {
            future = threads.submit(work);
        } catch (RejectedExecutionException _) {
            return Optional.empty();
        }
        try {
            return Optional.of(future.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            future.cancel(false);
            return Optional.empty();
        } catch (InterruptedException _) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        }
    }

    /// How many wait for a thread.
    int waiting() {
        return threads.getQueue().size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
