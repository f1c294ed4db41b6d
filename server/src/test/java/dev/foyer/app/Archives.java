package dev.foyer.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The program in archives, as it is delivered, and what the JVM keeps of a first start of it: so
/// each further start takes about half as long as one from a folder of classes.
final class Archives {
    private static final long PATIENCE_SECONDS = 60;
    private static final Path FOLDER = TestFolder.of("test-program");
    private static final Path OURS = FOLDER.resolve("foyer.jar");
    private static final Path KEPT = FOLDER.resolve("kept.jsa");
    private static final String CLASS_PATH = classPath();

    static {
        startOnce();
    }

    private Archives() {}

    /// The options of a JVM that is to run the program.
    static List<String> options() {
        return options("-XX:SharedArchiveFile=" + KEPT);
    }

    /// What a JVM says of its archive is no word of the program.
    private static List<String> options(String archive) {
        return List.of(archive, "-Xlog:disable", "-cp", CLASS_PATH);
    }

    /// Our classes in one archive, and the libraries; nothing of the tests.
    private static String classPath() {
        var archives = new ArrayList<String>();
        try {
            Files.createDirectories(FOLDER);
            Files.deleteIfExists(KEPT);
            for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                if (Files.exists(Path.of(entry, "dev", "foyer", "app", "Main.class"))) {
                    pack(Path.of(entry));
                    archives.addFirst(OURS.toString());
                } else if (entry.endsWith(".jar")) {
                    archives.add(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join(File.pathSeparator, archives);
    }

    private static void pack(Path classes) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(OURS));
                var files = Files.walk(classes)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (var file : files.skip(1).sorted().toList()) {
                var name = classes.relativize(file).toString();
                if (Files.isDirectory(file)) {
                    // Flyway looks for its folder by name.
                    zip.putNextEntry(new ZipEntry(name + "/"));
                } else {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write(Files.readAllBytes(file));
                }
            }
        }
    }

    /// A server whose management port is taken does everything that a start does, and ends. Should
    /// nothing be kept of it, the others start more slowly, and no worse.
    private static void startOnce() {
        var out = FOLDER.resolve("first-start.log");
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var environment =
                    Program.development(
                            FOLDER.resolve("data"),
                            Map.of("MANAGEMENT_PORT", Integer.toString(taken.getLocalPort())));
            var first =
                    Program.builder(
                                    options("-XX:ArchiveClassesAtExit=" + KEPT),
                                    environment,
                                    "serve")
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile())
                            .start();
            if (!first.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                first.destroyForcibly();
            }
            if (!Files.readString(out, UTF_8).contains("cannot listen")) {
                throw new IllegalStateException("a first start went another way, see " + out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
