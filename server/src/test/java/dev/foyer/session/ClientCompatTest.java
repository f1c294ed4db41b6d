package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// `CLIENT_COMPAT=project-zero` (contract 0.1.5), letter by letter.
class ClientCompatTest {
    @RegisterExtension static final Shop shop = Shop.open().with("CLIENT_COMPAT", "project-zero");

    private static final String LOGIN = "/users/login/";
    private static final String LOGOUT = "/users/logout";
    private static final String REGISTRATION = "/users/registration/";
    private static final Pattern FIELD =
            Pattern.compile("name=\"csrfmiddlewaretoken\" value=\"([A-Za-z0-9]{64})\"");

    @Test
    void a_login_and_registration_need_no_token() {
        Shopper.stranger(shop).post(REGISTRATION, form("compat.a@example.com")).answers(201);
        Shopper.stranger(shop).login("compat.a@example.com").answers(200);
    }

    @Test
    void a_login_and_registration_need_no_token_from_who_is_signed_in() {
        var ayse = Shopper.signedIn(shop, "compat.b@example.com").withoutToken();
        ayse.login("compat.b@example.com").answers(200);
        ayse.post(REGISTRATION, form("compat.b2@example.com")).answers(201);
        ayse.get("/current_user/").answers(200).shows("email", "compat.b2@example.com");
    }

    @Test
    void a_sign_in_by_code_needs_no_token_and_is_refused_in_lists() {
        Shopper.stranger(shop)
                .post("/users/otp-login/", "{\"phone\": \"05530000000\"}")
                .answers(400)
                .says(
                        "{\"phone\": [\"There is no account that can be signed in to with this"
                                + " phone number.\"]}");
        Operator.of(shop).set("ENUMERATION_PROTECTION", "true").answers(200);
        try {
            Shopper.stranger(shop)
                    .post("/users/otp-login/", "{\"phone\": \"05530000000\", \"code\": \"123456\"}")
                    .answers(406)
                    .has("x-error-code", "kvkk_service_100_1")
                    .says(
                            "{\"non_field_errors\": [\"The verification code is wrong or has"
                                    + " expired.\"]}");
        } finally {
            Operator.of(shop).unset("ENUMERATION_PROTECTION").answers(200);
        }
    }

    @Test
    void a_no_guest_needs_a_token() {
        Shopper.stranger(shop)
                .post("/users/registration/verify-email/", "{\"key\": \"abc\"}")
                .answers(404);
        Shopper.stranger(shop)
                .with("Accept", "application/json")
                .post("/users/registration/account-confirm-email/abc/")
                .answers(404);
    }

    @Test
    void b_a_token_from_before_sign_in_stays_good() {
        Shopper.signedIn(shop, "compat.c@example.com");
        var ayse = Shopper.guest(shop);
        var before = ayse.cookie("csrftoken");
        ayse.login("compat.c@example.com").answers(200);

        ayse.holding("csrftoken", before);
        ayse.get("/csrf_token/").answers(200).shows("csrf_token", before);
        ayse.post(LOGOUT).answers(200);
        ayse.get("/current_user/").answers(401);
    }

    @Test
    void b_a_token_that_the_shop_did_not_sign_stays_bad() {
        var ayse = Shopper.signedIn(shop, "compat.d@example.com");
        ayse.with("Accept", "application/json");
        ayse.holding("csrftoken", "A".repeat(64))
                .post(LOGOUT)
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}");
        ayse.with("x-csrftoken", Shopper.guest(shop).cookie("csrftoken")).post(LOGOUT).answers(403);
        ayse.get("/current_user/").answers(200);
    }

    @Test
    void c_a_guest_may_sign_out() {
        Shopper.stranger(shop).post(LOGOUT).answers(200).isEmpty();
        Shopper.guest(shop).post(LOGOUT + "/").answers(200).isEmpty();
    }

    @Test
    void c_who_lacks_only_the_token_gets_a_form_with_it_and_posts_it_back() {
        var ayse = Shopper.signedIn(shop, "compat.e@example.com").withoutToken();
        ayse.holding("csrftoken", "");

        var reply = ayse.send("POST", LOGOUT, "{}".getBytes(StandardCharsets.UTF_8), "text/plain");

        reply.answers(403).has("Content-Type", "text/html; charset=utf-8");
        var field = FIELD.matcher(reply.text());
        assertThat(field.find()).isTrue();
        assertThat(ayse.cookie("csrftoken")).isEqualTo(field.group(1));
        assertThat(reply.text())
                .containsOnlyOnce("csrfmiddlewaretoken")
                .contains("method=\"post\"");
        assertThat(reply.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        reply.has("Referrer-Policy", "same-origin");
        ayse.get("/current_user/").answers(200);

        ayse.postForm(LOGOUT, "csrfmiddlewaretoken=" + field.group(1)).answers(200).isEmpty();
        ayse.get("/current_user/").answers(401);
    }

    @Test
    void c_the_form_holds_the_token_that_the_client_has() {
        var ayse = Shopper.signedIn(shop, "compat.f@example.com").withoutToken();
        for (var accept : List.of("", "*/*", "text/html,application/xhtml+xml")) {
            ayse.with("Accept", accept)
                    .post(LOGOUT)
                    .answers(403)
                    .contains(
                            "name=\"csrfmiddlewaretoken\" value=\""
                                    + ayse.cookie("csrftoken")
                                    + "\"");
        }
    }

    @Test
    void c_who_names_json_is_refused_in_json() {
        var ayse = Shopper.signedIn(shop, "compat.g@example.com").withoutToken();
        ayse.with("Accept", "application/json, text/plain, */*");
        var refused = "{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}";

        ayse.post(LOGOUT).answers(403).says(refused);
        ayse.send("POST", LOGOUT, "{}".getBytes(StandardCharsets.UTF_8), "text/plain")
                .answers(403)
                .says(refused);
        ayse.post(LOGOUT, "{broken").answers(403).says(refused);
        ayse.post(LOGOUT, "x".repeat(100_000)).answers(403).says(refused);
    }

    @Test
    void d_a_bare_list_becomes_non_field_errors() {
        Operator.of(shop)
                .set("GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION", "true")
                .answers(200);
        try {
            var waiting =
                    Person.named("Can", "Er")
                            .withEmail("compat.h@example.com")
                            .with("attributes", "{\"verification_required\": true}");
            var refused =
                    "{\"non_field_errors\": [\"Please verify your email address before login.\"]}";
            Shopper.stranger(shop).post(REGISTRATION, waiting.json()).answers(400).says(refused);
            Shopper.stranger(shop).login("compat.h@example.com").answers(400).says(refused);
        } finally {
            Operator.of(shop)
                    .unset("GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION")
                    .answers(200);
        }
    }

    @Test
    void d_a_detail_becomes_non_field_errors_and_keeps_its_status() {
        for (var path : List.of("/users/login", LOGIN, "/users/registration", REGISTRATION)) {
            var guest = Shopper.guest(shop);
            var text = "x".getBytes(StandardCharsets.UTF_8);
            tells(guest.get(path).answers(405), "Method \"GET\" not allowed.");
            tells(
                    guest.send("POST", path, text, "text/plain").answers(415),
                    "Unsupported media type \"text/plain\" in request.");
            tells(guest.post(path, "x".repeat(100_000)).answers(413), "Request body is too large.");
            assertThat(guest.post(path, "{").answers(400).text())
                    .startsWith("{\"non_field_errors\":[\"JSON parse error - ");
            guest.with("Authorization", "Token abc");
            tells(guest.post(path, "{}").answers(401), "Invalid token.");
            guest.with("Authorization", "").with("Accept", "image/png");
            tells(
                    guest.post(path, "{}").answers(406),
                    "Could not satisfy the request Accept header.");
        }
    }

    @Test
    void d_field_lists_stay_as_they_are() {
        Shopper.stranger(shop)
                .post(LOGIN, "{\"email\": \"x\"}")
                .answers(400)
                .says(
                        "{\"email\": [\"Enter a valid email address.\"],"
                                + " \"password\": [\"This field is required.\"]}");
        tells(
                Shopper.stranger(shop).login("nobody@example.com").answers(400),
                "Unable to log in with provided credentials.");
    }

    @Test
    void d_other_paths_keep_their_shapes() {
        Shopper.guest(shop)
                .get("/current_user/")
                .answers(401)
                .says("{\"detail\": \"Authentication credentials were not provided.\"}");
        Shopper.guest(shop)
                .with("Authorization", "Token abc")
                .get("/current_user/")
                .answers(401)
                .says("{\"detail\": \"Invalid token.\"}");
    }

    @Test
    void a_foreign_origin_is_refused_in_this_mode_too() {
        for (var path : List.of(LOGIN, REGISTRATION)) {
            tells(
                    Shopper.guest(shop)
                            .with("Origin", "https://evil.example")
                            .post(path, "{}")
                            .answers(403),
                    "CSRF Failed: Origin checking failed.");
            Shopper.guest(shop).with("Origin", "null").post(path, "{}").answers(403);
            Shopper.guest(shop).with("Sec-Fetch-Site", "cross-site").post(path, "{}").answers(403);
        }
        var ayse = Shopper.signedIn(shop, "compat.i@example.com");
        ayse.with("Origin", "https://evil.example");
        for (var caller : List.of(ayse, ayse.withoutToken())) {
            caller.post(LOGOUT)
                    .answers(403)
                    .says("{\"detail\": \"CSRF Failed: Origin checking failed.\"}");
        }
        Shopper.stranger(shop)
                .with("Origin", "https://evil.example")
                .post(LOGOUT)
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: Origin checking failed.\"}");
        ayse.get("/current_user/").answers(200);
    }

    private static void tells(dev.foyer.people.Reply reply, String text) {
        reply.hasKeys("non_field_errors");
        var told = reply.json().get("non_field_errors");
        assertThat(told.size()).isEqualTo(1);
        assertThat(told.get(0).asString()).isEqualTo(text);
    }

    private static String form(String email) {
        return Person.named("Ayşe", "Yılmaz").withEmail(email).json();
    }
}
