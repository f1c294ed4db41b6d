package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/// `foyer serve` as a process: how it starts, what it refuses, how it stops.
class ServeTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir static Path folder;
    private static Path data;
    private static Program server;

    @BeforeAll
    static void start() throws Exception {
        data = folder.resolve("data");
        server = Program.serve(data, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void without_any_setting_it_says_where_to_look_and_answers_there() {
        assertThat(server.out())
                .contains("Foyer unbuilt is ready after ")
                .contains("\n  start here   http://localhost:" + server.port() + "/\n")
                .contains("\n  inbox        http://localhost:" + server.port() + "/dev/inbox/\n")
                .contains("\n  management   http://localhost:" + server.managementPort() + "/\n")
                .contains("\n  database     embedded, in " + data + "\n");
        var guest = Shopper.guest(server.url());
        guest.get("/").answers(200).has("Content-Type", "text/html; charset=utf-8");
        guest.post("/users/registration/", form("first@example.com")).answers(201);
        guest.get("/current_user/").answers(200).shows("email", "first@example.com");
    }

    @Test
    void it_is_alive_and_ready_on_the_management_port() throws Exception {
        assertThat(server.health("/health/live")).isEqualTo(200);
        assertThat(server.health("/health/ready")).isEqualTo(200);
    }

    @Test
    void it_keeps_its_generated_secrets_where_only_its_owner_can_read_them() throws IOException {
        for (var name : new String[] {"secret-key", "management-token", "postgres/password"}) {
            var file = data.resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            var secret = Files.readString(file).strip();
            assertThat(secret).hasSizeGreaterThan(40);
            assertThat(server.out()).doesNotContain(secret);
        }
    }

    @Test
    void it_prints_one_line_for_each_request_without_what_the_request_held() throws Exception {
        var guest = Shopper.guest(server.url());
        guest.get("/users/registration/account-confirm-email/a-very-secret-key/").answers(404);
        Eventually.holds(
                "the line is there",
                Duration.ofSeconds(5),
                () ->
                        server.out()
                                .contains("GET /users/registration/account-confirm-email/<key>/"));

        assertThat(server.out()).doesNotContain("a-very-secret-key");
    }

    @Test
    void a_second_server_on_the_same_data_is_refused_in_one_line_and_harms_nothing()
            throws Exception {
        var second = Program.run(Program.server(data, Map.of()), "serve");

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err())
                .startsWith("foyer cannot start: the database folder " + data)
                .contains("is in use by process ")
                .hasLineCount(1);
        Shopper.guest(server.url()).post("/users/registration/", form("2nd@example.com"));
        assertThat(server.health("/health/ready")).isEqualTo(200);
    }

    @Test
    void a_start_that_fails_in_an_unforeseen_way_is_no_success() throws Exception {
        var other = another("keys");
        Files.writeString(other.resolve("secret-key"), "short\n");

        assertThat(Program.run(Program.server(other, Map.of()), "serve").code()).isEqualTo(1);
    }

    @Test
    void a_taken_port_is_told_in_one_line() throws Exception {
        var other = another("ports");
        try (var taken = new ServerSocket(0, 1, LOOPBACK)) {
            var port = Integer.toString(taken.getLocalPort());

            for (var name : new String[] {"PORT", "MANAGEMENT_PORT"}) {
                var ended = Program.run(Program.server(other, Map.of(name, port)), "serve");
                assertThat(ended.code()).isEqualTo(1);
                assertThat(ended.err())
                        .isEqualTo("foyer cannot start: cannot listen on 127.0.0.1:" + port + "\n");
                assertThat(ended.out()).doesNotContain("is ready").doesNotContain("Exception");
            }
        }
    }

    @Test
    void told_to_stop_it_finishes_the_request_in_flight_and_exits_0() throws Exception {
        var other = another("stopping");
        try (var stopping = Program.serve(other, Map.of())) {
            var token = Shopper.guest(stopping.url()).cookie("csrftoken");
            var body = form("inflight@example.com").getBytes(StandardCharsets.UTF_8);
            try (var socket = new Socket(LOOPBACK, stopping.port())) {
                socket.setSoTimeout(30_000);
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8));
                socket.getOutputStream().write(head(token, body.length));
                assertThat(in.readLine()).isEqualTo("HTTP/1.1 100 Continue");
                assertThat(in.readLine()).isEmpty();

                stopping.terminate();
                Eventually.holds(
                        "nobody new is let in",
                        Duration.ofSeconds(10),
                        () -> refuses(stopping.port()));
                assertThat(stopping.isAlive()).isTrue();
                socket.getOutputStream().write(body);

                assertThat(in.readLine()).isEqualTo("HTTP/1.1 201 Created");
            }
            var ended = stopping.ended();
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).endsWith("foyer has stopped.\n");
            assertThat(ended.err()).isEmpty();
        }
        try (var again = Program.serve(other, Map.of())) {
            Shopper.guest(again.url()).login("inflight@example.com").answers(200);
        }
    }

    @Test
    void a_request_that_never_ends_does_not_outlive_the_grace_period() throws Exception {
        var other = another("endless");
        try (var stopping = Program.serve(other, Map.of("SHUTDOWN_GRACE", "1s"));
                var socket = new Socket(LOOPBACK, stopping.port())) {
            socket.getOutputStream().write(head("no-token", 10));
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            stopping.terminate();

            assertThat(stopping.ended().code()).isZero();
        }
    }

    private static Path another(String name) throws IOException {
        return Program.withPrograms(folder.resolve(name));
    }

    private static byte[] head(String token, int length) {
        return """
        POST /users/registration/ HTTP/1.1
        Host: localhost
        Content-Type: application/json
        Cookie: csrftoken=%s
        x-csrftoken: %s
        Content-Length: %d
        Expect: 100-continue

        """
                .formatted(token, token, length)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean refuses(int port) {
        try (var socket = new Socket(LOOPBACK, port)) {
            return !socket.isConnected();
        } catch (ConnectException _) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String form(String email) {
        return Person.named("Ayşe", "Yılmaz").withEmail(email).json();
    }
}
