package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;
import dev.foyer.people.Wire;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.util.List;

/// What no honest client sends. Each gets a 4xx in JSON or a closed connection, never a 500 and
/// never a second answer, and the server goes on.
class HostileWireTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String HOST = "Host: shop.test\r\n";
    private static final String LAST = HOST + "Connection: close\r\n";
    private static final String GET = "GET /csrf_token/ HTTP/1.1\r\n";
    private static final String SMUGGLED = "GET /dev/inbox/messages/ HTTP/1.1\r\n" + HOST + "\r\n";

    @BeforeAll
    static void what_the_library_logs_is_seen_too() {
        SLF4JBridgeHandler.install();
    }

    @AfterAll
    static void leave_the_logs_alone() {
        SLF4JBridgeHandler.uninstall();
    }

    @AfterEach
    void the_server_goes_on_and_its_log_holds_nothing_of_it() {
        Shopper.guest(shop).get("/csrf_token/").answers(200);
        assertThat(shop.logged())
                .noneMatch(line -> line.contains("FORGED"))
                .noneMatch(line -> line.contains("answered 500"));
    }

    @Test
    void two_lengths_or_a_length_and_chunks_are_refused() {
        for (var framing :
                List.of(
                        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                        "Content-Length: 2\r\nContent-Length: 50\r\n",
                        "Content-Length: 2\r\nContent-Length: 2\r\n",
                        "Content-Length: 2, 2\r\n",
                        "Content-Length: +2\r\n",
                        "Content-Length: -2\r\n",
                        "Content-Length: 0x2\r\n",
                        "Content-Length: 2 2\r\n",
                        "Content-Length: FORGED\r\n",
                        "Content-Length:\r\n",
                        "Content-Length: 99999999999999999999\r\n",
                        "Transfer-Encoding: identity\r\n",
                        "Transfer-Encoding: xchunked\r\n",
                        "Transfer-Encoding: chunked, identity\r\n",
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                        "Transfer-Encoding : chunked\r\n",
                        "Transfer-Encoding:\r\n chunked\r\n",
                        "Transfer\r\n-Encoding: chunked\r\n")) {
            isRefused(post(framing, "0\r\n\r\n" + SMUGGLED));
        }
    }

    @Test
    void a_coding_that_nobody_knows_is_not_implemented() {
        var wire =
                Wire.say(
                        shop, post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n" + SMUGGLED));
        assertThat(wire.statuses()).containsExactly(501);
        assertThat(wire.body()).isEqualTo("{\"detail\":\"Not implemented.\"}");
    }

    @Test
    void the_rest_of_a_body_is_never_taken_for_a_request() {
        var cookies = Shopper.guest(shop);
        var token = cookies.cookie("csrftoken");
        var pair = "Cookie: csrftoken=" + token + "\r\nx-csrftoken: " + token + "\r\n";
        for (int size : new int[] {10, 1000, 65_536, 65_537, 70_000, 500_000}) {
            var body = SMUGGLED + "x".repeat(size);
            for (var path :
                    List.of("/users/login/", "/users/logout/", "/nothing/", "/csrf_token/")) {
                var head =
                        "POST "
                                + path
                                + " HTTP/1.1\r\n"
                                + LAST
                                + pair
                                + "Content-Type: application/json\r\n";
                isAnsweredOnce(head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
                isAnsweredOnce(
                        head
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(body.length())
                                + "\r\n"
                                + body
                                + "\r\n0\r\n\r\n");
            }
        }
    }

    @Test
    void a_body_that_announces_too_much_is_not_waited_for() {
        for (var length : List.of("8388609", "9223372036854775807")) {
            var wire = Wire.say(shop, post("Content-Length: " + length + "\r\n", SMUGGLED));
            assertThat(wire.statuses()).containsExactly(413);
            assertThat(wire.body()).isEqualTo("{\"detail\":\"Request body is too large.\"}");
        }
    }

    @Test
    void an_unread_body_within_the_limit_does_not_end_the_connection() {
        var wire =
                Wire.say(
                        shop,
                        "POST /nothing/ HTTP/1.1\r\n"
                                + HOST
                                + "Content-Length: "
                                + SMUGGLED.length()
                                + "\r\n\r\n"
                                + SMUGGLED
                                + GET
                                + LAST
                                + "\r\n");
        assertThat(wire.statuses()).containsExactly(404, 200);
        assertThat(wire.text()).contains("csrf_token").doesNotContain("results");
    }

    @Test
    void bad_chunks_are_refused() {
        var token = Shopper.guest(shop).cookie("csrftoken");
        var pair = "Cookie: csrftoken=" + token + "\r\nx-csrftoken: " + token + "\r\n";
        for (var chunks :
                List.of(
                        "zz\r\n{}\r\n0\r\n\r\n",
                        "-2\r\n{}\r\n0\r\n\r\n",
                        "0x2\r\n{}\r\n0\r\n\r\n",
                        "ffffffffffffffff\r\n{}\r\n0\r\n\r\n",
                        "7fffffff\r\n{}\r\n0\r\n\r\n",
                        "\r\n{}\r\n0\r\n\r\n",
                        "FORGED\n12:00:00 ERROR FORGED\r\n{}\r\n0\r\n\r\n")) {
            var wire = Wire.say(shop, post(pair + "Transfer-Encoding: chunked\r\n", chunks));
            assertThat(wire.statuses()).as(chunks).hasSize(1).allMatch(HostileWireTest::isRefusal);
            assertThat(wire.text()).doesNotContain("FORGED");
        }
    }

    @Test
    void a_body_that_breaks_off_is_refused() {
        var token = Shopper.guest(shop).cookie("csrftoken");
        var pair = "Cookie: csrftoken=" + token + "\r\nx-csrftoken: " + token + "\r\n";
        for (var request :
                List.of(
                        post(pair + "Content-Length: 100\r\n", "{\"email\":"),
                        post(pair + "Content-Length: 100\r\n", ""),
                        post(pair + "Transfer-Encoding: chunked\r\n", "20\r\n{\"email\":"),
                        post(pair + "Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n"))) {
            var wire = Wire.sayAndBreakOff(shop, request);
            assertThat(wire.statuses())
                    .as(request)
                    .hasSizeLessThan(2)
                    .allMatch(HostileWireTest::isRefusal);
        }
    }

    @Test
    void a_head_that_breaks_off_is_closed() {
        for (var request :
                List.of("G", "GET /csrf_token/ HT", GET, GET + HOST, GET + HOST + "Cookie: a")) {
            assertThat(Wire.sayAndBreakOff(shop, request).statuses())
                    .as(request)
                    .allMatch(HostileWireTest::isRefusal);
        }
    }

    @Test
    void a_header_line_is_a_header_line() {
        for (var line :
                List.of(
                        "X-A: a\u0000FORGED\r\n",
                        "Cookie: osessionid=a\u0000b\r\n",
                        "X-A: a\rX-B: FORGED\r\n",
                        "X-A: a\nX-B: FORGED\r\n",
                        "X-A: a\r\n FORGED\r\n",
                        "X-A : a\r\n",
                        "X A: a\r\n",
                        "FORGED\r\n",
                        "X-A: " + "a".repeat(40_000) + "\r\n",
                        "X-A: a\r\n".repeat(5_000))) {
            isRefused(GET + LAST + line + "\r\n");
        }
    }

    @Test
    void nobody_comes_without_one_host() {
        isRefused(GET + "\r\n");
        isRefused(GET + HOST + "Host: evil.example\r\n\r\n");
        isRefused(GET + "Host:\r\n\r\n");
        isRefused(GET + "Host: shop.test/FORGED\r\n\r\n");
        isRefused(GET + "Host: shop.test:FORGED\r\n\r\n");
    }

    @Test
    void a_request_line_is_bounded_and_sound() {
        var wire = Wire.say(shop, "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + LAST + "\r\n");
        assertThat(wire.statuses()).containsExactly(414);
        assertThat(wire.body()).isEqualTo("{\"detail\":\"Request line is too long.\"}");

        isRefused("GET /csrf\u0000_token/ HTTP/1.1\r\n" + LAST + "\r\n");
        isRefused("GET  HTTP/1.1\r\n" + LAST + "\r\n");
        isRefused("GET /a\"b<FORGED> HTTP/1.1\r\n" + LAST + "\r\n");
        isRefused("GET /csrf_token/?a=\"<FORGED>\" HTTP/1.1\r\n" + LAST + "\r\n");
        isRefused("GET csrf_token HTTP/1.1\r\n" + LAST + "\r\n");
        isRefused("GET http:///csrf_token/ HTTP/1.1\r\n" + LAST + "\r\n");
        isRefused("GET ftp://shop.test/csrf_token/ HTTP/1.1\r\n" + LAST + "\r\n");
        isRefused("GET http://FORGED@shop.test/ HTTP/1.1\r\n" + LAST + "\r\n");
        isRefused("GET http://shop.test:FORGED/ HTTP/1.1\r\n" + LAST + "\r\n");
        isRefused("GET http://shop.test/a\"<FORGED> HTTP/1.1\r\n" + LAST + "\r\n");
        isRefused("OPTIONS * HTTP/1.1\r\n" + LAST + "\r\n");
    }

    @Test
    void what_is_not_http_1_1_is_closed() {
        for (var rubbish :
                List.of(
                        "GET /csrf_token/ HTTP/2.0\r\n" + LAST + "\r\n",
                        "GET /csrf_token/ HTTP/9.9\r\n" + LAST + "\r\n",
                        "GET /csrf_token/\r\n\r\n",
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                        "GET /csrf_token/ HTTP/1.1\nHost: shop.test\n\n",
                        "\r\n\r\n\r\n",
                        "FORGED\r\n\r\n",
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                        "\u0000".repeat(10_000))) {
            assertThat(Wire.sayAndBreakOff(shop, rubbish).statuses())
                    .as(rubbish)
                    .hasSizeLessThan(2)
                    .allMatch(HostileWireTest::isRefusal);
        }
    }

    @Test
    void no_value_breaks_out_of_a_header_of_the_answer() {
        var evil = "a%0d%0aSet-Cookie:%20FORGED=1%0d%0a";
        var wire =
                Wire.say(
                        shop,
                        "GET /"
                                + evil
                                + "?next="
                                + evil
                                + " HTTP/1.1\r\n"
                                + LAST
                                + "Accept-Language: "
                                + evil
                                + "\r\nOrigin: "
                                + evil
                                + "\r\nX-Request-ID: "
                                + evil
                                + "\r\n\r\n");
        assertThat(wire.statuses()).containsExactly(404);
        assertThat(wire.text()).doesNotContain("FORGED");
    }

    private static void isRefused(String request) {
        var wire = Wire.say(shop, request);
        assertThat(wire.statuses()).as(request).hasSize(1).allMatch(HostileWireTest::isRefusal);
        assertThat(wire.body()).as(request).startsWith("{\"detail\":\"");
        assertThat(wire.text())
                .doesNotContain("FORGED")
                .containsPattern("X-Request-ID: [0-9a-f]{16}");
    }

    private static void isAnsweredOnce(String request) {
        var wire = Wire.say(shop, request);
        assertThat(wire.statuses()).hasSize(1).allMatch(HostileWireTest::isRefusal);
        assertThat(wire.text()).doesNotContain("results");
    }

    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500;
    }

    private static String post(String headers, String body) {
        return "POST /users/login/ HTTP/1.1\r\n"
                + LAST
                + "Content-Type: application/json\r\n"
                + headers
                + "\r\n"
                + body;
    }
}
