package dev.foyer.app;

import dev.foyer.db.Snapshot;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `foyer backup`: the whole database as of one moment, while servers go on working.
@Command(
        name = "backup",
        description = {
            "Write the whole database as of one moment to FILE, also while a server runs.",
            "Works on the database of this environment (DATABASE_URL, or FOYER_DATA); the secret key is not in it."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Mixin private final Desk desk = new Desk();

    @Parameters(paramLabel = "FILE")
    private @Nullable Path file;

    @Override
    public Integer call() {
        var target = desk.file(file);
        return desk.isTaken(target)
                ? 1
                : BackupRun.of(
                        desk, target, "rows", BackupCommand::write, done -> words(target, done));
    }

    private static Manifest write(Path file, Progress progress)
            throws StartRefused, SQLException, IOException {
        var place = Storage.Place.of(System.getenv());
        var secrets = place.secrets();
        try (var storage = Storage.inUse(place);
                var snapshot = Snapshot.open(storage.url())) {
            var fingerprint =
                    snapshot.fingerprint()
                            .orElseThrow(
                                    () -> new StartRefused("no server has ever run on " + place));
            if (!secrets.fingerprints().contains(fingerprint)) {
                throw new StartRefused("SECRET_KEY is another one than this database is used with");
            }
            var now = InstantSource.system().instant();
            return new BackupWriter(snapshot, secrets, progress).write(file, fingerprint, now);
        }
    }

    private static String words(Path file, Manifest manifest) {
        return String.format(
                Locale.ROOT,
                "%,d rows of %d tables are in %s%n"
                        + "Keep the secret key too, in another place: without it they cannot be restored.",
                manifest.rows(),
                manifest.tables().size(),
                file);
    }
}
