package dev.foyer.credential;

import dev.foyer.thread.Niceness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// As many hashes at once as there are cores, a queue before them that is as long as their work
/// allows, and a bounded wait: a flood of sign-ins neither eats the memory nor starves those who
/// only read, and who has been let into the queue is served. First come, first served. Threads that
/// hash stand back where others want the processor, and farther back while somebody is turned away.
/// Safe for use by many threads.
final class HashingPool implements AutoCloseable {
    /// However short the work: what waits holds a request and a password.
    private static final int QUEUE_PER_CORE = 48;

    /// The part of a caller's patience that the queue before him may take; the rest is for work
    /// that takes longer than what was seen of late.
    private static final double SHARE_TO_QUEUE = 0.5;

    /// How much of the estimate the latest work makes: about the last ten count.
    private static final double WEIGHT_OF_THE_LATEST = 0.1;

    /// A request that only reads takes microseconds, and would wait behind hashes of some 20
    /// milliseconds each (ADR 29).
    private static final int STEPS_BACK = 5;

    /// As far as a thread can, for as long as more come than can be served: hashing more of them
    /// would take from reads what it gives, and not turn away fewer by much (ADR 29).
    private static final int STEPS_BACK_IN_A_FLOOD = 19;

    /// So long after the last one who was turned away.
    private static final long A_FLOOD_LASTS = Duration.ofSeconds(1).toNanos();

    private final int cores;
    private final Duration patience;
    private final LongSupplier ticks;
    private final ThreadPoolExecutor threads;

    /// As many again, of which each works for one of the others while that waits: an ordinary
    /// process can make a thread nicer, and never take it back.
    private final ThreadPoolExecutor farBack;

    /// Tells callers what came of their work. A caller is a virtual thread, for which whoever wakes
    /// it may have to start a thread; one that a hash thread started would stand back as that does,
    /// and answer requests.
    private final ExecutorService herald;

    private volatile double nanosForOne;
    private volatile long endOfFlood;

    /// @param cores how many hashes are computed at once
    /// @param patience how long a caller waits in all
    HashingPool(int cores, Duration patience) {
        this(cores, patience, System::nanoTime);
    }

    /// @param ticks nanoseconds from wherever, as [System#nanoTime]
    HashingPool(int cores, Duration patience, LongSupplier ticks) {
        this.cores = cores;
        this.patience = patience;
        this.ticks = ticks;
        this.endOfFlood = ticks.getAsLong();
        this.herald = Executors.newSingleThreadExecutor(named("hashed-").factory());
        this.threads = standingBack("hash-", STEPS_BACK, cores * QUEUE_PER_CORE);
        this.farBack = standingBack("hash-far-", STEPS_BACK_IN_A_FLOOD, cores);
        // Not by one of the others when they are needed: whatever a thread starts is as nice as it.
        farBack.prestartAllCoreThreads();
        herald.execute(() -> {});
    }

    private static Thread.Builder.OfPlatform named(String prefix) {
        return Thread.ofPlatform().name(prefix, 0).daemon();
    }

    private ThreadPoolExecutor standingBack(String prefix, int steps, int queue) {
        var plain = named(prefix).factory();
        return new ThreadPoolExecutor(
                cores,
                cores,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                work ->
                        plain.newThread(
                                () -> {
                                    Niceness.lower(steps);
                                    work.run();
                                }));
    }

    /// Whether whoever comes now is turned away: the queue is full, or its work takes so long that
    /// the wait would be in vain. Then this is a flood: to be asked for those who come, and for
    /// nobody else.
    boolean turnsAway() {
        var queue = threads.getQueue();
        double wait = queue.size() * nanosForOne / cores;
        boolean full = queue.remainingCapacity() == 0 || wait > patience.toNanos() * SHARE_TO_QUEUE;
        if (full) {
            endOfFlood = ticks.getAsLong() + A_FLOOD_LASTS;
        }
        return full;
    }

    private boolean isFlooded() {
        return ticks.getAsLong() - endOfFlood < 0;
    }

    /// The result of the work, or nothing where the pool is too busy to do it in time.
    <T> Optional<T> compute(Callable<T> work) {
        if (turnsAway()) {
            return Optional.empty();
        }
        var result = new CompletableFuture<T>();
        try {
            threads.execute(() -> runWhereDue(work, result));
        } catch (RejectedExecutionException _) {
            return Optional.empty();
        }
        try {
            return Optional.of(result.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            result.cancel(false);
            return Optional.empty();
        } catch (InterruptedException _) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        }
    }

    private <T> void runWhereDue(Callable<T> work, CompletableFuture<T> result) {
        if (!isFlooded()) {
            run(work, result);
            return;
        }
        try {
            CompletableFuture.runAsync(() -> run(work, result), farBack).join();
        } catch (RejectedExecutionException _) {
            // The pool is being closed.
            run(work, result);
        }
    }

    /// Nothing where nobody waits for it any more.
    private <T> void run(Callable<T> work, CompletableFuture<T> result) {
        if (result.isDone()) {
            return;
        }
        try {
            var done = timed(work);
            tell(() -> result.complete(done));
        } catch (Throwable e) {
            tell(() -> result.completeExceptionally(e));
        }
    }

    private void tell(Runnable news) {
        try {
            herald.execute(news);
        } catch (RejectedExecutionException _) {
            // The pool is being closed; whoever waits is told all the same.
            news.run();
        }
    }

    /// Two threads may write the estimate at once; one of them is lost, which does no harm.
    private <T> T timed(Callable<T> work) throws Exception {
        long start = ticks.getAsLong();
        try {
            return work.call();
        } finally {
            double took = ticks.getAsLong() - start;
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
        farBack.shutdown();
        herald.shutdown();
    }
}
