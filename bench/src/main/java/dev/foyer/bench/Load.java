package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// A closed loop: so many connections, each with a platform thread of its own that sends its next
/// request when the last one is answered. It shows what a server can do at most; its latencies are
/// those of a saturated server. For latencies at a given rate use a tool with an open loop.
final class Load implements AutoCloseable {
    /// What a started load may take beyond its time, until it is given up.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LONGEST_COUNT = Duration.ofMinutes(60);

    private final List<Wire> wires = new ArrayList<>();
    private final Work work;
    private final AtomicReference<String> failure = new AtomicReference<>("");

    private Load(Work work) {
        this.work = work;
    }

    /// Chooses the next request; called by many threads, each with a random source of its own.
    @FunctionalInterface
    interface Work {
        byte[] next(SplittableRandom random);
    }

    /// What came of it; every answer was a success.
    ///
    /// @param seconds from the first request to the last answer
    record Result(double seconds, Latencies latencies) {
        long requests() {
            return latencies.count();
        }

        double perSecond() {
            return requests() / seconds;
        }
    }

    /// Opens the connections and sends nothing yet.
    static Load on(int port, int connections, Work work) throws IOException {
        var load = new Load(work);
        try {
            for (int i = 0; i < connections; i++) {
                load.wires.add(Wire.to(port));
            }
            return load;
        } catch (IOException e) {
            load.close();
            throw e;
        }
    }

    /// As many requests as the time allows; those under way at its end are finished and counted.
    Result during(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        return run(() -> System.nanoTime() < end, time.plus(PATIENCE));
    }

    /// This many requests.
    Result times(long requests) throws InterruptedException {
        var left = new AtomicLong(requests);
        return run(() -> left.getAndDecrement() > 0, LONGEST_COUNT);
    }

    @Override
    public void close() {
        for (var wire : wires) {
            try {
                wire.close();
            } catch (IOException e) {
                fail("a connection does not close: " + e.getMessage());
            }
        }
    }

    private Result run(BooleanSupplier more, Duration limit) throws InterruptedException {
        var go = new CountDownLatch(1);
        var latencies = new ArrayList<Latencies>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < wires.size(); i++) {
            var wire = wires.get(i);
            var random = new SplittableRandom(i);
            var own = new Latencies();
            latencies.add(own);
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name("load-" + i)
                            .start(() -> loop(wire, random, own, more, go)));
        }
        long begin = System.nanoTime();
        go.countDown();
        join(threads, begin + limit.toNanos());
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!failure.get().isEmpty()) {
            throw new BenchFailed(failure.get());
        }
        var all = new Latencies();
        latencies.forEach(all::addAll);
        return new Result(seconds, all);
    }

    private void loop(
            Wire wire,
            SplittableRandom random,
            Latencies latencies,
            BooleanSupplier more,
            CountDownLatch go) {
        try {
            go.await();
            while (more.getAsBoolean() && failure.get().isEmpty()) {
                var request = work.next(random);
                long begin = System.nanoTime();
                int status = wire.exchange(request);
                latencies.add(System.nanoTime() - begin);
                if (status < 200 || status > 299) {
                    fail(Ask.line(request) + " was answered " + status);
                }
            }
        } catch (IOException | RuntimeException e) {
            fail("a request failed: " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            fail("interrupted");
        }
    }

    private void join(List<Thread> threads, long deadline) throws InterruptedException {
        for (var thread : threads) {
            var left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (!thread.join(left)) {
                fail("the load did not end in time");
                close();
            }
        }
    }

    /// The first failure is the one to tell.
    private void fail(String what) {
        var _ = failure.compareAndSet("", what);
    }
}
