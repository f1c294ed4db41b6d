package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Http2Wire;
import dev.foyer.people.Http2Wire.Frame;
import dev.foyer.people.SelfSigned;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Frames of HTTP/2 that cost their sender little and us much: each kind has an end, and what is
/// within it is served.
class Http2FloodTest {
    private static final Path CERTIFICATE = temporary();
    private static final Path KEY = temporary();
    private static final SelfSigned PAIR = SelfSigned.of("EC", 30).into(CERTIFICATE, KEY);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final int WHOLE = Http2Wire.END_STREAM | Http2Wire.END_HEADERS;
    private static final int WINDOW_UPDATE = 8;
    private static final int REFUSED_STREAM = 7;
    private static final int ENHANCE_YOUR_CALM = 11;

    private static final byte[] BODY = "{\"a\": \"b\"}".getBytes(StandardCharsets.US_ASCII);

    /// `accept-charset` with an empty value, in one byte (RFC 7541, appendix A).
    private static final byte INDEXED = (byte) 0x8f;

    @RegisterExtension static final Shop shop = secure();

    /// Twenty streams, ten of one client.
    @RegisterExtension
    static final Shop narrow =
            secure().with("MAX_CONNECTIONS", "40")
                    .with("MAX_CONNECTIONS_PER_CLIENT", "20")
                    .with("REQUEST_BODY_TIMEOUT", "2s");

    @BeforeAll
    static void they_go_with_the_tests() {
        CERTIFICATE.toFile().deleteOnExit();
        KEY.toFile().deleteOnExit();
    }

    @AfterEach
    void the_server_goes_on() throws IOException {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            assertThat(isServed(wire, 1)).isTrue();
        }
    }

    @Test
    void a_head_in_many_pieces_is_ended() throws Exception {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            wire.send(Http2Wire.HEADERS, Http2Wire.END_STREAM, 1, Http2Wire.get("/csrf_token/"));
            for (int i = 0; i < 15; i++) {
                wire.send(Http2Wire.CONTINUATION, 0, 1, new byte[0]);
            }
            wire.send(Http2Wire.CONTINUATION, Http2Wire.END_HEADERS, 1, new byte[0]);
            assertThat(wire.answer(1)).anyMatch(Http2FloodTest::isToken);
        }
        try (var wire = Http2Wire.to(shop, PAIR)) {
            wire.send(Http2Wire.HEADERS, Http2Wire.END_STREAM, 1, Http2Wire.get("/csrf_token/"));
            for (int i = 0; i < 17; i++) {
                wire.send(Http2Wire.CONTINUATION, 0, 1, new byte[0]);
            }
            assertThat(wire.rest()).noneMatch(Http2FloodTest::isToken);
        }
    }

    @Test
    void a_head_of_too_many_bytes_is_ended() throws Exception {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            wire.send(Http2Wire.HEADERS, Http2Wire.END_STREAM, 1, Http2Wire.get("/csrf_token/"));
            var block = Http2Wire.block("x-flood", "a".repeat(6000));
            wire.send(Http2Wire.CONTINUATION, 0, 1, block);
            wire.send(Http2Wire.CONTINUATION, 0, 1, block);
            wire.send(Http2Wire.CONTINUATION, Http2Wire.END_HEADERS, 1, block);
            assertThat(wire.rest()).noneMatch(Http2FloodTest::isToken);
        }
    }

    @Test
    void a_head_of_very_many_fields_is_ended() throws Exception {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            wire.send(Http2Wire.HEADERS, WHOLE, 1, withFields(200));
            assertThat(wire.answer(1)).anyMatch(Http2FloodTest::isToken);
            wire.send(Http2Wire.HEADERS, WHOLE, 3, withFields(300));
            assertThat(wire.rest()).noneMatch(Http2FloodTest::isToken);
        }
        try (var wire = Http2Wire.to(shop, PAIR)) {
            wire.send(Http2Wire.HEADERS, Http2Wire.END_STREAM, 1, withFields(200));
            var more = new byte[200];
            Arrays.fill(more, INDEXED);
            wire.send(Http2Wire.CONTINUATION, Http2Wire.END_HEADERS, 1, more);
            assertThat(wire.rest()).as("in two pieces").noneMatch(Http2FloodTest::isToken);
        }
    }

    @Test
    void frames_that_only_ask_for_an_answer_are_ended() throws Exception {
        for (int type : List.of(Http2Wire.PING, Http2Wire.SETTINGS)) {
            var payload = new byte[type == Http2Wire.PING ? 8 : 0];
            try (var wire = Http2Wire.to(shop, PAIR)) {
                // The settings of the preface count too.
                flood(wire, 199, type, 0, payload);
                assertThat(isServed(wire, 1)).as("200 of type " + type).isTrue();
                flood(wire, 201, type, 0, payload);
                assertThat(isServed(wire, 3)).as("201 of type " + type).isFalse();
            }
        }
    }

    @Test
    void windows_that_never_stop_growing_are_ended() throws Exception {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            flood(wire, 1300, WINDOW_UPDATE, 0, new byte[] {0, 0, 0, 1});
            assertThat(isServed(wire, 1)).isTrue();
            flood(wire, 1301, WINDOW_UPDATE, 0, new byte[] {0, 0, 0, 1});
            assertThat(isServed(wire, 3)).isFalse();
        }
    }

    @Test
    void rapid_resets_end_the_connection() throws Exception {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            for (int i = 0; i < 51; i++) {
                wire.send(Http2Wire.HEADERS, Http2Wire.END_HEADERS, 2 * i + 1, Http2Wire.hook());
                wire.send(Http2Wire.RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
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
            assertThat(settings).contains("\0\3\0\0\0d");
            assertThat(settings).contains("\0\6\0\0@\0");
        }
    }

    @Test
    void more_streams_than_that_are_refused() throws Exception {
        try (var wire = Http2Wire.to(shop, PAIR)) {
            open(wire, 101);
            assertThat(wire.rest())
                    .last()
                    .matches(frame -> frame.type() == Http2Wire.GOAWAY)
                    .matches(frame -> frame.code() == REFUSED_STREAM);
        }
    }

    @Test
    void one_client_cannot_spread_its_streams_over_connections() throws Exception {
        try (var first = Http2Wire.to(narrow, PAIR);
                var second = Http2Wire.to(narrow, PAIR)) {
            open(first, 5);
            open(second, 5);
            var stream = new AtomicInteger(101);
            Eventually.holds(
                    "the eleventh stream is one too many",
                    SEEN_WITHIN,
                    () -> isClosed(first, stream.addAndGet(2)));
        }
        Eventually.holds("all places are free again", SEEN_WITHIN, this::takesTenStreams);
    }

    @Test
    void who_leaves_in_the_middle_of_a_body_leaves_nothing_behind() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (var wire = Http2Wire.to(narrow, PAIR)) {
                open(wire, 9);
                wire.send(Http2Wire.PING, 0, 0, new byte[8]);
                wire.next(Http2Wire.PING);
            }
            Eventually.holds("all places are free again", SEEN_WITHIN, this::takesTenStreams);
        }
    }

    @Test
    void a_body_that_stalls_is_ended_whatever_else_its_connection_does() throws Exception {
        try (var wire = Http2Wire.to(narrow, PAIR)) {
            wire.send(Http2Wire.HEADERS, Http2Wire.END_HEADERS, 1, Http2Wire.hook());
            for (int stream = 3; isServed(wire, stream); stream += 2) {
                Thread.sleep(50);
            }
        }
        Eventually.holds("all places are free again", SEEN_WITHIN, this::takesTenStreams);
    }

    /// Requests whose body does not come.
    private static void open(Http2Wire wire, int streams) throws IOException {
        for (int i = 0; i < streams; i++) {
            wire.send(Http2Wire.HEADERS, Http2Wire.END_HEADERS, 2 * i + 1, Http2Wire.hook());
        }
    }

    /// Ten streams at once, each of which gets its answer once its body has come.
    private boolean takesTenStreams() {
        try (var wire = Http2Wire.to(narrow, PAIR)) {
            open(wire, 10);
            for (int stream = 1; stream < 20; stream += 2) {
                wire.send(Http2Wire.DATA, Http2Wire.END_STREAM, stream, BODY);
                if (wire.answer(stream).stream()
                        .noneMatch(frame -> frame.type() == Http2Wire.DATA)) {
                    return false;
                }
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isClosed(Http2Wire wire, int stream) {
        try {
            return !isServed(wire, stream);
        } catch (IOException _) {
            return true;
        }
    }

    private static boolean isServed(Http2Wire wire, int stream) throws IOException {
        try {
            wire.send(Http2Wire.HEADERS, WHOLE, stream, Http2Wire.get("/csrf_token/"));
        } catch (IOException _) {
            return false;
        }
        return wire.answer(stream).stream().anyMatch(Http2FloodTest::isToken);
    }

    private static boolean isToken(Frame frame) {
        return frame.type() == Http2Wire.DATA && frame.text().startsWith("{\"csrf_token\":");
    }

    private static byte[] withFields(int fields) {
        var head = Http2Wire.get("/csrf_token/");
        var block = Arrays.copyOf(head, head.length + fields);
        Arrays.fill(block, head.length, block.length, INDEXED);
        return block;
    }

    private static void flood(Http2Wire wire, int frames, int type, int stream, byte[] payload) {
        try {
            for (int i = 0; i < frames; i++) {
                wire.send(type, 0, stream, payload);
            }
        } catch (IOException _) {
            // It has had enough, as whoever asks next will see.
        }
    }

    private static Shop secure() {
        return Shop.open()
                .with("TLS_CERTIFICATE", CERTIFICATE.toString())
                .with("TLS_KEY", KEY.toString());
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("flood", ".pem");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
