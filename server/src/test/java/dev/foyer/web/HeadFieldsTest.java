package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How many fields a head of HTTP/1.1 may have, however few bytes they take.
class HeadFieldsTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String GET = "GET /csrf_token/ HTTP/1.1\r\n";
    private static final String HOST = "Host: shop.test\r\n";
    private static final String CLOSE = "Connection: close\r\n";

    @Test
    void two_hundred_and_fifty_six_fields_are_read_and_one_more_is_refused() {
        // Two of them are `Host` and `Connection`.
        assertThat(Wire.say(shop, head(254)).statuses()).containsExactly(200);

        var wire = Wire.say(shop, head(255));

        assertThat(wire.statuses()).hasSize(1).allMatch(status -> status == 400 || status == 431);
        assertThat(wire.text()).contains("Connection: close").doesNotContain("csrf_token");
    }

    @Test
    void each_head_on_a_connection_counts_by_itself() {
        var kept = head(200).replace(CLOSE, "");
        assertThat(Wire.say(shop, kept + kept + head(200)).statuses())
                .containsExactly(200, 200, 200);
        var statuses = Wire.say(shop, kept + head(300)).statuses();
        assertThat(statuses.getFirst()).isEqualTo(200);
        assertThat(statuses.getLast()).isIn(400, 431);
    }

    @Test
    void lines_of_a_body_are_no_fields() {
        var body = "{\"email\": \"a@example.com\"," + "\r\n".repeat(400) + "\"password\": \"x\"}";
        var head =
                "POST /users/login/ HTTP/1.1\r\n"
                        + HOST
                        + "Content-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n";
        assertThat(Wire.say(shop, head + body + head(10)).statuses()).containsExactly(403, 200);
    }

    private static String head(int further) {
        var head = new StringBuilder(GET).append(HOST).append(CLOSE);
        for (int i = 0; i < further; i++) {
            head.append("x").append(i).append(":\r\n");
        }
        return head.append("\r\n").toString();
    }
}
