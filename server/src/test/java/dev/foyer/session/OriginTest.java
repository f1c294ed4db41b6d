package dev.foyer.session;

import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/// `Origin` and `Sec-Fetch-Site` (contract 0.1.4); the token is always right here.
class OriginTest {
    @RegisterExtension
    static final Shop shop =
            Shop.open().with("CSRF_TRUSTED_ORIGINS", "https://app.test,http://localhost:3000");

    @RegisterExtension static final Shop proxied = Shop.open().with("TRUSTED_PROXIES", "127.0.0.1");

    private static final String REFUSED = "{\"detail\": \"CSRF Failed: Origin checking failed.\"}";

    @Test
    void without_an_origin_the_token_alone_decides() {
        passes(login(Shopper.guest(shop)));
    }

    @Test
    void the_shop_itself_and_its_trusted_origins_may_send() {
        for (var origin :
                List.of(shop.url(), Shop.PUBLIC_URL, "https://app.test", "http://localhost:3000")) {
            passes(login(Shopper.guest(shop).with("Origin", origin)));
        }
    }

    @Test
    void every_other_origin_is_refused_even_with_a_good_token() {
        for (var origin :
                List.of(
                        "null",
                        "https://evil.example",
                        "http://shop.test.evil.example",
                        "http://evil.example/http://shop.test",
                        "http://shop.test:8080",
                        "http://shop.test/",
                        "http://shop.test@evil.example",
                        "http://evil.shop.test",
                        "https://shop.test",
                        "shop.test",
                        "http://127.0.0.1",
                        "http://app.test",
                        "https://app.test:444",
                        "https://app.test.evil.example",
                        "http://localhost:3001",
                        "http://shop.test https://evil.example",
                        "file://",
                        "*")) {
            refused(login(Shopper.guest(shop).with("Origin", origin)));
        }
    }

    @Test
    void a_request_that_a_browser_calls_cross_site_is_refused() {
        refused(login(Shopper.guest(shop).with("Sec-Fetch-Site", "cross-site")));
    }

    @Test
    void a_trusted_origin_may_send_across_sites() {
        passes(
                login(
                        Shopper.guest(shop)
                                .with("Sec-Fetch-Site", "cross-site")
                                .with("Origin", "https://app.test")));
        refused(
                login(
                        Shopper.guest(shop)
                                .with("Sec-Fetch-Site", "same-origin")
                                .with("Origin", "https://evil.example")));
    }

    @Test
    void what_a_browser_calls_its_own_passes() {
        for (var site : List.of("same-origin", "same-site", "none")) {
            passes(login(Shopper.guest(shop).with("Sec-Fetch-Site", site)));
        }
    }

    @Test
    void whoever_only_reads_may_come_from_anywhere() {
        var reader =
                Shopper.stranger(shop)
                        .with("Origin", "https://evil.example")
                        .with("Sec-Fetch-Site", "cross-site");
        reader.get("/csrf_token/").answers(200);
        reader.send("HEAD", "/csrf_token/", null, "").answers(200);
        reader.send("OPTIONS", "/users/login/", null, "").answers(200);
    }

    @Test
    void a_foreign_page_signs_nobody_out() {
        var ayse = Shopper.signedIn(shop, "origin.a@example.com");
        refused(ayse.with("Origin", "https://evil.example").post("/users/logout/"));
        ayse.get("/current_user/").answers(200);
        Shopper.guest(shop)
                .with("Origin", "https://evil.example")
                .post("/users/logout/")
                .answers(401);
    }

    @Test
    void a_token_of_an_app_does_not_open_the_door_to_foreign_pages() {
        var key =
                Shopper.signedIn(shop, "origin.b@example.com")
                        .login("origin.b@example.com")
                        .json()
                        .get("key")
                        .asString();
        var app = Shopper.stranger(shop).with("Authorization", "Token " + key);
        refused(app.with("Origin", "https://evil.example").post("/users/logout/"));
        app.with("Origin", "").post("/users/logout/").answers(200);
    }

    @Test
    void a_stranger_cannot_say_under_which_host_he_came() {
        refused(
                login(
                        Shopper.guest(shop)
                                .with("Origin", "https://evil.example")
                                .with("X-Forwarded-Host", "evil.example")
                                .with("X-Forwarded-Proto", "https")));
    }

    @Test
    void a_trusted_proxy_says_how_the_client_saw_the_shop() {
        passes(login(behindProxy("https://m.shop.example", "https", "m.shop.example")));
        passes(login(behindProxy("https://m.shop.example", "HTTPS", "M.Shop.Example")));
        passes(login(behindProxy("https://m.shop.example:8443", "https", "m.shop.example:8443")));
        refused(login(behindProxy("http://m.shop.example", "https", "m.shop.example")));
        refused(login(behindProxy("https://m.shop.example", "http", "m.shop.example")));
        refused(login(behindProxy("https://evil.example", "https", "m.shop.example")));
    }

    @Test
    void of_several_proxies_the_nearest_is_believed() {
        passes(login(behindProxy("https://a.example", "http, https", "evil.example, a.example")));
        refused(login(behindProxy("https://evil.example", "https", "evil.example, a.example")));
        refused(login(behindProxy("https://a.example", "https, http", "a.example")));
    }

    private static Shopper behindProxy(String origin, String scheme, String host) {
        return Shopper.guest(proxied)
                .with("Origin", origin)
                .with("X-Forwarded-Proto", scheme)
                .with("X-Forwarded-Host", host);
    }

    private static Reply login(Shopper shopper) {
        return shopper.login("nobody@example.com");
    }

    private static void passes(Reply reply) {
        reply.answers(400)
                .says("{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
    }

    private static void refused(Reply reply) {
        reply.answers(403).says(REFUSED);
    }
}
