package dev.foyer.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;

/// Everything that has been opened, to be closed in the opposite order: at the end, or when a start
/// fails half way, or when a node is told to stop while it starts. Safe for use by many threads.
final class Openings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /// Remembers what has just been opened. Where all is closed already, it is closed too.
    ///
    /// @throws IllegalStateException where all is closed already
    synchronized <T extends AutoCloseable> T keep(T opening) {
        opened.push(opening);
        if (closed) {
            close();
            throw new IllegalStateException("told to stop while starting");
        }
        return opening;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
    }

    private static void close(AutoCloseable opening) {
        try {
            opening.close();
        } catch (Exception e) {
            LOG.warn("{} does not close: {}", opening.getClass().getSimpleName(), e.getMessage());
        }
    }
}
