package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;
import dev.foyer.people.Wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/// Paths and methods (contract 0.1.1, 0.3, A.2, E.3).
class PathsTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final List<String> PATHS =
            List.of(
                    "/csrf_token",
                    "/current_user",
                    "/users/login",
                    "/users/logout",
                    "/users/registration",
                    "/users/registration/verify-email",
                    "/users/registration/account-confirm-email/abc");

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    @Test
    void every_path_answers_with_and_without_the_final_slash_in_every_method() {
        var guest = Shopper.guest(shop).with("Accept", "application/json");
        for (var path : PATHS) {
            for (var method : METHODS) {
                var without = guest.send(method, path, null, "");
                var with = guest.send(method, path + "/", null, "");

                assertThat(without.status() / 100).as("%s %s", method, path).isNotEqualTo(3);
                assertThat(with.status()).as("%s %s/", method, path).isEqualTo(without.status());
                assertThat(with.text()).isEqualTo(without.text());
                assertThat(with.header("Allow")).isEqualTo(without.header("Allow"));
            }
        }
    }

    @Test
    void a_path_that_nobody_knows_is_not_found_in_every_method() {
        var guest = Shopper.guest(shop);
        for (var path :
                List.of("/nothing", "/users/", "/users/login/x/", "/users/profile-with-loyalty/")) {
            for (var method : METHODS) {
                var reply = guest.send(method, path, null, "").answers(404);
                if (!method.equals("HEAD")) {
                    reply.says("{\"detail\": \"Not found.\"}");
                }
            }
        }
    }

    @Test
    void a_path_is_taken_as_it_is_written() {
        for (var path :
                List.of(
                        "//csrf_token/",
                        "/csrf_token//",
                        "/./csrf_token/",
                        "/users/../csrf_token/",
                        "/CSRF_TOKEN/",
                        "/csrf%5Ftoken/",
                        "/csrf_token%2F",
                        "/csrf_token%00/",
                        "/csrf_token;a=b/",
                        "/users%2Flogin/",
                        "/users/registration/account-confirm-email//",
                        "/users/registration/account-confirm-email/a/b/")) {
            var wire = get(path);
            assertThat(wire.statuses()).as(path).containsExactly(404);
            assertThat(wire.body()).as(path).isEqualTo("{\"detail\":\"Not found.\"}");
        }
    }

    @Test
    void a_path_with_broken_encoding_is_refused() {
        for (var path : List.of("/csrf%zztoken/", "/csrf_token/%", "/csrf_token/?a=%zz&&==%")) {
            var wire = get(path);
            assertThat(wire.statuses()).as(path).containsExactly(400);
            assertThat(wire.body()).as(path).isEqualTo("{\"detail\":\"Bad request.\"}");
        }
    }

    @Test
    void a_key_in_the_path_may_be_any_text() {
        var machine = Shopper.guest(shop).with("Accept", "application/json");
        for (var key :
                List.of(
                        "%00",
                        "a%2Fb", "%FF%FE", "%C4%B1", "a+b", "%22%3Cx%3E", "a:b:c", "%2E%2E")) {
            var path = "/users/registration/account-confirm-email/" + key + "/";
            machine.get(path).answers(404).says("{}");
            machine.post(path).answers(404).says("{}");
        }
    }

    @Test
    void a_query_that_nobody_asked_for_is_ignored() {
        var guest = Shopper.guest(shop);
        for (var query :
                List.of("?", "?format=json", "?format=xml&a", "?next=%0d%0aX-A:%20b", "?a=1&a=2")) {
            guest.get("/csrf_token/" + query).answers(200).hasKeys("csrf_token");
        }
    }

    /// A database can be asked for no such text, and once answered with a failure.
    @Test
    void a_null_character_in_path_or_query_finds_nothing() {
        var guest = Shopper.guest(shop);
        guest.get("/users/avatar/%00/").answers(404);
        guest.get("/users/avatar/a%00b/").answers(404);
        guest.get("/dev/inbox/messages/?to=a%00b&channel=%00").answers(200);
    }

    @Test
    void a_method_that_a_path_does_not_know_is_told_with_those_it_knows() {
        var guest = Shopper.guest(shop);
        guest.get("/users/login/")
                .answers(405)
                .says("{\"detail\": \"Method \\\"GET\\\" not allowed.\"}")
                .has("Allow", "OPTIONS, POST");
        guest.post("/csrf_token/", "{}")
                .answers(405)
                .says("{\"detail\": \"Method \\\"POST\\\" not allowed.\"}")
                .has("Allow", "GET, HEAD, OPTIONS");
        guest.send("DELETE", "/users/registration/account-confirm-email/abc", null, "")
                .answers(405)
                .says("{\"detail\": \"Method \\\"DELETE\\\" not allowed.\"}")
                .has("Allow", "GET, HEAD, OPTIONS, POST");
        guest.send("HEAD", "/users/login/", null, "")
                .answers(405)
                .isEmpty()
                .has("Allow", "OPTIONS, POST");
    }

    @Test
    void head_answers_like_get_without_the_body() {
        var guest = Shopper.guest(shop);
        var length = guest.get("/csrf_token/").answers(200).header("Content-Length");

        guest.send("HEAD", "/csrf_token/", null, "")
                .answers(200)
                .isEmpty()
                .has("Content-Length", length)
                .has("Content-Type", "application/json");
        guest.send("HEAD", "/current_user/", null, "").answers(401).isEmpty();
    }

    @Test
    void options_tells_the_methods_to_anyone() {
        Shopper.stranger(shop)
                .send("OPTIONS", "/users/logout", null, "")
                .answers(200)
                .isEmpty()
                .has("Allow", "OPTIONS, POST");
        Shopper.stranger(shop)
                .send("OPTIONS", "/current_user/", null, "")
                .answers(200)
                .isEmpty()
                .has("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void an_unknown_method_is_not_implemented() {
        for (var method : List.of("BREW", "CONNECT", "FORGED", "PROPFIND")) {
            var wire =
                    Wire.say(
                            shop,
                            method
                                    + " /csrf_token/ HTTP/1.1\r\n"
                                    + "Host: shop.test\r\nConnection: close\r\n"
                                    + "\r\n");
            assertThat(wire.statuses()).containsExactly(501);
            assertThat(wire.body()).isEqualTo("{\"detail\":\"Not implemented.\"}");
            assertThat(wire.text()).containsPattern("X-Request-ID: [0-9a-f]{16}\r\n");
        }
    }

    @Test
    @SuppressWarnings("StringConcatToTextBlock") // line ends are CR LF on the wire
    void trace_echoes_nothing() {
        var wire =
                Wire.say(
                        shop,
                        "TRACE /csrf_token/ HTTP/1.1\r\nHost: shop.test\r\nCookie: a=hidden\r\n"
                                + "Connection: close\r\n\r\n");
        assertThat(wire.statuses()).containsExactly(405);
        assertThat(wire.text()).doesNotContain("hidden");
    }

    @Test
    void who_cannot_take_json_is_told_so() {
        var guest = Shopper.guest(shop);
        for (var accept : List.of("image/png", "text/html", "text/*")) {
            guest.with("Accept", accept)
                    .get("/csrf_token/")
                    .answers(406)
                    .says("{\"detail\": \"Could not satisfy the request Accept header.\"}");
        }
        for (var accept :
                List.of(
                        "*/*",
                        "application/*",
                        "text/html, */*;q=0.1",
                        "application/JSON",
                        "rubbish")) {
            guest.with("Accept", accept).get("/csrf_token/").answers(200);
        }
    }

    private static Wire get(String path) {
        return Wire.say(
                shop, "GET " + path + " HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n");
    }
}
