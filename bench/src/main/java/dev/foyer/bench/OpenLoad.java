package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// An open loop: requests begin at a constant rate, whether those before have been answered or not,
/// and each counts from the moment at which it should have begun. So nothing that a slow server
/// keeps from being sent is left out of the figures.
final class OpenLoad {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port;
    private final double perSecond;
    private final int connections;
    private final Load.Work work;

    /// @param connections how many may wait for an answer; with too few of them the rate is kept
    ///   late, which the latencies show
    OpenLoad(int port, double perSecond, int connections, Load.Work work) {
        this.port = port;
        this.perSecond = perSecond;
        this.connections = connections;
        this.work = work;
    }

    /// What came of it.
    ///
    /// @param accepted answered with a success
    /// @param refused answered 429 or 503
    /// @param failed answered in another way, or not at all
    record Result(Latencies accepted, Latencies refused, long failed) {
        private void add(Result other) {
            accepted.addAll(other.accepted);
            refused.addAll(other.refused);
        }
    }

    /// A load under way.
    final class Run {
        private final List<Thread> threads = new ArrayList<>();
        private final List<Result> results = new ArrayList<>();
        private final AtomicLong next = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private final long begin = System.nanoTime();
        private final long count;

        private Run(Duration time) {
            this.count = Math.round(time.toNanos() / 1e9 * perSecond);
            for (int i = 0; i < connections; i++) {
                var own = new Result(new Latencies(), new Latencies(), 0);
                var random = new SplittableRandom(i);
                results.add(own);
                threads.add(Thread.ofVirtual().start(() -> loop(own, random)));
            }
        }

        /// Waits for the last answer.
        Result await() throws InterruptedException {
            for (var thread : threads) {
                if (!thread.join(PATIENCE)) {
                    throw new BenchFailed("the load did not end in time");
                }
            }
            var all = new Result(new Latencies(), new Latencies(), failed.get());
            results.forEach(all::add);
            return all;
        }

        private void loop(Result own, SplittableRandom random) {
            long number = next.getAndIncrement();
            while (number < count) {
                try (var wire = Wire.to(port)) {
                    while (number < count) {
                        ask(wire, number, own, random);
                        number = next.getAndIncrement();
                    }
                } catch (IOException _) {
                    failed.incrementAndGet();
                    number = next.getAndIncrement();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        private void ask(Wire wire, long number, Result own, SplittableRandom random)
                throws IOException, InterruptedException {
            long due = begin + (long) (number / perSecond * 1e9);
            long early = due - System.nanoTime();
            if (early > 0) {
                Thread.sleep(Duration.ofNanos(early));
            }
            int status = wire.exchange(work.next(random));
            long took = System.nanoTime() - due;
            switch (status) {
                case 200 -> own.accepted().add(took);
                case 429, 503 -> own.refused().add(took);
                default -> failed.incrementAndGet();
            }
        }
    }

    Run start(Duration time) {
        return new Run(time);
    }
}
