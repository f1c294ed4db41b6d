package dev.foyer.session;

import static java.util.stream.Collectors.toMap;

import dev.foyer.db.Database;
import dev.foyer.secret.Sha256;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// When sessions were last used: noted in memory, written now and then, many at once, so that a
/// read writes nothing. What was not written when a node dies is lost. Safe for use by many
/// threads.
public final class LastSeen implements AutoCloseable {
    /// How fine it is. Issue 8 asks for some minutes.
    private static final Duration GRAIN = Duration.ofMinutes(5);

    private static final int WRITTEN_AT_ONCE = 1000;

    /// A stop does not wait longer; what is not written by then is lost.
    private static final Duration GOODBYE = Duration.ofSeconds(3);

    /// Of more sessions than this within a minute some are not noted.
    private static final int MOST = 100_000;

    private final Database database;
    private final Map<Sha256, Instant> waiting = new ConcurrentHashMap<>();

    LastSeen(Database database) {
        this.database = database;
    }

    void note(Living.Session session, Instant now) {
        if (now.getEpochSecond() - session.seen() >= GRAIN.toSeconds() && waiting.size() < MOST) {
            session.see(now);
            waiting.put(session.id(), now);
        }
    }

    /// Writes a bounded number of them; to be called now and then.
    ///
    /// @return whether there may be more
    public boolean write() {
        var batch =
                waiting.entrySet().stream()
                        .limit(WRITTEN_AT_ONCE)
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!batch.isEmpty()) {
            database.change(tx -> SessionStore.seen(tx, batch));
        }
        batch.forEach(waiting::remove);
        return batch.size() == WRITTEN_AT_ONCE;
    }

    /// Writes what is left, at the end of a node.
    @Override
    public void close() {
        long deadline = System.nanoTime() + GOODBYE.toNanos();
        boolean more = true;
        while (more && System.nanoTime() < deadline) {
            more = write();
        }
    }
}
