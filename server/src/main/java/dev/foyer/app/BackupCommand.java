package dev.foyer.app;

import dev.foyer.db.Snapshot;
import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
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
    @Spec private CommandSpec spec;

    @Mixin private final Desk desk = new Desk();

    @Parameters(paramLabel = "FILE")
    private @Nullable Path file;

    @Override
    public Integer call() {
        if (file == null) {
            throw new ParameterException(spec.commandLine(), "which FILE?");
        }
        if (Files.exists(file)) {
            return Desk.failed(
                    spec.commandLine(),
                    file + " is there already: choose another name, or move it away");
        }
        var progress = Progress.of(spec.commandLine().getErr(), desk.isForScripts(), "rows");
        try {
            var manifest = write(file, progress);
            progress.end();
            tell(file, manifest);
            return 0;
        } catch (StartRefused e) {
            return Desk.failed(spec.commandLine(), String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            return Desk.failed(
                    spec.commandLine(),
                    "the database does not answer as it should: " + e.getMessage());
        } catch (IOException e) {
            return Desk.failed(spec.commandLine(), file + ": " + e);
        } finally {
            progress.end();
        }
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

    private void tell(Path file, Manifest manifest) {
        var out = spec.commandLine().getOut();
        if (desk.isForScripts()) {
            out.println(
                    Json.text(
                            Json.object()
                                    .put("tables", manifest.tables().size())
                                    .put("rows", manifest.rows())));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%,d rows of %d tables are in %s%n"
                            + "Keep the secret key too, in another place: without it they cannot be restored.%n",
                    manifest.rows(),
                    manifest.tables().size(),
                    file);
        }
    }
}
