package dev.foyer.db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/// PostgreSQL's programs, unpacked once from the class path beside the data they serve.
///
/// @param home the folder that holds `bin`, `lib` and `share`
record PostgresBinaries(Path home) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    static PostgresBinaries unpacked(PostgresFolder folder) {
        var archive = archive();
        try {
            var home = folder.binaries(key(archive));
            if (!Files.isDirectory(home)) {
                unpack(archive, folder, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw Disk.problem("cannot unpack PostgreSQL into " + folder.root(), e);
        }
    }

    /// Unpacks under another name and renames, so that a folder of the right name is a whole one.
    private static void unpack(URL archive, PostgresFolder folder, Path home) throws IOException {
        var begin = System.nanoTime();
        var unfinished = Files.createTempDirectory(folder.root(), "unpacking-");
        try (var packed = archive.openStream()) {
            Tarball.unpack(packed, unfinished);
            // Root may run the programs as another user, who has to come in.
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Disk.moveIntoPlace(unfinished, home);
        } catch (IOException e) {
            Disk.deleteTree(unfinished);
            throw e;
        }
        LOG.info("PostgreSQL unpacked in {} ms", (System.nanoTime() - begin) / 1_000_000);
    }

    /// What tells one archive from another without reading its 15 MB: the CRC and the size that the
    /// jar's table of contents gives, or size and age where the archive lies open in a folder.
    /// Enough to notice an upgrade, which is all it is for; it proves nothing against forgery.
    private static String key(URL archive) throws IOException {
        var connection = archive.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection inJar) {
            try (var jar = inJar.getJarFile()) {
                var entry = jar.getEntry(inJar.getEntryName());
                return "%08x-%d".formatted(entry.getCrc(), entry.getSize());
            }
        }
        var file = Path.of(URI.create(archive.toString()));
        var age = Files.getLastModifiedTime(file).toMillis();
        return "%x-%d".formatted(age, Files.size(file));
    }

    private static URL archive() {
        var name = "postgres-%s-%s.txz".formatted(system(), processor());
        var found = PostgresBinaries.class.getResource("/" + name);
        if (found == null) {
            throw new EmbeddedPostgresException(
                    ("no embedded PostgreSQL for this platform (%s is not on the class path):"
                                    + " set DATABASE_URL to a PostgreSQL server")
                            .formatted(name));
        }
        return found;
    }

    private static String system() {
        var name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.replace(' ', '_');
    }

    private static String processor() {
        var name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /// The major version of these programs, which the data directory must have too.
    String majorVersion() throws IOException {
        // The first line of the bootstrap script reads "# PostgreSQL 18"; initdb relies on it too.
        try (var lines = Files.lines(home.resolve("share/postgresql/postgres.bki"))) {
            return lines.findFirst().orElse("").replace("# PostgreSQL", "").strip();
        }
    }
}
