package dev.foyer.db;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;

/// Keeps the database running, on one port, until it is closed.
///
/// A database that ends by itself is started again at once, and again after 0.1 s, 0.2 s, and so on
/// up to 10 s where that fails; the port stays, so that a connection pool finds it again.
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private static final int ATTEMPTS = 3;
    private static final Duration LOG_LOOKED_AT_EVERY = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /// Longer than anything the thread may be about when it is told to end.
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

    private final PostgresCluster cluster;
    private final Thread thread;
    private volatile PostgresProcess current;
    private volatile boolean ready = true;
    private boolean closing;

    private Supervisor(PostgresCluster cluster, PostgresProcess running) {
        this.cluster = cluster;
        this.current = running;
        this.thread = Thread.ofPlatform().name("postgres-supervisor").daemon().unstarted(this::run);
    }

    /// Starts the database and returns when it answers.
    static Supervisor start(PostgresCluster cluster) throws IOException {
        for (var attempt = 1; ; attempt++) {
            new Leftovers(cluster.folder()).clear();
            var process = PostgresProcess.launch(cluster, Ports.choose(cluster.folder()));
            if (process.becomesReady()) {
                var supervisor = new Supervisor(cluster, process);
                supervisor.thread.start();
                return supervisor;
            }
            // Its port may have been taken meanwhile, or a child of its predecessor, hidden from
            // us, may take a moment to end; whatever else it was will show again.
            if (attempt == ATTEMPTS) {
                throw process.problem("ended at once");
            }
            Patience.pause(FIRST_PAUSE);
        }
    }

    int port() {
        return current.port();
    }

    boolean isAlive() {
        return ready && current.isAlive();
    }

    private void run() {
        try {
            while (!isClosing()) {
                if (current.endsWithin(LOG_LOOKED_AT_EVERY)) {
                    revive();
                } else {
                    keepLogSmall();
                }
            }
        } catch (InterruptedException _) {
            LOG.debug("The database is no longer watched"); // Only close() interrupts us.
        }
    }

    private void keepLogSmall() {
        try {
            new PostgresLog(cluster.folder()).keepSmall();
        } catch (IOException e) {
            LOG.debug("The database log could not be shortened", e);
        }
    }

    private void revive() throws InterruptedException {
        ready = false;
        if (isClosing()) {
            return;
        }
        LOG.warn("The database ended by itself; starting it again");
        var pause = FIRST_PAUSE;
        for (var problem = restart(); problem != null; problem = restart()) {
            if (isClosing()) {
                return;
            }
            LOG.warn("The database could not be started again: {}", problem);
            Thread.sleep(pause);
            var longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
        ready = true;
        if (!isClosing()) {
            LOG.info("The database is back");
        }
    }

    /// Null when the database runs again, else what was in the way.
    private @Nullable String restart() {
        try {
            new Leftovers(cluster.folder()).clear();
            var process = relaunch();
            if (process == null || process.becomesReady()) {
                return null;
            }
            return process.problem("ended at once").getMessage();
        } catch (IOException | RuntimeException e) {
            // Whatever it is, the watch goes on.
            LOG.debug("Starting the database again failed", e);
            return String.valueOf(e.getMessage());
        }
    }

    /// Null when we are closing; nothing may be launched then that nobody would stop.
    private synchronized @Nullable PostgresProcess relaunch() throws IOException {
        if (closing) {
            return null;
        }
        current = PostgresProcess.launch(cluster, current.port());
        return current;
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    /// Stops the database and returns when it has ended. Safe to call again.
    void close() {
        synchronized (this) {
            closing = true;
        }
        thread.interrupt();
        current.stop();
        if (!Patience.until(() -> !thread.isAlive(), ENDS_WITHIN)) {
            LOG.warn("The watch over the database did not end within {}", ENDS_WITHIN);
        }
    }
}
