package dev.foyer.outbox;

import dev.foyer.thread.Worker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// Letters that are written on a thread and a beat of their own: nobody wakes it, and its pauses
/// are chance, so that the work which only a known address has does not follow on the heels of its
/// request, nor at a moment that is known, where another request could feel it. Safe for use by
/// many threads.
public final class Beat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Beat.class);

    /// Short enough for somebody who waits for a mail.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /// Longer than any statement takes.
    private static final Duration GOODBYE = Duration.ofSeconds(12);

    private final String name;
    private final BooleanSupplier piece;
    private final RandomGenerator chance;
    private final Worker worker;

    /// @param name of the thread, for the log
    /// @param chance that outsiders cannot foresee
    /// @param piece does one piece of the work and tells whether there may be more; where it
    ///   throws, the rest waits for the next beat
    public Beat(String name, RandomGenerator chance, BooleanSupplier piece) {
        this.name = name;
        this.piece = piece;
        this.chance = chance;
        this.worker = new Worker(Thread.ofVirtual().name(name), GOODBYE, this::work);
    }

    /// Begins to work.
    public void start() {
        worker.start();
    }

    /// Stops after the piece under way.
    @Override
    public void close() {
        worker.close();
    }

    private void work() throws InterruptedException {
        while (!worker.endsWithin(pause())) {
            doAll();
        }
    }

    private Duration pause() {
        return Duration.ofMillis(chance.nextLong(LONGEST_PAUSE.toMillis()));
    }

    private void doAll() {
        try {
            boolean more = true;
            while (more && !worker.isEnding()) {
                more = piece.getAsBoolean();
            }
        } catch (RuntimeException e) {
            LOG.warn("{} wait for the next beat: {}", name, e.getMessage());
        }
    }
}
