package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.SelfSigned;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/// HTTPS without a proxy: what is spoken, what is refused, and a certificate that changes under
/// way.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TlsTest {
    private static final Path CERTIFICATE = temporary("certificate");
    private static final Path KEY = temporary("key");
    private static final SelfSigned FIRST = SelfSigned.of("EC", 30).into(CERTIFICATE, KEY);
    private static final SelfSigned SECOND = SelfSigned.of("RSA", 30);
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(20);
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int ALERT = 0x15;

    @RegisterExtension
    static final Shop shop =
            Shop.open()
                    .with("TLS_CERTIFICATE", CERTIFICATE.toString())
                    .with("TLS_KEY", KEY.toString())
                    .with("SECURE_HSTS_SECONDS", "31536000")
                    .with("SECURE_HSTS_INCLUDE_SUBDOMAINS", "true");

    @BeforeAll
    static void they_go_with_the_tests() {
        CERTIFICATE.toFile().deleteOnExit();
        KEY.toFile().deleteOnExit();
    }

    @Test
    @Order(1)
    void both_versions_of_http_are_spoken_and_cookies_travel_by_https_only() throws Exception {
        for (var version : HttpClient.Version.values()) {
            if (version.name().equals("HTTP_3")) {
                continue;
            }
            try (var client = client(version)) {
                var reply = get(client, "/csrf_token/");
                assertThat(reply.statusCode()).isEqualTo(200);
                assertThat(reply.version()).isEqualTo(version);
                assertThat(reply.headers().firstValue("strict-transport-security"))
                        .contains("max-age=31536000; includeSubDomains");
                assertThat(reply.headers().allValues("set-cookie"))
                        .hasSize(2)
                        .anyMatch(
                                cookie ->
                                        cookie.startsWith("osessionid=")
                                                && cookie.contains("SameSite=None; Secure"))
                        .allMatch(cookie -> cookie.endsWith("Secure"));
            }
        }
    }

    @Test
    @Order(2)
    void old_versions_and_weak_suites_get_an_alert() throws Exception {
        // TLS 1.0 and 1.1 with suites that they know; then TLS 1.2 without forward secrecy.
        assertThat(hello("0301", "c014c013c00ac009002f")).isEqualTo("protocol_version");
        assertThat(hello("0302", "c014c013c00ac009002f")).isEqualTo("protocol_version");
        assertThat(hello("0303", "009c003c002f000a0005")).isEqualTo("handshake_failure");
        try (var socket = socket()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    @Order(3)
    void the_two_versions_in_use_are_1_2_and_1_3() throws Exception {
        for (var version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (var socket = socket()) {
                socket.setEnabledProtocols(new String[] {version});
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(version);
                assertThat(socket.getSession().getCipherSuite()).contains("_AES_256_GCM_");
            }
        }
    }

    @Test
    @Order(4)
    void a_protocol_that_nobody_speaks_is_not_agreed_on() throws Exception {
        try (var socket = socket()) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"spdy/3"});
            socket.setSSLParameters(parameters);
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    @Order(5)
    void plain_http_is_not_answered() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), shop.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            var received = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(received);
            } catch (IOException _) {
                // A closed door has no manners.
            }
            assertThat(received.toString(StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    @Order(6)
    void a_connection_ends_below_tls_too() throws Exception {
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), shop.port())) {
            plain.setSoTimeout(PATIENCE_MILLIS);
            var factory = SelfSigned.trusting(FIRST).getSocketFactory();
            var socket = (SSLSocket) factory.createSocket(plain, "localhost", shop.port(), false);
            socket.getOutputStream()
                    .write(
                            "GET /csrf_token/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
            assertThat(plain.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    @Order(7)
    void a_new_pair_serves_new_connections_and_not_one_request_fails() throws Exception {
        var done = new AtomicBoolean();
        var answered = new AtomicInteger();
        var failed = new AtomicInteger();
        var traffic =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!done.get()) {
                                        try (var client = client(HttpClient.Version.HTTP_2)) {
                                            int status = get(client, "/nothing/").statusCode();
                                            (status == 404 ? answered : failed).incrementAndGet();
                                        } catch (IOException | InterruptedException _) {
                                            failed.incrementAndGet();
                                        }
                                    }
                                });
        SECOND.into(CERTIFICATE, KEY);
        Eventually.holds("the new certificate is shown", NOTICED_WITHIN, () -> SECOND.is(shown()));
        int before = answered.get();
        Eventually.holds("requests go on", NOTICED_WITHIN, () -> answered.get() > before + 2);
        done.set(true);
        traffic.join();
        assertThat(failed).hasValue(0);
    }

    @Test
    @Order(8)
    void a_broken_new_pair_is_told_and_the_old_one_goes_on() throws Exception {
        var other = SelfSigned.of("EC", 30);
        Files.writeString(KEY, other.keyPem());
        tells("the key is no sound key of RSA");
        Files.writeString(CERTIFICATE, "no certificate at all");
        Eventually.holds(
                "the log tells of the other half too",
                NOTICED_WITHIN,
                () ->
                        shop.logged().stream()
                                        .filter(line -> line.contains("the new one cannot be used"))
                                        .count()
                                >= 2);
        Files.delete(KEY);
        tells("cannot be read");
        assertThat(SECOND.is(shown())).isTrue();

        SelfSigned.of("EC", -5).into(CERTIFICATE, KEY);
        tells("the certificate expired");
        assertThat(SECOND.is(shown())).isTrue();
        assertThat(shop.logged()).noneMatch(line -> line.contains("BEGIN"));

        FIRST.into(CERTIFICATE, KEY);
        Eventually.holds("a sound one is taken again", NOTICED_WITHIN, () -> FIRST.is(shown()));
    }

    private static void tells(String complaint) throws InterruptedException {
        Eventually.holds(
                "the log tells: " + complaint,
                NOTICED_WITHIN,
                () -> shop.logged().stream().anyMatch(line -> line.contains(complaint)));
    }

    private static X509Certificate shown() {
        try (var socket = socket()) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SSLSocket socket() throws IOException {
        var factory = SelfSigned.trusting(FIRST, SECOND).getSocketFactory();
        var socket = (SSLSocket) factory.createSocket("localhost", shop.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /// The alert that answers the first message of a client of this version with these suites.
    private static String hello(String version, String suites) throws IOException {
        var extensions = "000a00040002001d" + "000b00020100" + "000d0006000404030401";
        var body =
                version
                        + "11".repeat(32)
                        + "00"
                        + length(suites, 2)
                        + suites
                        + "0100"
                        + length(extensions, 2)
                        + extensions;
        var message = "01" + length(body, 3) + body;
        var bytes = HexFormat.of().parseHex("160301" + length(message, 2) + message);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), shop.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes);
            var answer = socket.getInputStream().readNBytes(7);
            assertThat(answer[0]).as(HexFormat.of().formatHex(answer)).isEqualTo((byte) ALERT);
            return switch (answer[6]) {
                case 40 -> "handshake_failure";
                case 70 -> "protocol_version";
                default -> "alert " + answer[6];
            };
        }
    }

    private static String length(String hex, int bytes) {
        return ("%0" + 2 * bytes + "x").formatted(hex.length() / 2);
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(SelfSigned.trusting(FIRST, SECOND))
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    private static HttpResponse<String> get(HttpClient client, String path)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(shop.httpsUrl() + path)).build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static Path temporary(String name) {
        try {
            return Files.createTempFile(name, ".pem");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
