package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;
import dev.foyer.people.Wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.stream.Stream;

/// The headers of every answer (contract 0.1.4, 0.1.12, 0.1.13).
class HeadersTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @RegisterExtension
    static final Shop proxied =
            Shop.open().with("TRUSTED_PROXIES", "127.0.0.1").with("SECURE_HSTS_SECONDS", "600");

    @Test
    void a_client_that_waits_for_leave_to_send_gets_it() {
        var head =
                String.join(
                        "\r\n",
                        "POST /users/login/ HTTP/1.1",
                        "Host: shop.test",
                        "Connection: close",
                        "Content-Type: application/json",
                        "Expect: 100-continue",
                        "Content-Length: 2");
        var wire = Wire.say(shop, head + "\r\n\r\n{}");
        assertThat(wire.statuses()).last().isEqualTo(403);
    }

    @Test
    void no_answer_may_be_stored_or_guessed_at() {
        var guest = Shopper.guest(shop);
        for (var reply :
                List.of(
                        guest.get("/csrf_token/").answers(200),
                        guest.get("/current_user/").answers(401),
                        guest.get("/nothing/").answers(404),
                        guest.get("/users/login/").answers(405),
                        guest.post("/users/login/", "{}").answers(400),
                        guest.send("OPTIONS", "/users/login/", null, "").answers(200),
                        guest.send("HEAD", "/csrf_token/", null, "").answers(200),
                        Shopper.stranger(shop).post("/users/login/", "{}").answers(403),
                        Shopper.signedIn(shop, "headers@example.com").get("/current_user/"),
                        page("/users/registration/account-confirm-email/abc/"),
                        page("/dev/inbox/"),
                        page("/"))) {
            reply.has("Cache-Control", "no-store")
                    .has("Vary", "Cookie, Accept-Language")
                    .has("X-Content-Type-Options", "nosniff");
            assertThat(reply.header("X-Request-ID")).matches("[0-9a-f]{16}");
        }
    }

    @Test
    void every_answer_tells_browsers_to_do_nothing_with_it() {
        for (var reply :
                List.of(
                        Shopper.guest(shop).get("/csrf_token/"),
                        Shopper.guest(shop).get("/current_user/"),
                        Shopper.guest(shop).get("/nothing/"))) {
            reply.has("Referrer-Policy", "same-origin")
                    .has("Cross-Origin-Resource-Policy", "same-origin")
                    .has("Strict-Transport-Security", "");
            assertThat(reply.header("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'");
        }
    }

    @Test
    void a_page_may_use_no_camera_and_stands_in_no_frame() {
        for (var reply :
                List.of(
                        page("/users/registration/account-confirm-email/abc/"),
                        page("/dev/inbox/"),
                        page("/"))) {
            reply.has("X-Frame-Options", "DENY").has("Cross-Origin-Opener-Policy", "same-origin");
            assertThat(reply.header("Permissions-Policy")).contains("camera=()");
        }
    }

    @Test
    void browsers_are_told_to_stay_with_https_only_where_they_speak_it() {
        var secure = Shopper.stranger(proxied).with("X-Forwarded-Proto", "https");
        secure.get("/csrf_token/").has("Strict-Transport-Security", "max-age=600");
        Shopper.stranger(proxied).get("/csrf_token/").has("Strict-Transport-Security", "");
    }

    @Test
    void json_is_called_json() {
        Shopper.stranger(shop).get("/csrf_token/").has("Content-Type", "application/json");
        Shopper.stranger(shop).get("/nothing/").has("Content-Type", "application/json");
    }

    @Test
    void every_request_has_an_id_of_its_own() {
        var ids =
                Stream.generate(() -> Shopper.stranger(shop).get("/nothing/"))
                        .limit(300)
                        .map(reply -> reply.header("X-Request-ID"));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void the_log_names_the_id_and_never_a_value_of_the_path() {
        var reply =
                Shopper.stranger(shop)
                        .get("/users/registration/account-confirm-email/hidden/?a=hidden");
        assertThat(shop.logged())
                .anyMatch(
                        line ->
                                line.contains(reply.header("X-Request-ID"))
                                        && line.contains("/account-confirm-email/<key>/"))
                .noneMatch(line -> line.contains("hidden"));
    }

    @Test
    void an_id_of_a_stranger_is_not_taken() {
        assertThat(idGivenTo(shop, "0123456789abcdef-mine")).matches("[0-9a-f]{16}");
    }

    @Test
    void an_id_of_a_trusted_proxy_is_taken_where_it_is_a_sound_one() {
        for (var id :
                List.of(
                        "0123456789abcdef",
                        "7b2d.A_x-9",
                        "a".repeat(64),
                        "550e8400-e29b-41d4-a716-446655440000")) {
            assertThat(idGivenTo(proxied, id)).isEqualTo(id);
        }
        for (var id :
                List.of(
                        "short",
                        "a".repeat(65),
                        "with blank in it",
                        "abcdefgh|forged",
                        "<script>x</script>",
                        "abcdefgh\tx")) {
            assertThat(idGivenTo(proxied, id)).matches("[0-9a-f]{16}");
        }
    }

    @Test
    void a_page_allows_nothing_from_elsewhere_and_no_script() {
        for (var reply :
                List.of(
                        page("/users/registration/account-confirm-email/abc/"),
                        page("/dev/inbox/"),
                        page("/"))) {
            reply.has("Content-Type", "text/html; charset=utf-8")
                    .has("Referrer-Policy", "same-origin");
            assertThat(reply.header("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .contains("base-uri 'none'")
                    .contains("form-action 'self'")
                    .doesNotContain("unsafe")
                    .doesNotContain("script-src")
                    .doesNotContain("*");
            assertThat(reply.text()).doesNotContain("<script").doesNotContain(" style=");
        }
    }

    private static String idGivenTo(Shop where, String id) {
        return Shopper.stranger(where)
                .with("X-Request-ID", id)
                .get("/csrf_token/")
                .header("X-Request-ID");
    }

    private static Reply page(String path) {
        return Shopper.stranger(shop).with("Accept", "text/html").get(path);
    }
}
