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

/// As many hashes at once as there are cores, a queue before them that is as long as their work
/// allows, and a bounded wait: a flood of sign-ins neither eats the memory nor starves those who
/// only read, and who has been let into the queue is served. First come, first served. Safe for use
/// by many threads.
final class HashingPool implements AutoCloseable {
    /// However short the work: what waits holds a request and a password.
    private static final int QUEUE_PER_CORE = 48;

    /// The part of a caller's patience that the queue before him may take; the rest is for work
    /// that takes longer than what was seen of late.
    private static final double SHARE_TO_QUEUE = 0.5;

    /// How much of the estimate the latest work makes: about the last ten count.
    private static final double WEIGHT_OF_THE_LATEST = 0.1;

    private final int cores;
    private final Duration patience;
    private final ThreadPoolExecutor threads;
    private volatile double nanosForOne;

    /// @param cores how many hashes are computed at once
    /// @param patience how long a caller waits in all
    HashingPool(int cores, Duration patience) {
        this.cores = cores;
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

    /// Whether somebody who came now would be turned away: the queue is full, or its work takes so
    /// long that the wait would be in vain.
    boolean isFull() {
        var queue = threads.getQueue();
        double wait = queue.size() * nanosForOne / cores;
        return queue.remainingCapacity() == 0 || wait > patience.toNanos() * SHARE_TO_QUEUE;
    }

    /// The result of the work, or nothing where the pool is too busy to do it in time.
    <T> Optional<T> compute(Callable<T> work) {
        if (isFull()) {
            return Optional.empty();
        }
        Future<T> future;
        try {
            future = threads.submit(() -> timed(work));
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

    /// Two threads may write the estimate at once; one of them is lost, which does no harm.
    private <T> T timed(Callable<T> work) throws Exception {
        long start = System.nanoTime();
        try {
            return work.call();
        } finally {
            double took = System.nanoTime() - start;
            double before = nanosForOne;
            nanosForOne = before + (took - before) * WEIGHT_OF_THE_LATEST;
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
