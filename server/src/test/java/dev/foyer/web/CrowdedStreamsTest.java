package dev.foyer.web;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Http2Wire;
import dev.foyer.people.SelfSigned;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// All streams of HTTP/2 are taken: the connection of whoever holds the most ends, and a newcomer
/// is answered. Clients are told apart by their addresses, all of this machine.
class CrowdedStreamsTest {
    private static final Path CERTIFICATE = temporary();
    private static final Path KEY = temporary();
    private static final SelfSigned PAIR = SelfSigned.of("EC", 30).into(CERTIFICATE, KEY);
    private static final String GREEDY = "127.0.0.2";
    private static final String MODEST = "127.0.0.3";
    private static final String NEWCOMER = "127.0.0.4";
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(60);
    private static final byte[] BODY = "{\"a\": \"b\"}".getBytes(StandardCharsets.US_ASCII);

    /// Twenty streams, all of which one client may have.
    @RegisterExtension
    static final Shop shop =
            Shop.open()
                    .with("MAX_CONNECTIONS", "40")
                    .with("MAX_CONNECTIONS_PER_CLIENT", "40")
                    .with("TLS_CERTIFICATE", CERTIFICATE.toString())
                    .with("TLS_KEY", KEY.toString());

    @BeforeAll
    static void they_go_with_the_tests() {
        CERTIFICATE.toFile().deleteOnExit();
        KEY.toFile().deleteOnExit();
    }

    @Test
    void a_newcomer_is_answered_at_the_cost_of_whoever_holds_the_most() throws Exception {
        Eventually.holds(
                "one connection of the greedy one ends, and nobody else's",
                SEEN_WITHIN,
                CrowdedStreamsTest::isAnsweredAtTheCostOfTheGreedy);
    }

    /// Each of them waits for the bodies of its requests.
    private static boolean isAnsweredAtTheCostOfTheGreedy() {
        try (var greedy = opened(GREEDY, 9);
                var second = opened(GREEDY, 9);
                var modest = opened(MODEST, 2);
                var newcomer = Http2Wire.to(shop, PAIR, NEWCOMER)) {
            newcomer.send(
                    Http2Wire.HEADERS,
                    Http2Wire.END_STREAM | Http2Wire.END_HEADERS,
                    1,
                    Http2Wire.get("/csrf_token/"));
            boolean served =
                    newcomer.answer(1).stream()
                            .anyMatch(frame -> frame.text().startsWith("{\"csrf_token\":"));
            int ofGreedy = finished(greedy, 9) + finished(second, 9);
            return served && ofGreedy == 9 && finished(modest, 2) == 2;
        } catch (IOException _) {
            return false;
        }
    }

    /// Requests whose bodies have not come yet, and have been seen.
    private static Http2Wire opened(String from, int streams) throws IOException {
        var wire = Http2Wire.to(shop, PAIR, from);
        for (int i = 0; i < streams; i++) {
            wire.send(Http2Wire.HEADERS, Http2Wire.END_HEADERS, 2 * i + 1, Http2Wire.hook());
        }
        wire.send(Http2Wire.PING, 0, 0, new byte[8]);
        wire.next(Http2Wire.PING);
        return wire;
    }

    /// Sends the bodies; how many are answered.
    private static int finished(Http2Wire wire, int streams) {
        int answered = 0;
        try {
            for (int stream = 1; stream < 2 * streams; stream += 2) {
                wire.send(Http2Wire.DATA, Http2Wire.END_STREAM, stream, BODY);
                answered +=
                        wire.answer(stream).stream()
                                        .anyMatch(frame -> frame.type() == Http2Wire.DATA)
                                ? 1
                                : 0;
            }
        } catch (IOException _) {
            // It has been ended.
        }
        return answered;
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("crowd", ".pem");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
