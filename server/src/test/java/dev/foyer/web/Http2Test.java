package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Http2Wire;
import dev.foyer.people.SelfSigned;
import dev.foyer.people.Wire;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// HTTP/2 (RFC 9113): the same answers as over HTTP/1.1, and bounds on what only it can do. There
/// is none of it without TLS.
class Http2Test {
    private static final Path CERTIFICATE = temporary();
    private static final Path KEY = temporary();
    private static final SelfSigned PAIR = SelfSigned.of("EC", 30).into(CERTIFICATE, KEY);
    private static final int PROTOCOL_ERROR = 1;
    private static final int GET = Http2Wire.END_STREAM | Http2Wire.END_HEADERS;

    @RegisterExtension
    static final Shop shop =
            Shop.open()
                    .with("TLS_CERTIFICATE", CERTIFICATE.toString())
                    .with("TLS_KEY", KEY.toString());

    @RegisterExtension static final Shop plain = Shop.open();

    @BeforeAll
    static void what_the_library_logs_is_seen_too() {
        CERTIFICATE.toFile().deleteOnExit();
        KEY.toFile().deleteOnExit();
        SLF4JBridgeHandler.install();
    }

    @AfterAll
    static void leave_the_logs_alone() {
        SLF4JBridgeHandler.uninstall();
    }

    @AfterEach
    void the_server_goes_on_and_its_log_holds_nothing_of_it() throws Exception {
        assertThat(send(request("/csrf_token/").build()).statusCode()).isEqualTo(200);
        assertThat(shop.logged())
                .noneMatch(line -> line.contains("FORGED"))
                .noneMatch(line -> line.contains("answered 500"));
    }

    @Test
    void many_requests_share_a_connection() {
        try (var client = client()) {
            var replies =
                    IntStream.range(0, 60)
                            .mapToObj(
                                    _ ->
                                            client.sendAsync(
                                                    request("/current_user/").build(),
                                                    BodyHandlers.ofString()))
                            .map(CompletableFuture::join)
                            .toList();
            assertThat(replies)
                    .allMatch(reply -> reply.statusCode() == 401)
                    .allMatch(reply -> reply.version() == HttpClient.Version.HTTP_2)
                    .allMatch(reply -> reply.body().contains("Authentication credentials"));
        }
    }

    @Test
    void bodies_are_bounded_as_they_are_over_http_1_1() throws Exception {
        for (int size : new int[] {65_537, 200_000}) {
            var body = BodyPublishers.ofString("x".repeat(size));
            var reply =
                    send(
                            request("/users/hooks/unsubscribe-user/")
                                    .header("Content-Type", "application/json")
                                    .method("PATCH", body)
                                    .build());
            assertThat(reply.statusCode()).isEqualTo(413);
            assertThat(reply.body()).isEqualTo("{\"detail\":\"Request body is too large.\"}");
        }
        var unread = BodyPublishers.ofString("x".repeat(60_000));
        assertThat(send(request("/nothing/").POST(unread).build()).statusCode()).isEqualTo(404);
    }

    @Test
    void head_and_unknown_methods_and_odd_targets_are_answered() throws Exception {
        var head = send(request("/csrf_token/").HEAD().build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        var none = BodyPublishers.noBody();
        var brew = send(request("/csrf_token/").method("BREW", none).build());
        assertThat(brew.statusCode()).isEqualTo(501);
        assertThat(brew.headers().firstValue("connection")).isEmpty();
        for (var path :
                List.of("csrf_token", "/a\"b<FORGED>", "/a b", "http://", "/%zz", "/?a=\"")) {
            try (var wire = Http2Wire.to(shop, PAIR)) {
                wire.send(Http2Wire.HEADERS, GET, 1, Http2Wire.get(path));
                assertThat(wire.answer(1))
                        .as(path)
                        .noneMatch(frame -> frame.text().contains("csrf"))
                        .anyMatch(
                                frame ->
                                        frame.type() == Http2Wire.GOAWAY
                                                || frame.text().contains("Bad request."));
            }
        }
    }

    @Test
    void what_would_be_smuggled_into_http_1_1_is_refused() throws Exception {
        for (var fields :
                List.of(
                        List.of("transfer-encoding", "chunked"),
                        List.of("connection", "close"),
                        List.of("te", "gzip"),
                        List.of("host", "evil.example"),
                        List.of("content-length", "5"),
                        List.of("content-length", "FORGED"),
                        List.of("content-length", "0", "content-length", "3"),
                        List.of(":path", "/FORGED"),
                        List.of("x-a", "a\r\nFORGED: b"),
                        List.of("x-a\r\nFORGED", "b"),
                        List.of("x-a", "a\u0000FORGED"),
                        List.of("X-Upper", "a"))) {
            try (var wire = Http2Wire.to(shop, PAIR)) {
                var block = Http2Wire.get("/csrf_token/", fields.toArray(String[]::new));
                wire.send(Http2Wire.HEADERS, GET, 1, block);
                assertThat(wire.answer(1))
                        .as(fields.toString())
                        .noneMatch(frame -> frame.type() == Http2Wire.DATA)
                        .anyMatch(
                                frame ->
                                        (frame.type() == Http2Wire.GOAWAY
                                                        || frame.type() == Http2Wire.RST_STREAM)
                                                && frame.code() == PROTOCOL_ERROR);
            }
        }
    }

    @Test
    void without_tls_there_is_no_http_2() {
        var prior =
                Wire.sayAndBreakOff(plain, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
        assertThat(prior.statuses()).allMatch(status -> status >= 400 && status < 500);
        assertThat(prior.text()).doesNotContain("\u0000");
        var upgrade =
                Wire.say(
                        plain,
                        "GET /csrf_token/ HTTP/1.1\r\nHost: shop.test\r\nConnection: close, Upgrade,"
                                + " HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings:"
                                + " AAMAAABkAAQAAP__\r\n\r\n");
        assertThat(upgrade.statuses()).containsExactly(200);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(shop.httpsUrl() + path));
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (var client = client()) {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(SelfSigned.trusting(PAIR))
                .build();
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("http2", ".pem");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
