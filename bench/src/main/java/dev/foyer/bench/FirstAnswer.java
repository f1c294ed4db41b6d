package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;

/// Waits for a server that is starting.
final class FirstAnswer {
    /// Short beside any start that is measured, long enough to leave the machine to it.
    private static final Duration PAUSE = Duration.ofMillis(2);

    private FirstAnswer() {}

    /// Milliseconds from the start of the process to its first 200.
    static double await(Child child, int port, byte[] request, Duration limit)
            throws InterruptedException {
        long deadline = child.begin() + limit.toNanos();
        while (!answers(port, request)) {
            if (!child.isAlive()) {
                throw new BenchFailed("a server ended at its start: " + child.lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new BenchFailed("a server did not start in time: " + child.lastWords());
            }
            Thread.sleep(PAUSE);
        }
        return (System.nanoTime() - child.begin()) / 1e6;
    }

    private static boolean answers(int port, byte[] request) {
        try (var wire = Wire.to(port)) {
            return wire.exchange(request) == 200;
        } catch (IOException _) {
            return false;
        }
    }
}
