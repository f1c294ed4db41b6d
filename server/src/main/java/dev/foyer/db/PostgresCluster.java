package dev.foyer.db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/// An initialized data directory, with all it takes to run a database on it.
///
/// Made as UTF-8 with the locale C.UTF-8 of PostgreSQL's own builtin provider: it sorts by code
/// point and folds the case of all of Unicode, and does both the same on every system and after
/// every upgrade of it, so no index ever depends on a C library.
record PostgresCluster(
        PostgresFolder folder,
        PostgresBinaries binaries,
        PostgresAccount account,
        String password) {
    static final String USER = "foyer";
    static final String DATABASE = "foyer";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final Duration INITIALIZED_WITHIN = Duration.ofMinutes(2);
    private static final int PASSWORD_BYTES = 32;

    /// Refuses data of another major version; call it before a running database is touched.
    static void checkVersion(PostgresFolder folder, PostgresBinaries binaries) throws IOException {
        if (Files.notExists(folder.data())) {
            return;
        }
        var mark = folder.data().resolve("PG_VERSION");
        if (Files.notExists(mark)) {
            throw new EmbeddedPostgresException(
                    "%s is no PostgreSQL data directory (it has no PG_VERSION): move it away"
                            .formatted(folder.data()));
        }
        var found = Files.readString(mark).strip();
        if (!found.equals(binaries.majorVersion())) {
            throw new EmbeddedPostgresException(
                    ("%s was made by PostgreSQL %s and this is PostgreSQL %s: make a backup with"
                                    + " the Foyer that made it, move the folder away, and restore")
                            .formatted(folder.data(), found, binaries.majorVersion()));
        }
    }

    /// The cluster in the folder, made at the first call.
    static PostgresCluster prepare(
            PostgresFolder folder, PostgresBinaries binaries, PostgresAccount account)
            throws IOException {
        var fresh = Files.notExists(folder.data());
        var cluster = new PostgresCluster(folder, binaries, account, password(folder, fresh));
        if (fresh) {
            cluster.initialize();
        }
        account.handOver(folder.data());
        return cluster;
    }

    /// Kept before the data exist, so that there never are data without their password.
    private static String password(PostgresFolder folder, boolean fresh) throws IOException {
        if (Files.exists(folder.password())) {
            return Files.readString(folder.password()).strip();
        }
        if (!fresh) {
            throw new EmbeddedPostgresException(
                    "%s is missing, and without it the data in %s stay shut: put it back"
                            .formatted(folder.password(), folder.data()));
        }
        var chance = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(chance);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
        Disk.writePrivately(folder.password(), password + "\n");
        return password;
    }

    /// Works under another name and renames, so that a folder `data` is a whole one.
    private void initialize() throws IOException {
        var begin = System.nanoTime();
        var workplace = Files.createTempDirectory(folder.root(), "initdb-");
        try {
            var secret = workplace.resolve("password");
            Disk.writePrivately(secret, password + "\n");
            account.handOver(workplace);
            initdb(workplace, secret);
            Disk.moveIntoPlace(workplace.resolve("data"), folder.data());
        } finally {
            Disk.deleteTree(workplace);
        }
        LOG.info("Database initialized in {} ms", (System.nanoTime() - begin) / 1_000_000);
    }

    private void initdb(Path workplace, Path secret) throws IOException {
        var output = workplace.resolve("output");
        var initdb =
                account.prepare(
                                List.of(
                                        binaries.program("initdb").toString(),
                                        "--pgdata=" + workplace.resolve("data"),
                                        "--username=" + USER,
                                        "--pwfile=" + secret,
                                        "--auth=scram-sha-256",
                                        "--encoding=UTF8",
                                        "--locale=C",
                                        "--locale-provider=builtin",
                                        "--builtin-locale=C.UTF-8",
                                        "--data-checksums",
                                        "--no-instructions"))
                        // Tells the next start, should we die, whose child this is.
                        .directory(workplace.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        var ended = Patience.until(() -> !initdb.isAlive(), INITIALIZED_WITHIN);
        if (!ended) {
            initdb.destroyForcibly();
        }
        if (!ended || initdb.exitValue() != 0) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL could not make its data directory in %s%s: %s"
                            .formatted(
                                    folder.root(),
                                    Disk.spaceHint(folder.root()),
                                    PostgresLog.tail(output, 0)));
        }
    }
}
