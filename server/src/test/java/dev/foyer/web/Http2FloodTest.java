package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Http2Wire;
import dev.foyer.people.SelfSigned;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Frames of HTTP/2 that cost their sender little and us much: each kind has an end.
class Http2FloodTest {
    private static final Path CERTIFICATE = temporary();
    private static final Path KEY = temporary();
    private static final SelfSigned PAIR = SelfSigned.of("EC", 30).into(CERTIFICATE, KEY);
    private static final int ENHANCE_YOUR_CALM = 11;

    /// Sent where nobody refuses; what the system buffers is far less.
    private static final int MOST_FRAMES = 400_000;

    @RegisterExtension
    static final Shop shop =
            Shop.open()
                    .with("TLS_CERTIFICATE", CERTIFICATE.toString())
                    .with("TLS_KEY", KEY.toString());

    @BeforeAll
    static void they_go_with_the_tests() {
        CERTIFICATE.toFile().deleteOnExit();
        KEY.toFile().deleteOnExit();
    }

    @AfterEach
    void the_server_goes_on() throws IOException {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            wire.send(
                    Http2Wire.HEADERS,
                    Http2Wire.END_STREAM | Http2Wire.END_HEADERS,
                    1,
                    Http2Wire.get("/csrf_token/"));
            assertThat(wire.next(Http2Wire.DATA).text()).startsWith("{\"csrf_token\":");
        }
    }

    @Test
    void headers_without_end_are_ended() throws Exception {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            wire.send(Http2Wire.HEADERS, 0, 1, Http2Wire.get("/csrf_token/"));
            var block = Http2Wire.block("x-flood", "a".repeat(4000));
            assertThat(framesUntilRefused(wire, Http2Wire.CONTINUATION, 1, block))
                    .as("continuations of 4 KB taken")
                    .isLessThan(MOST_FRAMES);
        }
        try (var wire = Http2Wire.to(shop, PAIR)) {
            wire.send(Http2Wire.HEADERS, 0, 1, Http2Wire.get("/csrf_token/"));
            assertThat(framesUntilRefused(wire, Http2Wire.CONTINUATION, 1, new byte[0]))
                    .as("empty continuations taken")
                    .isLessThan(MOST_FRAMES);
        }
    }

    @Test
    void frames_that_only_ask_for_an_answer_are_ended() throws Exception {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            assertThat(framesUntilRefused(wire, Http2Wire.PING, 0, new byte[8]))
                    .as("pings taken")
                    .isLessThan(MOST_FRAMES);
        }
        try (var wire = Http2Wire.to(shop, PAIR)) {
            assertThat(framesUntilRefused(wire, Http2Wire.SETTINGS, 0, new byte[0]))
                    .as("settings taken")
                    .isLessThan(MOST_FRAMES);
        }
    }

    @Test
    void rapid_resets_end_the_connection() throws Exception {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            var cancel = new byte[] {0, 0, 0, 8};
            try {
                for (int stream = 1; stream < 4_000; stream += 2) {
                    wire.send(
                            Http2Wire.HEADERS,
                            Http2Wire.END_HEADERS,
                            stream,
                            Http2Wire.block(
                                    ":method",
                                    "POST",
                                    ":scheme",
                                    "https",
                                    ":authority",
                                    "localhost",
                                    ":path",
                                    "/users/login/"));
                    wire.send(Http2Wire.RST_STREAM, 0, stream, cancel);
                }
            } catch (SocketException _) {
                return;
            }
            assertThat(wire.rest())
                    .last()
                    .matches(frame -> frame.type() == Http2Wire.GOAWAY)
                    .matches(frame -> frame.code() == ENHANCE_YOUR_CALM);
        }
    }

    @Test
    void the_bounds_are_announced() throws Exception {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            var settings = wire.next(Http2Wire.SETTINGS).text();
            assertThat(settings).contains("\u0000\u0003\u0000\u0000\u0000\u0064");
            assertThat(settings).contains("\u0000\u0006\u0000\u0000\u0040\u0000");
        }
    }

    @Test
    void more_streams_than_that_are_refused() throws Exception {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            for (int stream = 1; stream <= 401; stream += 2) {
                wire.send(
                        Http2Wire.HEADERS,
                        Http2Wire.END_HEADERS,
                        stream,
                        Http2Wire.block(
                                ":method",
                                "PATCH",
                                ":scheme",
                                "https",
                                ":authority",
                                "localhost",
                                ":path",
                                "/users/hooks/unsubscribe-user/",
                                "content-type",
                                "application/json",
                                "content-length",
                                "10"));
            }
            assertThat(wire.rest())
                    .anyMatch(
                            frame ->
                                    frame.type() == Http2Wire.GOAWAY
                                            || frame.type() == Http2Wire.RST_STREAM);
        } catch (SocketException _) {
            // Closed while we were still talking: refused.
        }
    }

    /// How many of these frames can be sent until the server has had enough.
    private static int framesUntilRefused(Http2Wire wire, int type, int stream, byte[] block)
            throws IOException {
        int sent = 0;
        try {
            while (sent < MOST_FRAMES) {
                wire.send(type, 0, stream, block);
                sent++;
            }
        } catch (SocketException _) {
            // It has.
        }
        return sent;
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("flood", ".pem");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
