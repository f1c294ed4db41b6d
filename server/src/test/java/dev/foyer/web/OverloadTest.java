package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// More requests than a node answers at once (`MAX_REQUESTS_AT_ONCE`): those too many are told so
/// at once, those within are served.
class OverloadTest {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final String BODY = "{\"email\": \"nobody@example.com\", \"password\": \"x\"}";

    @RegisterExtension static final Shop shop = Shop.open().with("MAX_REQUESTS_AT_ONCE", "2");

    @Test
    void who_comes_in_a_crowd_is_sent_away_at_once_and_who_was_in_is_served() throws Exception {
        var guest = Shopper.guest(shop);
        var token = guest.cookie("csrftoken");
        try (var first = new Socket(InetAddress.getLoopbackAddress(), shop.port());
                var second = new Socket(InetAddress.getLoopbackAddress(), shop.port())) {
            half(first, token);
            half(second, token);
            Eventually.holds("there is no room", SEEN_WITHIN, () -> knock().status() == 503);

            var refused = knock().answers(503);
            refused.has("Retry-After", "1")
                    .says("{\"detail\": \"Service temporarily unavailable, try again later.\"}");
            assertThat(refused.header("X-Request-ID")).isNotEmpty();
            assertThat(refused.setCookies()).isEmpty();

            say(first, BODY.substring(1));
            assertThat(new String(first.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 400");
            Eventually.holds("there is room", SEEN_WITHIN, () -> knock().status() == 401);
            say(second, BODY.substring(1));
            assertThat(second.getInputStream().read()).isEqualTo('H');
        }
    }

    private static Reply knock() {
        return Shopper.stranger(shop).get("/current_user/");
    }

    /// A sign-in whose body stops after its first byte.
    private static void half(Socket socket, String token) throws IOException {
        say(
                socket,
                "POST /users/login/ HTTP/1.1\r\nHost: shop.test\r\nContent-Type: application/json\r\n"
                        + "Cookie: csrftoken="
                        + token
                        + "\r\nx-csrftoken: "
                        + token
                        + "\r\nContent-Length: "
                        + BODY.length()
                        + "\r\n\r\n{");
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
