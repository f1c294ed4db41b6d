package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.SelfSigned;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Clients who take their time, by the hundred: each phase of a request has an end, and others are
/// served meanwhile.
class SlowClientsTest {
    private static final Path CERTIFICATE = temporary();
    private static final Path KEY = temporary();
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final String HEAD = "GET /csrf_token/ HTTP/1.1\r\nHost: shop.test\r\n";
    private static final int HUNDREDS = 300;

    @RegisterExtension static final Shop shop = impatient();

    @RegisterExtension
    static final Shop narrow =
            impatient().with("MAX_CONNECTIONS", "40").with("MAX_CONNECTIONS_PER_CLIENT", "10");

    @RegisterExtension
    static final Shop proxied =
            impatient()
                    .with("MAX_CONNECTIONS", "40")
                    .with("MAX_CONNECTIONS_PER_CLIENT", "10")
                    .with("TRUSTED_PROXIES", "127.0.0.1");

    @RegisterExtension static final Shop secure = secure();

    private final List<Socket> clients = new ArrayList<>();

    @AfterEach
    void they_go() throws IOException {
        for (var client : clients) {
            client.close();
        }
    }

    @Test
    void a_head_that_drips_is_ended() throws Exception {
        for (int i = 0; i < HUNDREDS; i++) {
            say(connect(shop), HEAD);
        }
        Shopper.guest(shop).get("/current_user/").answers(401);
        for (var client : clients) {
            say(client, "X-Drip: ");
        }
        Eventually.holdsWithin(
                "all are closed, however often a byte comes",
                SEEN_WITHIN,
                () -> {
                    clients.forEach(client -> drip(client, "a"));
                    return clients.stream().noneMatch(SlowClientsTest::isOpen);
                });
        Shopper.guest(shop).get("/current_user/").answers(401);
    }

    @Test
    void who_says_nothing_at_all_is_ended() throws Exception {
        connect(shop);
        connect(secure);
        say(connect(secure), "\u0016\u0003\u0001");
        allEnd();
    }

    @Test
    void a_head_after_an_answer_has_an_end_too() throws Exception {
        var client = connect(shop);
        say(client, HEAD + "\r\n");
        assertThat(client.getInputStream().read()).isEqualTo('H');
        say(client, "GET /csrf");
        allEnd();
    }

    @Test
    void a_body_that_does_not_come_is_ended() throws Exception {
        for (int i = 0; i < HUNDREDS; i++) {
            say(
                    connect(shop),
                    "PATCH /users/hooks/unsubscribe-user/ HTTP/1.1\r\nHost: shop.test\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
        }
        Shopper.guest(shop).get("/current_user/").answers(401);
        allEnd();
    }

    @Test
    void who_does_not_read_the_answers_is_ended() throws Exception {
        var client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(65_536);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), shop.port()));
        var many = (HEAD + "\r\n").repeat(1000);
        // The answers are far more than all buffers of the system between us hold.
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 1000; i++) {
                                say(client, many);
                            }
                        })
                .isInstanceOf(SocketException.class);
        Shopper.guest(shop).get("/current_user/").answers(401);
    }

    @Test
    void one_client_cannot_have_all_connections() throws Exception {
        var first = new ArrayList<Socket>();
        for (int i = 0; i < 10; i++) {
            var client = connect(narrow);
            say(client, HEAD + "\r\n");
            assertThat(client.getInputStream().read()).isEqualTo('H');
            first.add(client);
        }
        var eleventh = connect(narrow);
        Eventually.holdsWithin("the eleventh is closed", SEEN_WITHIN, () -> !isOpen(eleventh));
        first.getFirst().close();
        Eventually.holdsWithin("a free place is found again", SEEN_WITHIN, () -> isServed(narrow));
    }

    @Test
    void a_trusted_proxy_may_have_them_all_and_those_at_rest_make_room() throws Exception {
        for (int i = 0; i < 39; i++) {
            var client = connect(proxied);
            say(client, HEAD + "\r\n");
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }
        // 39 of 40 are at rest. In a crowd, more than three quarters, that is borne for two
        // seconds.
        Eventually.holdsWithin(
                "a quarter is free",
                SEEN_WITHIN,
                () -> clients.stream().filter(SlowClientsTest::isOpen).count() <= 30);
    }

    private void allEnd() throws InterruptedException {
        Eventually.holdsWithin(
                "all are closed",
                SEEN_WITHIN,
                () -> clients.stream().noneMatch(SlowClientsTest::isOpen));
    }

    private boolean isServed(Shop where) {
        try {
            var client = connect(where);
            say(client, HEAD + "Connection: close\r\n\r\n");
            return client.getInputStream().read() == 'H';
        } catch (IOException _) {
            return false;
        }
    }

    /// Reads what there is; the end, or a reset, means closed.
    private static boolean isOpen(Socket client) {
        try {
            client.setSoTimeout(1);
            return client.getInputStream().read(new byte[65_536]) >= 0;
        } catch (SocketTimeoutException _) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static void drip(Socket client, String line) {
        try {
            say(client, line);
        } catch (IOException _) {
            // It has ended; whoever asks will see.
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Socket connect(Shop where) throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), where.port());
        clients.add(client);
        return client;
    }

    private static Shop impatient() {
        return Shop.open()
                .with("REQUEST_HEAD_TIMEOUT", "2s")
                .with("REQUEST_BODY_TIMEOUT", "2s")
                .with("ANSWER_TIMEOUT", "2s");
    }

    private static Shop secure() {
        var _ = SelfSigned.of("EC", 30).into(CERTIFICATE, KEY);
        CERTIFICATE.toFile().deleteOnExit();
        KEY.toFile().deleteOnExit();
        return impatient()
                .with("TLS_CERTIFICATE", CERTIFICATE.toString())
                .with("TLS_KEY", KEY.toString());
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("slow", ".pem");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
