package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/// Which pages may read answers (`CORS_ALLOWED_ORIGINS`), and that reading is not writing
/// (`CSRF_TRUSTED_ORIGINS`, contract 0.1.4).
class CorsTest {
    private static final String APP = "https://app.example";
    private static final String READER = "https://reader.example";

    @RegisterExtension
    static final Shop shop =
            Shop.open()
                    .with("CORS_ALLOWED_ORIGINS", "https://App.example:443,https://reader.example")
                    .with("CSRF_TRUSTED_ORIGINS", APP);

    @RegisterExtension static final Shop closed = Shop.open();

    @Test
    void a_listed_page_reads_with_the_visitors_cookies() {
        var reply = Shopper.stranger(shop).with("Origin", APP).get("/csrf_token/").answers(200);
        reply.has("Access-Control-Allow-Origin", APP)
                .has("Access-Control-Allow-Credentials", "true");
        assertThat(reply.header("Access-Control-Expose-Headers")).contains("x-request-id");
        assertThat(reply.headers("Vary")).contains("Origin", "Cookie, Accept-Language");
    }

    @Test
    void it_reads_refusals_too() {
        for (var path : List.of("/current_user/", "/nothing/")) {
            Shopper.stranger(shop)
                    .with("Origin", APP)
                    .get(path)
                    .has("Access-Control-Allow-Origin", APP)
                    .has("Access-Control-Allow-Credentials", "true");
        }
    }

    @Test
    void a_preflight_tells_methods_and_headers_and_begins_no_session() {
        var reply = preflight(shop, APP, "/users/login/").answers(204).isEmpty();
        reply.has("Access-Control-Allow-Origin", APP)
                .has("Access-Control-Allow-Credentials", "true")
                .has("Access-Control-Allow-Methods", "OPTIONS, POST")
                .has(
                        "Access-Control-Allow-Headers",
                        "accept-language, authorization, content-type, x-csrftoken, x-currency,"
                                + " x-requested-with")
                .has("Access-Control-Max-Age", "600");
        assertThat(reply.setCookies()).isEmpty();
        preflight(shop, APP, "/csrf_token")
                .answers(204)
                .has("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
        preflight(shop, APP, "/nothing/").answers(404);
    }

    @Test
    void nobody_else_finds_a_header_that_allows_anything() {
        for (var origin :
                List.of(
                        "https://evil.example",
                        "http://app.example",
                        "https://app.example.evil.example",
                        "https://evilapp.example",
                        "https://app.example:8443",
                        "https://app.example/",
                        "null",
                        "*")) {
            allowsNothing(Shopper.stranger(shop).with("Origin", origin).get("/csrf_token/"));
            allowsNothing(preflight(shop, origin, "/users/login/"));
        }
        allowsNothing(Shopper.stranger(shop).get("/csrf_token/"));
    }

    @Test
    void without_the_setting_there_is_no_cors() {
        var reply = Shopper.stranger(closed).with("Origin", APP).get("/csrf_token/").answers(200);
        allowsNothing(reply);
        assertThat(reply.headers("Vary")).containsExactly("Cookie, Accept-Language");
        allowsNothing(preflight(closed, APP, "/users/login/").answers(200));
    }

    @Test
    void who_may_read_may_not_write_unless_trusted_with_that_too() {
        var email = "cors@example.com";
        Shopper.signedIn(shop, email);
        Shopper.guest(shop).with("Origin", APP).login(email).answers(200);
        Shopper.guest(shop)
                .with("Origin", READER)
                .login(email)
                .answers(403)
                .has("Access-Control-Allow-Origin", READER);
    }

    private static Reply preflight(Shop where, String origin, String path) {
        return Shopper.stranger(where)
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "content-type,x-csrftoken")
                .send("OPTIONS", path, null, "");
    }

    private static void allowsNothing(Reply reply) {
        for (var name :
                List.of(
                        "Access-Control-Allow-Origin",
                        "Access-Control-Allow-Credentials",
                        "Access-Control-Allow-Methods",
                        "Access-Control-Allow-Headers",
                        "Access-Control-Expose-Headers")) {
            reply.has(name, "");
        }
    }
}
