package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.Eventually;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// The embedded database: starts, refusals, and `kill -9` of whatever can be killed. The tests
/// share one folder, each finds it as the one before left it.
class EmbeddedPostgresTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir static Path parent;
    private static Path folder;

    @BeforeAll
    static void first_start() throws Exception {
        folder = parent.resolve("postgres");
        try (var postgres = EmbeddedPostgres.start(folder)) {
            assertThat(postgres.isAlive()).isTrue();
            execute(postgres, "create table kept (n int)");
        }
    }

    @Test
    void the_first_start_makes_all_that_a_later_one_needs() throws IOException {
        for (var name : List.of("lock", "data", "password", "port", "postgres.log")) {
            assertThat(folder.resolve(name)).exists();
        }
        assertThat(Files.readString(folder.resolve("data/PG_VERSION"))).isEqualTo("18\n");
        assertThat(permissions("password")).isEqualTo("rw-------");
        assertThat(permissions("data")).isEqualTo("rwx------");
        try (var left = Files.newDirectoryStream(folder, "{unpacking-*,initdb-*}")) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_later_start_finds_data_port_and_password_as_they_were() throws Exception {
        int port;
        String password;
        try (var postgres = EmbeddedPostgres.start(folder)) {
            port = postgres.port();
            password = postgres.password();
            execute(postgres, "insert into kept values (1)");
        }
        try (var postgres = EmbeddedPostgres.start(folder)) {
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(postgres.password()).isEqualTo(password);
            assertThat(count(postgres, "select count(*) from kept where n = 1")).isEqualTo(1);
        }
        assertThat(Traces.processes(folder)).isEmpty();
    }

    @Test
    void it_keeps_what_it_promises_about_safety() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder)) {
            for (var promise : List.of("fsync", "full_page_writes", "synchronous_commit")) {
                assertThat(text(postgres, "show " + promise)).as(promise).isEqualTo("on");
            }
            assertThat(text(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            for (var password : List.of("", "foyer", "postgres")) {
                assertThatThrownBy(
                                () ->
                                        DriverManager.getConnection(
                                                        postgres.jdbcUrl(), "foyer", password)
                                                .close())
                        .isInstanceOf(SQLException.class);
            }
            assertThat(reachable(postgres.port())).isEmpty();
        }
    }

    @Test
    void the_password_stands_in_no_process_list_and_no_log() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder)) {
            var password = postgres.password();
            assertThat(password).hasSizeGreaterThan(40);
            assertThat(Traces.processes(folder)).isNotEmpty();
            for (var process : Traces.processes(folder)) {
                var proc = Path.of("/proc", Long.toString(process.pid()));
                assertThat(Traces.content(proc.resolve("cmdline"))).doesNotContain(password);
                assertThat(Traces.content(proc.resolve("environ"))).doesNotContain(password);
            }
            assertThat(Traces.content(folder.resolve("postgres.log"))).doesNotContain(password);
        }
    }

    @Test
    void a_second_start_is_refused_and_changes_nothing() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("is in use by this very process");
            try (var other = OtherProcess.start(folder)) {
                assertThat(other.said())
                        .isEqualTo(
                                "REFUSED the database folder %s is in use by process %d:"
                                        .concat(" stop that server, or choose another folder")
                                        .formatted(folder, ProcessHandle.current().pid()));
            }
            assertThat(count(postgres, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void killed_it_comes_back_by_itself_on_the_same_port() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder)) {
            int port = postgres.port();
            execute(postgres, "insert into kept values (2)");
            long pid = Traces.postmaster(folder);
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();

            Eventually.holds("it answers again", SOON, () -> answers(postgres));
            assertThat(Traces.postmaster(folder)).isNotEqualTo(pid);
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(count(postgres, "select count(*) from kept where n = 2")).isEqualTo(1);

            Traces.processes(folder).forEach(ProcessHandle::destroyForcibly);
            Eventually.holds("it answers again", SOON, () -> answers(postgres));
            assertThat(count(postgres, "select count(*) from kept where n = 2")).isEqualTo(1);
        }
    }

    @Test
    void an_orphan_left_running_is_stopped_and_its_data_taken_over() throws Exception {
        var other = OtherProcess.start(folder);
        assertThat(other.said()).startsWith("STARTED ");
        long orphan = Traces.postmaster(folder);
        other.kill();
        assertThat(ProcessHandle.of(orphan)).as("the orphan runs on").isPresent();

        try (var postgres = EmbeddedPostgres.start(folder)) {
            assertThat(Traces.postmaster(folder)).isNotEqualTo(orphan);
            assertThat(count(postgres, "select 1")).isEqualTo(1);
        }
        assertThat(Traces.processes(folder)).isEmpty();
    }

    @Test
    void after_a_kill_of_everything_nothing_committed_is_lost() throws Exception {
        var other = OtherProcess.start(folder);
        int port = Integer.parseInt(other.said().replace("STARTED ", ""));
        var password = Files.readString(folder.resolve("password")).strip();
        Jdbi.create(PostgresDoor.url(port, "foyer"), "foyer", password)
                .useHandle(handle -> handle.execute("insert into kept values (3)"));
        other.kill();
        Traces.processes(folder).forEach(ProcessHandle::destroyForcibly);
        Eventually.holds("all are gone", SOON, () -> Traces.processes(folder).isEmpty());
        assertThat(folder.resolve("data/postmaster.pid")).exists();

        try (var postgres = EmbeddedPostgres.start(folder)) {
            assertThat(count(postgres, "select count(*) from kept where n = 3")).isEqualTo(1);
        }
    }

    @Test
    void a_stale_lock_that_names_an_unrelated_process_harms_neither() throws Exception {
        var stranger = new ProcessBuilder("sleep", "600").start();
        try {
            var pidFile = folder.resolve("data/postmaster.pid");
            for (var stale :
                    List.of(Long.toString(stranger.pid()), "", "garbage\u0000", "999999999")) {
                Files.writeString(pidFile, stale + "\n/nowhere\n");
                try (var postgres = EmbeddedPostgres.start(folder)) {
                    assertThat(count(postgres, "select 1")).isEqualTo(1);
                }
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void data_of_another_version_are_refused_with_the_way_out_and_left_alone() throws Exception {
        var mark = folder.resolve("data/PG_VERSION");
        Files.writeString(mark, "17\n");
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessage(
                            folder.resolve("data")
                                    + " was made by PostgreSQL 17 and this is PostgreSQL 18: make a"
                                    + " backup with the Foyer that made it, move the folder away,"
                                    + " and restore");
            assertThat(mark).hasContent("17");
        } finally {
            Files.writeString(mark, "18\n");
        }
    }

    @Test
    void a_lost_or_wrong_password_file_is_told_with_its_place() throws Exception {
        var file = folder.resolve("password");
        var password = Files.readString(file);
        try {
            Files.delete(file);
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageStartingWith(file + " is missing");
            Files.writeString(file, "wrong\n");
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageStartingWith("the password in " + file + " is not the database's");
        } finally {
            Files.writeString(file, password);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Traces.processes(folder)).isEmpty();
    }

    private static String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    /// The addresses of this machine, other than the loopback one, at which a port is open.
    private static List<InetAddress> reachable(int port) throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .filter(
                        address -> {
                            try (var socket = new Socket(address, port)) {
                                return socket.isConnected();
                            } catch (IOException _) {
                                return false;
                            }
                        })
                .toList();
    }

    private static Jdbi jdbi(EmbeddedPostgres postgres) {
        return Jdbi.create(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    private static void execute(EmbeddedPostgres postgres, String sql) {
        jdbi(postgres).useHandle(handle -> handle.execute(sql));
    }

    private static long count(EmbeddedPostgres postgres, String sql) {
        return Long.parseLong(text(postgres, sql));
    }

    private static String text(EmbeddedPostgres postgres, String sql) {
        return jdbi(postgres)
                .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    private static boolean answers(EmbeddedPostgres postgres) {
        try {
            return count(postgres, "select 1") == 1;
        } catch (RuntimeException _) {
            return false;
        }
    }
}
