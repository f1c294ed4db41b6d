package dev.foyer.db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One running postmaster, started by us.
final class PostgresProcess {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);

    private static final File NOTHING = new File("/dev/null");
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    /// Replaying the log after a crash takes its time, and to cut it short would only mean to begin
    /// it again. A plain `max_wal_size` of 1 GB takes seconds; this is for slow disks.
    private static final Duration RECOVERS_WITHIN = Duration.ofMinutes(10);

    /// A postmaster that cannot have its port ends before it does anything else.
    private static final Duration PORT_TOLD_WITHIN = Duration.ofSeconds(1);

    private static final Duration FAST_WITHIN = Duration.ofSeconds(20);
    private static final Duration AT_ONCE_WITHIN = Duration.ofSeconds(5);

    private final PostgresCluster cluster;
    private final int port;
    private final Process process;
    private final long logBegin;

    private PostgresProcess(PostgresCluster cluster, int port, Process process, long logBegin) {
        this.cluster = cluster;
        this.port = port;
        this.process = process;
        this.logBegin = logBegin;
    }

    /// Starts it and does not wait.
    static PostgresProcess launch(PostgresCluster cluster, int port) throws IOException {
        var folder = cluster.folder();
        var log = new PostgresLog(folder);
        log.keepSmall();
        var logBegin = log.size();
        var process =
                cluster.account()
                        .prepare(PostgresSettings.command(cluster, port))
                        // Tells the next start, should we die, whose child this is.
                        .directory(folder.data().toFile())
                        .redirectInput(NOTHING)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                        .start();
        return new PostgresProcess(cluster, port, process, logBegin);
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// True once the database answers, false when the process ended before it did.
    ///
    /// Takes too long, or has another password than ours: stops the process and throws.
    boolean becomesReady() {
        try {
            return awaitAnswer();
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("interrupted while PostgreSQL started", e);
        } catch (RuntimeException | Error e) {
            stop();
            throw e;
        }
    }

    private boolean awaitAnswer() throws InterruptedException {
        var door = new PostgresDoor(cluster, port);
        var begin = System.nanoTime();
        var lastHeard = begin;
        while (true) {
            var answer = door.knock();
            if (!process.isAlive()) {
                return false;
            }
            var now = System.nanoTime();
            switch (answer) {
                case READY -> {
                    return true;
                }
                case STARTING -> lastHeard = now;
                case WRONG_PASSWORD -> {
                    return answeredByAnother();
                }
                case NONE -> {}
            }
            if (now - lastHeard > ANSWERS_WITHIN.toNanos()
                    || now - begin > RECOVERS_WITHIN.toNanos()) {
                throw problem("did not become ready");
            }
            Thread.sleep(PAUSE);
        }
    }

    /// Either another server was quicker on this port, and ours is about to end; or it is ours, and
    /// the password is not.
    private boolean answeredByAnother() throws InterruptedException {
        if (endsWithin(PORT_TOLD_WITHIN)) {
            return false;
        }
        throw new EmbeddedPostgresException(
                "the password in %s is not the database's: put the right one back"
                        .formatted(cluster.folder().password()));
    }

    EmbeddedPostgresException problem(String what) {
        var folder = cluster.folder();
        var lastWords = new PostgresLog(folder).since(logBegin);
        return new EmbeddedPostgresException(
                "PostgreSQL in %s %s%s: %s"
                        .formatted(folder.root(), what, Disk.spaceHint(folder.root()), lastWords));
    }

    /// Stops it: with a checkpoint, or without one where that takes too long. Returns when it has
    /// ended, and does nothing when it had.
    void stop() {
        for (var signal : Signal.values()) {
            signal.sendTo(process.toHandle());
            var limit = signal == Signal.INT ? FAST_WITHIN : AT_ONCE_WITHIN;
            if (Patience.until(() -> !process.isAlive(), limit)) {
                return;
            }
            LOG.warn("PostgreSQL did not stop within {} s of {}", limit.toSeconds(), signal);
        }
    }
}
