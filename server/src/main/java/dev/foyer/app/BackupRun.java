package dev.foyer.app;

import dev.foyer.db.Restoration;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Function;

/// One run of `foyer backup` or `foyer restore`: how far it is, what went wrong, what came of it.
final class BackupRun {
    private BackupRun() {}

    /// What one of them does with the file.
    @FunctionalInterface
    interface Work {
        Manifest run(Path file, Progress progress)
                throws StartRefused,
                        BackupReader.Unfit,
                        Restoration.Refused,
                        SQLException,
                        IOException;
    }

    /// @param unit of its progress
    /// @param words for people, of what is done
    /// @return the exit code
    static int of(Desk desk, Path file, String unit, Work work, Function<Manifest, String> words) {
        var progress = Progress.of(desk.err(), desk.isForScripts(), unit);
        try {
            var manifest = work.run(file, progress);
            progress.end();
            desk.tell(manifest.summary(), words.apply(manifest));
            return 0;
        } catch (StartRefused | BackupReader.Unfit | Restoration.Refused e) {
            return desk.failed(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            return desk.failed("the database does not answer as it should: " + e.getMessage());
        } catch (IOException e) {
            return desk.failed(file + ": " + e);
        } finally {
            progress.end();
        }
    }
}
