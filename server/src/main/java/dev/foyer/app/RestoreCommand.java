package dev.foyer.app;

import dev.foyer.db.Migrations;
import dev.foyer.db.Restoration;
import dev.foyer.secret.Digest;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `foyer restore`: a backup into a database that nobody has used.
@Command(
        name = "restore",
        description = {
            "Fill the empty database of this environment (DATABASE_URL, or FOYER_DATA) from a backup.",
            "No server may run on it.",
            "The whole FILE is checked before the database is touched; then all of it is there, or nothing.",
            "A backup of an older Foyer is brought up to date."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Mixin private final Desk desk = new Desk();

    @Parameters(paramLabel = "FILE")
    private @Nullable Path file;

    @Override
    public Integer call() {
        return BackupRun.of(
                desk, desk.file(file), "bytes", RestoreCommand::restore, RestoreCommand::words);
    }

    private static Manifest restore(Path file, Progress progress)
            throws StartRefused,
                    BackupReader.Unfit,
                    Restoration.Refused,
                    SQLException,
                    IOException {
        var place = Storage.Place.of(System.getenv());
        try (var backup = BackupReader.open(file, place.secrets())) {
            // Twice: once to check, once to fill.
            double whole = Math.max(1, 2.0 * backup.manifest().bytes());
            backup.check(bytes -> progress.tell(bytes, bytes / whole));
            try (var storage = Storage.alone(place)) {
                try (var database = Restoration.begin(storage.url(), backup.manifest().steps())) {
                    fill(database, backup, progress);
                }
                Migrations.run(storage.url());
            }
            return backup.manifest();
        }
    }

    private static void fill(Restoration database, BackupReader backup, Progress progress)
            throws BackupReader.Unfit, SQLException, IOException {
        database.clear();
        long whole = Math.max(1, 2 * backup.manifest().bytes());
        long before = whole / 2;
        for (var table : backup.manifest().tables()) {
            long done = before;
            var digest = Digest.sha256();
            try (var in = new DigestInputStream(backup.open(table), digest)) {
                long rows =
                        database.fill(
                                table.name(),
                                table.columns(),
                                in,
                                bytes ->
                                        progress.tell(
                                                done + bytes, (double) (done + bytes) / whole));
                if (rows != table.rows()) {
                    throw new SQLException(
                            "the table %s took %d of %d rows"
                                    .formatted(table.name(), rows, table.rows()));
                }
            }
            backup.compare(table, digest);
            before += table.bytes();
        }
        for (var sequence : backup.manifest().sequences()) {
            database.set(sequence);
        }
        database.commit();
    }

    private static String words(Manifest manifest) {
        return String.format(
                Locale.ROOT,
                "%,d rows of %d tables are back, as of %s",
                manifest.rows(),
                manifest.tables().size(),
                manifest.made());
    }
}
