package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// `Authorization: Token <key>` (contract 0.1.9, A.5).
class TokenTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String INVALID = "{\"detail\": \"Invalid token.\"}";

    @Test
    void the_key_of_a_sign_in_is_enough() {
        var key = key("token.a@example.com");
        app(key).get("/current_user/").answers(200).shows("email", "token.a@example.com");
    }

    @Test
    void the_key_of_a_registration_is_enough() {
        var reply =
                Shopper.guest(shop)
                        .post(
                                "/users/registration/",
                                dev.foyer.people.Person.named("Ece", "Er")
                                        .withEmail("token.b@example.com")
                                        .json())
                        .answers(201);
        app(reply.json().get("key").asString()).get("/current_user/").answers(200);
    }

    @Test
    void with_a_key_nobody_needs_a_csrf_token() {
        app(key("token.c@example.com")).post("/users/logout/").answers(200).isEmpty();
    }

    @Test
    void the_key_decides_who_is_asking_whatever_cookies_come_along() {
        var fatma = Shopper.signedIn(shop, "token.d@example.com");
        var ayse = key("token.e@example.com");

        fatma.with("Authorization", "Token " + ayse)
                .get("/current_user/")
                .answers(200)
                .shows("email", "token.e@example.com");
        var session = fatma.cookie("osessionid");
        fatma.withoutToken().post("/users/logout/").answers(200);
        Shopper.stranger(shop).holding("osessionid", session).get("/current_user/").answers(200);
        app(ayse).get("/current_user/").answers(401);
    }

    @Test
    void the_case_of_the_word_and_blanks_around_the_key_do_not_matter() {
        var key = key("token.f@example.com");
        for (var header : List.of("token " + key, "TOKEN " + key, "Token   " + key)) {
            saying(header).get("/current_user/").answers(200);
        }
    }

    @Test
    void a_key_that_is_none_is_refused_on_every_path() {
        var key = key("token.g@example.com");
        for (var wrong :
                List.of(
                        "0".repeat(40),
                        "290724f203a94a8fc4a3fe549cc2fa8e9566044e",
                        key.substring(1),
                        key + "0",
                        key.toUpperCase(Locale.ROOT) + "G",
                        "x",
                        "null",
                        "'; drop table session; --".replace(' ', '_'))) {
            app(wrong)
                    .get("/current_user/")
                    .answers(401)
                    .says(INVALID)
                    .has("WWW-Authenticate", "Token");
        }
        app("x").get("/csrf_token/").answers(401).says(INVALID);
        app("x").login("token.g@example.com").answers(401).says(INVALID);
        app("x").post("/users/logout/").answers(401).says(INVALID);
    }

    @Test
    void a_bad_key_is_not_forgiven_because_of_a_good_cookie() {
        Shopper.signedIn(shop, "token.h@example.com")
                .with("Authorization", "Token " + "0".repeat(40))
                .get("/current_user/")
                .answers(401)
                .says(INVALID);
    }

    @Test
    void a_header_without_a_sound_key_is_told_what_is_wrong() {
        saying("Token")
                .get("/current_user/")
                .answers(401)
                .says("{\"detail\": \"Invalid token header. No credentials provided.\"}")
                .has("WWW-Authenticate", "Token");
        saying("Token " + "0".repeat(20) + " " + "0".repeat(19))
                .get("/current_user/")
                .answers(401)
                .says(
                        "{\"detail\": \"Invalid token header. Token string should not contain"
                                + " spaces.\"}");
    }

    @Test
    void other_schemes_are_none_of_our_business() {
        var ayse = Shopper.signedIn(shop, "token.i@example.com");
        for (var header : List.of("Bearer abc", "Basic YTpi", "Tokens abc", "abc", "Digest a=b")) {
            ayse.with("Authorization", header).get("/current_user/").answers(200);
            saying(header)
                    .get("/current_user/")
                    .answers(401)
                    .says("{\"detail\": \"Authentication credentials were not provided.\"}");
        }
    }

    @Test
    void signing_out_by_key_ends_the_cookie_of_that_session_and_no_other() {
        Shopper.signedIn(shop, "token.j@example.com");
        var laptop = Shopper.guest(shop);
        var key = laptop.login("token.j@example.com").json().get("key").asString();
        var phone = Shopper.guest(shop);
        var other = phone.login("token.j@example.com").json().get("key").asString();

        app(key).post("/users/logout/").answers(200);

        app(key).get("/current_user/").answers(401).says(INVALID);
        laptop.get("/current_user/").answers(401);
        app(other).get("/current_user/").answers(200);
        phone.get("/current_user/").answers(200);
    }

    @Test
    void every_sign_in_makes_a_key_of_its_own() {
        var first = key("token.k@example.com");
        var second = Shopper.guest(shop).login("token.k@example.com").json().get("key").asString();
        assertThat(second).isNotEqualTo(first).matches("[0-9a-f]{40}");
        app(first).get("/current_user/").answers(200);
        app(second).get("/current_user/").answers(200);
    }

    @Test
    void neither_key_nor_session_id_can_be_read_in_the_database() {
        Shopper.signedIn(shop, "token.l@example.com");
        var ayse = Shopper.guest(shop);
        var key = ayse.login("token.l@example.com").json().get("key").asString();
        var everything =
                shop.database()
                        .read(
                                handle ->
                                        handle.createQuery(
                                                        "select s::text || encode(s.id_hash, 'escape')"
                                                                + " || encode(s.key_hash, 'escape')"
                                                                + " from session s")
                                                .mapTo(String.class)
                                                .list());
        assertThat(everything)
                .isNotEmpty()
                .noneMatch(row -> row.contains(key) || row.contains(ayse.cookie("osessionid")));
    }

    @Test
    void the_key_lives_as_long_as_its_session() {
        shop.clock().stop();
        var app = app(key("token.m@example.com"));
        shop.clock().forward(Duration.ofDays(14).minusSeconds(1));
        app.get("/current_user/").answers(200);
        shop.clock().forward(Duration.ofDays(14));
        app.get("/current_user/").answers(401).says(INVALID);
    }

    private static String key(String email) {
        Shopper.signedIn(shop, email);
        return Shopper.guest(shop).login(email).answers(200).json().get("key").asString();
    }

    private static Shopper app(String key) {
        return saying("Token " + key);
    }

    private static Shopper saying(String authorization) {
        return Shopper.stranger(shop).with("Authorization", authorization);
    }
}
