package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;
import dev.foyer.people.Wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/// Unusual first lines that are sound (RFC 9112, 3.2 and 2.3), and what the first lines of answers
/// do not tell.
class TargetTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String LAST = "Host: shop.test\r\nConnection: close\r\n";

    @Test
    void a_whole_url_is_taken_for_its_path_and_its_host() {
        for (var url :
                List.of(
                        "http://shop.test/csrf_token/",
                        "HTTP://SHOP.TEST:80/csrf_token/?a=b",
                        "https://[::1]:8000/csrf_token/")) {
            var wire = Wire.say(shop, "GET " + url + " HTTP/1.1\r\n" + LAST + "\r\n");
            assertThat(wire.statuses()).as(url).containsExactly(200);
            assertThat(wire.body()).startsWith("{\"csrf_token\":");
        }
        var token = Shopper.guest(shop).cookie("csrftoken");
        var login =
                " HTTP/1.1\r\n"
                        + LAST
                        + "Cookie: csrftoken="
                        + token
                        + "\r\nx-csrftoken: "
                        + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n";
        var there = "POST http://other.example/users/login/";
        assertThat(
                        Wire.say(shop, there + login + "Origin: http://other.example\r\n\r\n{}")
                                .statuses())
                .containsExactly(400);
        assertThat(
                        Wire.say(shop, there + login + "Origin: http://shop.test:1\r\n\r\n{}")
                                .statuses())
                .containsExactly(403);
    }

    @Test
    void the_version_before_is_told_that_it_is_too_old() {
        var wire = Wire.say(shop, "GET /csrf_token/ HTTP/1.0\r\n" + LAST + "\r\n");
        assertThat(wire.statuses()).containsExactly(505);
        assertThat(wire.body()).isEqualTo("{\"detail\":\"HTTP version not supported.\"}");
    }

    @Test
    void nobody_learns_what_serves() {
        for (var path : List.of("/csrf_token/", "/nothing/", "/a\"b")) {
            var wire = Wire.say(shop, "GET " + path + " HTTP/1.1\r\n" + LAST + "\r\n");
            assertThat(wire.text())
                    .containsPattern("\nDate: ")
                    .doesNotContainIgnoringCase("\nserver:")
                    .doesNotContainIgnoringCase("helidon")
                    .doesNotContainIgnoringCase("x-powered-by");
        }
    }
}
