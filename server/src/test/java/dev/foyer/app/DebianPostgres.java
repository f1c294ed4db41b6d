package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A PostgreSQL 15 of the system, the oldest that is supported, where a test wants a database that
/// is not ours. `scripts/need-postgres` brings its programs.
final class DebianPostgres implements AutoCloseable {
    private static final String USER = "shop";
    private static final String PASSWORD = "p@ss/w:rd";
    private static final int NOBODY = 65534;

    private final Path folder;
    private final int port;
    private final Process process;

    private DebianPostgres(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static DebianPostgres start() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("foyer-postgres15");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var secret = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        var data = Files.createDirectory(folder.resolve("data"));
        if (isRoot()) {
            Files.setAttribute(data, "unix:uid", NOBODY);
        }
        var initdb =
                builder(
                                folder,
                                "initdb",
                                "-D",
                                data.toString(),
                                "-U",
                                USER,
                                "-E",
                                "UTF8",
                                "--locale=C.UTF-8",
                                "-A",
                                "scram-sha-256",
                                "--pwfile=" + secret)
                        .start();
        assertThat(initdb.waitFor()).as("initdb, see %s/log", folder).isZero();
        int port = freePort();
        var process =
                builder(
                                folder,
                                "postgres",
                                "-D",
                                data.toString(),
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=")
                        .start();
        Eventually.holds("PostgreSQL answers", Duration.ofSeconds(30), () -> answers(port));
        return new DebianPostgres(folder, port, process);
    }

    /// The `DATABASE_URL` of its one database, the password in percent-encoding.
    String url() {
        return "postgresql://" + USER + ":p%40ss%2Fw%3Ard@127.0.0.1:" + port + "/postgres";
    }

    /// Everything that is in the database, as `pg_dump` of this version sees it.
    String dump() throws IOException, InterruptedException {
        var file = Files.createTempFile("foyer-dump", ".sql");
        var dump =
                new ProcessBuilder(
                                programs().resolve("pg_dump").toString(),
                                "--host=127.0.0.1",
                                "--port=" + port,
                                "--username=" + USER,
                                "--file=" + file,
                                "postgres")
                        .inheritIO();
        dump.environment().put("PGPASSWORD", PASSWORD);
        assertThat(dump.start().waitFor()).as("pg_dump").isZero();
        var text = Files.readString(file);
        Files.delete(file);
        return text;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20));
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static ProcessBuilder builder(Path folder, String program, String... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        if (isRoot()) {
            var nobody = Integer.toString(NOBODY);
            command.addAll(
                    List.of("setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups"));
        }
        command.add(programs().resolve(program).toString());
        command.addAll(List.of(arguments));
        var log = ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile());
        return new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(log);
    }

    private static Path programs() {
        var told = System.getenv().getOrDefault("FOYER_POSTGRES_15", "");
        var place = Path.of(told.isEmpty() ? "/usr/lib/postgresql/15/bin" : told);
        if (!Files.isExecutable(place.resolve("initdb"))) {
            throw new AssertionError(
                    "no PostgreSQL 15 in "
                            + place
                            + ": install postgresql-15, or set FOYER_POSTGRES_15");
        }
        return place;
    }

    private static boolean isRoot() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (var connection = DriverManager.getConnection(url, USER, PASSWORD)) {
            return connection.isValid(5);
        } catch (SQLException _) {
            return false;
        }
    }
}
