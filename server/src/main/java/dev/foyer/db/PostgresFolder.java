package dev.foyer.db;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What lies where in the folder of the embedded database.
///
/// | name | what |
/// | --- | --- |
/// | `lock` | held by the process that uses the folder; holds its id for people to read |
/// | `data/` | the data directory; appears complete, in one rename |
/// | `password` | the database password, 0600; written before `data/` appears |
/// | `port` | the port of the last start, tried first at the next |
/// | `binaries-KEY/` | PostgreSQL unpacked; appears complete, in one rename |
/// | `postgres.log`, `postgres.log.1` | what PostgreSQL says, bounded in size |
/// | `unpacking-*`, `initdb-*` | unfinished work; swept away at the next start |
///
/// @param root the real path, so that one folder has one name
record PostgresFolder(Path root) {
    static PostgresFolder at(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            return new PostgresFolder(absolute.toRealPath());
        } catch (FileAlreadyExistsException e) {
            throw new EmbeddedPostgresException(absolute + " is a file, not a folder", e);
        } catch (IOException e) {
            throw Disk.problem("cannot create the database folder " + absolute, e);
        }
    }

    /// The folder as it is, or would be; nothing is made.
    static PostgresFolder look(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        try {
            return new PostgresFolder(Files.exists(absolute) ? absolute.toRealPath() : absolute);
        } catch (IOException e) {
            throw Disk.problem("cannot use the database folder " + absolute, e);
        }
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path data() {
        return root.resolve("data");
    }

    Path password() {
        return root.resolve("password");
    }

    Path port() {
        return root.resolve("port");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path olderLog() {
        return root.resolve("postgres.log.1");
    }

    Path binaries(String key) {
        return root.resolve("binaries-" + key);
    }

    /// Removes what a start that was cut short left behind, and binaries of other versions.
    ///
    /// Only for the holder of the lock, with no database process running.
    void sweep(Path binariesInUse) throws IOException {
        try (var entries = Files.newDirectoryStream(root, "{unpacking-*,initdb-*,binaries-*}")) {
            for (var entry : entries) {
                if (!entry.equals(binariesInUse)) {
                    Disk.deleteTree(entry);
                }
            }
        }
    }
}
