package dev.foyer.db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A real PostgreSQL that lives in one folder and belongs to this process.
///
/// Promised:
/// - what a transaction committed survives whatever happens to this process, to PostgreSQL, or to
///   both, at any moment; the next [#start] needs no repair by hand;
/// - one folder serves one process at a time: a second start is refused and changes nothing;
/// - PostgreSQL listens on the loopback address only and asks for the generated password;
/// - a PostgreSQL that ends by itself is started again, on the same port, until [#close]; sessions
///   and transactions under way are lost then, as they are with any server.
///
/// Not promised: protection from a disk that lies about what it wrote, from other programs of the
/// same user, from a network file system, or from two machines or containers that share a folder.
/// No hook ends the database with this process: whoever starts it closes it. What was not closed is
/// found and stopped by the next start.
///
/// Runs on Linux (glibc) and macOS, on x86-64 and arm64, for ordinary users and for root.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final FolderLock lock;
    private final PostgresCluster cluster;
    private final Supervisor supervisor;
    private boolean closed;

    private EmbeddedPostgres(FolderLock lock, PostgresCluster cluster, Supervisor supervisor) {
        this.lock = lock;
        this.cluster = cluster;
        this.supervisor = supervisor;
    }

    /// Starts the database in the folder, which is made if need be, and returns when it answers.
    ///
    /// @throws EmbeddedPostgresException when it cannot be started, with the reason in one line
    public static EmbeddedPostgres start(Path folder) {
        var begin = System.nanoTime();
        var place = PostgresFolder.at(folder);
        var lock = FolderLock.take(place);
        try {
            var postgres = start(place, lock);
            var took = (System.nanoTime() - begin) / 1_000_000;
            LOG.info("PostgreSQL answers on port {} after {} ms", postgres.port(), took);
            return postgres;
        } catch (IOException e) {
            lock.release();
            throw Disk.problem("cannot start PostgreSQL in " + place.root(), e);
        } catch (RuntimeException | Error e) {
            lock.release();
            throw e;
        }
    }

    private static EmbeddedPostgres start(PostgresFolder folder, FolderLock lock)
            throws IOException {
        var binaries = PostgresBinaries.unpacked(folder);
        PostgresCluster.checkVersion(folder, binaries);
        new Leftovers(folder).clear();
        folder.sweep(binaries.home());
        var account = PostgresAccount.choose(folder, binaries);
        var cluster = PostgresCluster.prepare(folder, binaries, account);
        return new EmbeddedPostgres(lock, cluster, Supervisor.start(cluster));
    }

    /// The application's database in a folder whose PostgreSQL another process runs now; nothing
    /// where nobody does. It is gone as soon as that process ends.
    public static Optional<DatabaseUrl> ofAnother(Path folder) {
        var place = PostgresFolder.look(folder);
        if (!FolderLock.isHeld(place)) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(Files.readString(place.port()).strip());
            var password = Files.readString(place.password()).strip();
            var url = PostgresDoor.url(port, PostgresCluster.DATABASE);
            return Optional.of(new DatabaseUrl(url, PostgresCluster.USER, password));
        } catch (IOException | NumberFormatException e) {
            throw new EmbeddedPostgresException(
                    "the database in %s is just starting: %s"
                            .formatted(place.root(), e.getMessage()));
        }
    }

    /// Whether a database has ever been made in this folder.
    public static boolean isIn(Path folder) {
        return Files.exists(PostgresFolder.look(folder).data());
    }

    /// The application's database, with its user and password.
    public DatabaseUrl url() {
        return new DatabaseUrl(jdbcUrl(), user(), password());
    }

    /// Where the application's database is; user and password are not part of it.
    public String jdbcUrl() {
        return jdbcUrl(PostgresCluster.DATABASE);
    }

    /// Where another database of this server is, or would be: none is made here.
    public String jdbcUrl(String database) {
        return PostgresDoor.url(port(), database);
    }

    /// The superuser of this server; it has no other user.
    public String user() {
        return PostgresCluster.USER;
    }

    /// Generated at the first start and kept in the folder, 0600. Not for logs.
    public String password() {
        return cluster.password();
    }

    /// The port on the loopback address; stays the same until [#close].
    public int port() {
        return supervisor.port();
    }

    /// Whether PostgreSQL runs, as far as can be told without asking it; false while it is started
    /// again.
    public boolean isAlive() {
        return supervisor.isAlive();
    }

    /// Stops PostgreSQL, with a checkpoint where that takes less than 20 s, waits for its end and
    /// then gives the folder free. Sessions still open are ended. Safe from any thread, and again.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            supervisor.close();
        } finally {
            lock.release();
        }
    }
}
