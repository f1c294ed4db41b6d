package dev.foyer.cache;

import dev.foyer.db.Database;
import dev.foyer.db.Notices;
import dev.foyer.thread.Worker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Hears what changes in the database, whoever changes it, and notes it. PostgreSQL tells changes
/// in the order of their commits: a notice of our own that comes back is the proof that everything
/// committed before it was heard too. Where none comes back, caches are not believed.
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final String CHANGES = "foyer_changes";
    private static final String BEATS = "foyer_beats";

    /// Between two notices of our own.
    private static final Duration BEAT = Duration.ofMillis(250);

    /// For how long after a beat was sent its return is a proof. Issue and contract promise a
    /// second.
    private static final Duration PROOF = Duration.ofMillis(900);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /// Longer than a connection waits for anything.
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Database database;
    private final Changes changes;
    private final String name;

    /// Not a virtual one: where all of these are busy it must still hear.
    private final Worker worker =
            new Worker(Thread.ofPlatform().daemon().name("changes"), GOODBYE, this::listen);

    private boolean deaf;

    /// @param name of this node, which no other one has
    public Listener(Database database, Changes changes, String name) {
        this.database = database;
        this.changes = changes;
        this.name = name + " ";
    }

    /// Begins to hear, and notes what this node itself changes.
    public Listener start() {
        database.tellChanges(changes::note);
        worker.start();
        return this;
    }

    /// Stops hearing; from then on no cache is believed.
    @Override
    public void close() {
        worker.close();
    }

    private void listen() throws InterruptedException {
        try {
            do {
                hear();
            } while (!worker.endsWithin(PAUSE));
        } finally {
            changes.believeUntil(System.nanoTime());
        }
    }

    /// Until the connection breaks. What changed while nobody listened is not known: nothing that
    /// was read before holds.
    private void hear() {
        try (var notices = database.listen(List.of(CHANGES, BEATS))) {
            if (deaf) {
                database.reconnect();
            }
            changes.noteEverything();
            while (!worker.isEnding()) {
                beat(notices);
            }
        } catch (SQLException | RuntimeException e) {
            if (!deaf && !worker.isEnding()) {
                LOG.warn("changes cannot be heard, all is read anew: {}", e.getMessage());
            }
            deaf = true;
        }
    }

    private void beat(Notices notices) throws SQLException {
        long sent = System.nanoTime();
        notices.send(BEATS, name + sent);
        long next = sent + BEAT.toNanos();
        boolean returned = false;
        for (long left = BEAT.toMillis(); left > 0; left = left(next)) {
            for (var notice : notices.await(Duration.ofMillis(left))) {
                if (notice.channel().equals(CHANGES)) {
                    changes.note(notice.text());
                }
                returned |= isProof(notice);
            }
        }
        told(returned);
    }

    /// Whether a beat of ours has come back, be it an older one; for the time that it proves.
    private boolean isProof(Notices.Notice notice) {
        if (!notice.channel().equals(BEATS) || !notice.text().startsWith(name)) {
            return false;
        }
        changes.believeUntil(
                Long.parseLong(notice.text().substring(name.length())) + PROOF.toNanos());
        return true;
    }

    private static long left(long next) {
        return TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime());
    }

    /// Says once that changes are heard again, or that they are not although the database answers:
    /// a pooler that hands connections around does not hand on notices.
    private void told(boolean returned) {
        if (returned && deaf) {
            LOG.info("changes are heard again");
        } else if (!returned && !deaf) {
            LOG.warn(
                    "changes cannot be heard, all is read anew: the database does not tell notices"
                            + " (is there a pooler in between?)");
        }
        deaf = !returned;
    }
}
