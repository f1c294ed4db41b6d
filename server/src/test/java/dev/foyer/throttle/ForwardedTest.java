package dev.foyer.throttle;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Who counts as the client behind proxies (`TRUSTED_PROXIES`): seen by whose share of one try is
/// used up.
class ForwardedTest {
    @RegisterExtension
    static final Shop shop =
            Shop.open().with("TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8, 2001:db8:1::/48");

    @RegisterExtension static final Shop open = Shop.open();

    private static final AtomicInteger GUESSES = new AtomicInteger();

    @BeforeEach
    void oneTryForEachNetwork() {
        for (var each : new Shop[] {shop, open}) {
            each.clock().stop();
            Operator.of(each)
                    .set("THROTTLE_RATES", "{\"login\": {\"network\": \"1/min\"}}")
                    .answers(200);
        }
    }

    @AfterEach
    void anHourLater() {
        shop.clock().forward(Duration.ofHours(1));
        open.clock().forward(Duration.ofHours(1));
    }

    @Test
    void the_header_is_read_from_right_to_left_as_far_as_proxies_are_trusted() {
        plain("192.0.2.1, 198.51.100.1, 10.0.0.7", 400);
        // What stands left of the client is what the client made up.
        plain("192.0.2.99, 198.51.100.1, 10.0.0.8, 10.0.0.9", 429);
        plain("198.51.100.1", 429);
        plain("192.0.2.1", 400);
    }

    @Test
    void rfc_7239_is_read_likewise() {
        standard(
                "for=192.0.2.1, for=198.51.100.2;proto=https;by=10.0.0.1, for=\"10.0.0.7:4711\"",
                400);
        standard("For=\"198.51.100.2:1234\"", 429);
        standard("for=\"[2001:db8:cafe::17]:4711\"", 400);
        standard("for=\"[2001:db8:cafe::99]\";proto=http, for=\"[2001:db8:1::5]:80\"", 429);
        plain("198.51.100.2", 429);
    }

    @Test
    void a_hidden_or_broken_element_ends_the_reading_at_the_proxy_before_it() {
        standard("for=192.0.2.5, for=unknown, for=10.0.0.20", 400);
        plain("10.0.0.20", 429);
        standard("for=192.0.2.6, for=_hidden, for=10.0.0.21", 400);
        plain("10.0.0.21", 429);
        plain("192.0.2.7, nonsense, 10.0.0.22", 400);
        plain("10.0.0.22", 429);
    }

    @Test
    void what_is_no_list_of_elements_is_not_read_at_all() {
        standard("for=192.0.2.8; for", 400);
        standard("for=\"192.0.2.9", 429);
        standard(",,,", 429);
        standard("for=192.0.2.1,,for=192.0.2.1", 429);
        standard("for=192.0.2.1, for=192.0.2.2;", 429);
        standard("x".repeat(5000), 429);
    }

    @Test
    void where_the_two_headers_differ_neither_is_believed() {
        both("198.51.100.30", "for=192.0.2.30", 400);
        // The same bucket: that of the proxy itself.
        both("198.51.100.31", "for=192.0.2.31", 429);
        plain("127.0.0.1", 429);
        plain("198.51.100.30", 400);
        both("198.51.100.40", "for=198.51.100.40", 400);
        plain("198.51.100.40", 429);
    }

    @Test
    void a_peer_that_is_no_trusted_proxy_is_the_client_whatever_it_says() {
        guess(Shopper.guest(open).with("X-Forwarded-For", "198.51.100.50"), 400);
        guess(Shopper.guest(open).with("X-Forwarded-For", "198.51.100.51"), 429);
        guess(Shopper.guest(open).with("Forwarded", "for=198.51.100.52"), 429);
    }

    private static void plain(String header, int status) {
        guess(Shopper.guest(shop).with("X-Forwarded-For", header), status);
    }

    private static void standard(String header, int status) {
        guess(Shopper.guest(shop).with("Forwarded", header), status);
    }

    private static void both(String plain, String standard, int status) {
        guess(
                Shopper.guest(shop).with("X-Forwarded-For", plain).with("Forwarded", standard),
                status);
    }

    private static void guess(Shopper shopper, int status) {
        var number = GUESSES.incrementAndGet();
        shopper.login("guess" + number + "@example.com", "guess " + number).answers(status);
    }
}
