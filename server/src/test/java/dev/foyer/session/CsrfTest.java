package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// CSRF tokens (contract 0.1.2, 0.1.3, A.4, B.1.1).
class CsrfTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @RegisterExtension
    static final Shop otherShop =
            Shop.open().with("SECRET_KEY", "the-secret-key-of-another-shop-0123456789");

    private static final String NO_COOKIE = "{\"detail\": \"CSRF Failed: CSRF cookie not set.\"}";
    private static final String WRONG =
            "{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}";
    private static final String LOGIN = "/users/login/";
    private static final String NOBODY = "{\"email\": \"nobody@example.com\", \"password\": \"x\"}";

    @Test
    void the_token_comes_in_the_cookie_and_in_the_body() {
        var guest = Shopper.stranger(shop);
        var reply = guest.get("/csrf_token/").answers(200).hasKeys("csrf_token");

        assertThat(guest.cookie("csrftoken")).matches("[A-Za-z0-9]{64}");
        reply.says("{\"csrf_token\": \"" + guest.cookie("csrftoken") + "\"}");
    }

    @Test
    void a_valid_token_is_returned_unchanged_with_its_age_renewed() {
        shop.clock().stop();
        var guest = Shopper.guest(shop);
        var token = guest.cookie("csrftoken");

        shop.clock().forward(Duration.ofDays(100));
        var reply = guest.get("/csrf_token/").answers(200).shows("csrf_token", token);

        var expires =
                DateTimeFormatter.ofPattern("EEE, dd-MMM-yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                        .format(shop.clock().instant().atOffset(ZoneOffset.UTC).plusDays(364));
        assertThat(reply.setCookie("csrftoken"))
                .isEqualTo("csrftoken=%s; expires=%s; Max-Age=31449600; Path=/", token, expires);
    }

    @Test
    void an_invalid_token_is_replaced() {
        var forged = "A".repeat(64);
        var guest = Shopper.stranger(shop).holding("csrftoken", forged);
        guest.get("/csrf_token/").answers(200);
        passes(guest.post(LOGIN, NOBODY));
        assertThat(guest.cookie("csrftoken")).isNotEqualTo(forged);
    }

    @Test
    void without_the_cookie_nobody_passes() {
        Shopper.stranger(shop).post(LOGIN, NOBODY).answers(403).says(NO_COOKIE);
        var token = Shopper.guest(shop).cookie("csrftoken");
        Shopper.stranger(shop)
                .with("x-csrftoken", token)
                .post(LOGIN, NOBODY)
                .answers(403)
                .says(NO_COOKIE);
    }

    @Test
    void without_the_header_nobody_passes() {
        Shopper.guest(shop).withoutToken().post(LOGIN, NOBODY).answers(403).says(WRONG);
    }

    @Test
    void a_token_that_the_shop_did_not_sign_is_refused_even_when_both_agree() {
        var good = Shopper.guest(shop).cookie("csrftoken");
        for (var forged :
                List.of(
                        "A".repeat(64),
                        "0123456789abcdef".repeat(4),
                        good.substring(0, 63),
                        good.substring(1),
                        good + "A",
                        good + good,
                        good.toLowerCase(Locale.ROOT),
                        new StringBuilder(good).reverse().toString(),
                        changed(good, 0),
                        changed(good, 31),
                        changed(good, 32),
                        changed(good, 63),
                        good.substring(32) + good.substring(0, 32),
                        "x",
                        "null",
                        Shopper.guest(otherShop).cookie("csrftoken"))) {
            Shopper.guest(shop)
                    .holding("csrftoken", forged)
                    .post(LOGIN, NOBODY)
                    .answers(403)
                    .says(WRONG);
        }
    }

    @Test
    void header_and_cookie_must_agree() {
        var other = Shopper.guest(shop).cookie("csrftoken");
        var guest = Shopper.guest(shop);
        var own = guest.cookie("csrftoken");
        for (var shown :
                List.of(other, own + own, own.substring(1), "\"" + own + "\"", own + ",x")) {
            guest.with("x-csrftoken", shown).post(LOGIN, NOBODY).answers(403).says(WRONG);
        }
        passes(guest.with("x-csrftoken", own).post(LOGIN, NOBODY));
    }

    @Test
    void the_case_of_the_header_name_does_not_matter() {
        var guest = Shopper.guest(shop).withoutToken();
        passes(guest.with("X-CSRFToken", guest.cookie("csrftoken")).post(LOGIN, NOBODY));
    }

    @Test
    void the_token_may_stand_in_the_body() {
        var guest = Shopper.guest(shop).withoutToken();
        var token = guest.cookie("csrftoken");

        passes(guest.postForm(LOGIN, form(token)));
        passes(guest.post(LOGIN, json("\"" + token + "\"")));
        passes(guest.send("POST", LOGIN, multipart(token), "multipart/form-data; boundary=x"));
    }

    @Test
    void a_wrong_token_in_the_body_is_refused() {
        var guest = Shopper.guest(shop).withoutToken();
        var wrong = changed(guest.cookie("csrftoken"), 5);

        guest.postForm(LOGIN, form(wrong)).answers(403).says(WRONG);
        guest.postForm(LOGIN, form("")).answers(403).says(WRONG);
        for (var value : List.of("\"" + wrong + "\"", "\"\"", "1", "null", "[]", "{}", "true")) {
            guest.post(LOGIN, json(value)).answers(403).says(WRONG);
        }
        guest.send("POST", LOGIN, multipart(wrong), "multipart/form-data; boundary=x")
                .answers(403)
                .says(WRONG);
    }

    @Test
    void who_must_be_signed_in_hears_of_that_first() {
        for (var caller : List.of(Shopper.stranger(shop), Shopper.guest(shop).withoutToken())) {
            caller.post("/users/logout/")
                    .answers(401)
                    .says("{\"detail\": \"Authentication credentials were not provided.\"}");
        }
    }

    @Test
    void a_missing_token_is_told_before_anything_about_the_body() {
        var guest = Shopper.guest(shop).withoutToken();
        guest.post(LOGIN, "{}").answers(403).says(WRONG);
        guest.post(LOGIN, "{broken").answers(403).says(WRONG);
        guest.post(LOGIN, "[]").answers(403).says(WRONG);
        guest.post(LOGIN, " ".repeat(70_000)).answers(403).says(WRONG);
        guest.send("POST", LOGIN, "x".getBytes(StandardCharsets.UTF_8), "text/plain")
                .answers(403)
                .says(WRONG);
        guest.post(LOGIN).answers(403).says(WRONG);
    }

    @Test
    void every_unsafe_request_needs_a_token_and_no_safe_one_does() {
        var stranger = Shopper.stranger(shop);
        for (var path :
                List.of(
                        LOGIN,
                        "/users/registration",
                        "/users/registration/verify-email/",
                        "/users/registration/account-confirm-email/abc")) {
            stranger.post(path, "{}").answers(403).says(NO_COOKIE);
            stranger.send("OPTIONS", path, null, "").answers(200);
        }
        stranger.send("HEAD", "/csrf_token/", null, "").answers(200);
    }

    @Test
    void the_token_from_before_registration_is_dead_after_it() {
        var guest = Shopper.guest(shop);
        var before = guest.cookie("csrftoken");
        guest.post(
                        "/users/registration/",
                        Person.named("Ayşe", "Yılmaz").withEmail("csrf.a@example.com").json())
                .answers(201);

        assertThat(guest.cookie("csrftoken")).isNotEqualTo(before);
        var after = guest.cookie("csrftoken");
        guest.holding("csrftoken", before).post("/users/logout/").answers(403).says(WRONG);
        guest.holding("csrftoken", after).post("/users/logout/").answers(200);
    }

    @Test
    void the_token_of_another_session_is_refused() {
        var ayse = Shopper.signedIn(shop, "csrf.b@example.com");
        var fatma = Shopper.signedIn(shop, "csrf.c@example.com");
        fatma.holding("csrftoken", ayse.cookie("csrftoken"))
                .post("/users/logout/")
                .answers(403)
                .says(WRONG);
        Shopper.guest(shop)
                .holding("csrftoken", ayse.cookie("csrftoken"))
                .post(LOGIN, NOBODY)
                .answers(403)
                .says(WRONG);
        fatma.get("/current_user/").answers(200);
    }

    @Test
    void the_token_of_a_session_is_dead_after_sign_out() {
        var ayse = Shopper.signedIn(shop, "csrf.d@example.com");
        var token = ayse.cookie("csrftoken");
        ayse.post("/users/logout/").answers(200);

        assertThat(ayse.cookie("csrftoken")).matches("[A-Za-z0-9]{64}").isNotEqualTo(token);
        passes(ayse.post(LOGIN, NOBODY));
        ayse.holding("csrftoken", token).post(LOGIN, NOBODY).answers(403).says(WRONG);
    }

    @Test
    void who_is_signed_in_gets_a_token_of_her_session_for_an_old_one() {
        var ayse = Shopper.signedIn(shop, "csrf.e@example.com");
        var guestToken = Shopper.guest(shop).cookie("csrftoken");
        ayse.holding("csrftoken", guestToken).get("/csrf_token/").answers(200);

        assertThat(ayse.cookie("csrftoken")).isNotEqualTo(guestToken);
        ayse.post("/users/logout/").answers(200);
    }

    private static void passes(Reply reply) {
        reply.answers(400)
                .says("{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
    }

    private static String changed(String token, int place) {
        var letter = token.charAt(place) == 'A' ? 'B' : 'A';
        return token.substring(0, place) + letter + token.substring(place + 1);
    }

    private static String form(String token) {
        return "csrfmiddlewaretoken=" + token + "&email=nobody%40example.com&password=x";
    }

    private static String json(String token) {
        return """
                {"csrfmiddlewaretoken": %s, "email": "nobody@example.com", "password": "x"}
                """
                .formatted(token);
    }

    private static byte[] multipart(String token) {
        return """
                --x
                Content-Disposition: form-data; name="csrfmiddlewaretoken"

                %s
                --x
                Content-Disposition: form-data; name="email"

                nobody@example.com
                --x
                Content-Disposition: form-data; name="password"

                x
                --x--
                """
                .formatted(token)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
