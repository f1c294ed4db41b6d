package dev.foyer.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Something that takes a while to open, opened on a thread of its own while others are made. Safe
/// for use by many threads.
final class Underway<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Underway.class);

    /// Below what a start that is told to stop is given (`ServeCommand`).
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final FutureTask<T> opening;
    private final Consumer<T> close;

    private Underway(FutureTask<T> opening, Consumer<T> close) {
        this.opening = opening;
        this.close = close;
    }

    /// Begins to open it.
    static <T> Underway<T> begin(String name, Callable<T> open, Consumer<T> close) {
        var opening = new FutureTask<>(open);
        Thread.ofPlatform().name(name).start(opening);
        return new Underway<>(opening, close);
    }

    /// Waits until it is open.
    ///
    /// @throws StartRefused where it cannot be opened
    T get() throws StartRefused {
        try {
            return opening.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartRefused refused) {
                throw refused;
            }
            if (e.getCause() instanceof RuntimeException unforeseen) {
                throw unforeseen;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    /// Waits until it is open, within bounds, and closes it.
    @Override
    public void close() {
        try {
            close.accept(opening.get(LONGEST.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException _) {
            // Whoever waits for it is told why.
        } catch (TimeoutException _) {
            LOG.warn("what was being opened is left as it is");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
