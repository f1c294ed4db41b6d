package dev.foyer.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/// `POST /users/login/` and `POST /users/logout/` (contract B.1.3, B.1.4, 0.2.1, 0.2.2).
class LoginTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @Test
    void a_customer_signs_in_with_her_address_and_password() {
        Shopper.signedIn(shop, "ayse@example.com");
        var ayse = Shopper.guest(shop);

        var reply = ayse.login("ayse@example.com").answers(200).hasKeys("key", "redirect_url");

        assertThat(reply.json().get("key").asString()).matches("[0-9a-f]{40}");
        reply.shows("redirect_url", null);
        ayse.get("/current_user/").answers(200).shows("email", "ayse@example.com");
    }

    @Test
    void the_case_of_the_address_does_not_matter() {
        Shopper.signedIn(shop, "Zeynep.K@Example.com");
        Shopper.guest(shop).login("zEYNEP.k@eXAMPLE.COM").answers(200);
    }

    @Test
    void unknown_address_and_wrong_password_are_answered_alike() {
        Shopper.signedIn(shop, "fatma@example.com");
        var refused = "{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}";

        Shopper.guest(shop).login("fatma@example.com", "wrong").answers(400).says(refused);
        Shopper.guest(shop).login("nobody@example.com", "wrong").answers(400).says(refused);
    }

    @Test
    void an_unknown_address_is_not_taken_for_its_neighbour_in_the_alphabet() {
        Shopper.signedIn(shop, "neighbour-m@example.com");

        for (var unknown : List.of("neighbour-n@example.com", "neighbour-m@example.com.tr")) {
            Shopper.guest(shop).login(unknown).answers(400).hasKeys("non_field_errors");
        }
    }

    @Test
    void an_inactive_customer_is_refused_like_an_unknown_one() {
        Shopper.signedIn(shop, "gone@example.com");
        shop.change(
                "update customer set is_active = false where id = (select customer_id from"
                        + " email_address where identity = 'gone@example.com')");

        Shopper.guest(shop)
                .login("gone@example.com")
                .answers(400)
                .says("{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
    }

    @Test
    void a_sign_in_under_way_does_not_come_into_an_account_that_is_closed() throws Exception {
        var email = "closing@example.com";
        long id = Shopper.signedIn(shop, email).get("/current_user/").json().get("pk").asLong();
        var sessions = "select count(*) from session where customer_id = " + id;
        long before = shop.count(sessions);

        Closing.during(shop, id, () -> Shopper.guest(shop).login(email))
                .answers(400)
                .hasKeys("non_field_errors");

        assertThat(shop.count(sessions)).isEqualTo(before);
    }

    @Test
    void every_wrong_field_is_told_at_once() {
        var guest = Shopper.guest(shop);
        guest.post("/users/login/", "{}")
                .answers(400)
                .says(
                        "{\"email\": [\"This field is required.\"], \"password\": [\"This field is required.\"]}");
        guest.post("/users/login/", "{\"email\": \" \", \"password\": \"\"}")
                .answers(400)
                .says(
                        "{\"email\": [\"This field may not be blank.\"],"
                                + " \"password\": [\"This field may not be blank.\"]}");
        guest.post("/users/login/", "{\"email\": \"ayse\", \"password\": null}")
                .answers(400)
                .says(
                        "{\"email\": [\"Enter a valid email address.\"],"
                                + " \"password\": [\"This field may not be null.\"]}");
        guest.post("/users/login/", "{\"email\": [], \"password\": {}}")
                .answers(400)
                .says(
                        "{\"email\": [\"Not a valid string.\"], \"password\": [\"Not a valid string.\"]}");
    }

    @Test
    void a_password_is_never_trimmed() {
        var guest = Shopper.guest(shop);
        var spaced =
                Person.named("Elif", "Kaya")
                        .withEmail("elif@example.com")
                        .with("password", "\"  bosluklu parola \"");
        guest.post("/users/registration/", spaced.json()).answers(201);

        Shopper.guest(shop).login("elif@example.com", "bosluklu parola").answers(400);
        Shopper.guest(shop).login("elif@example.com", "  bosluklu parola ").answers(200);
    }

    @Test
    void signing_in_gives_exactly_one_session_cookie_and_kills_what_was_before() {
        Shopper.signedIn(shop, "merve@example.com");
        var merve = Shopper.stranger(shop);
        merve.get("/csrf_token/").answers(200);
        var guestCookie = merve.cookie("osessionid");
        var guestToken = merve.cookie("csrftoken");

        var reply = merve.login("merve@example.com").answers(200);

        assertThat(reply.setCookies()).hasSize(2);
        assertThat(merve.cookie("osessionid")).isNotEqualTo(guestCookie);
        assertThat(merve.cookie("csrftoken")).isNotEqualTo(guestToken);
        merve.holding("csrftoken", guestToken)
                .post("/users/logout/")
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}");
    }

    @Test
    void signing_in_again_ends_the_session_before() {
        var ece = Shopper.signedIn(shop, "ece@example.com");
        var before = ece.cookie("osessionid");

        ece.login("ece@example.com").answers(200);

        Shopper.stranger(shop).holding("osessionid", before).get("/current_user/").answers(401);
        ece.get("/current_user/").answers(200);
    }

    @Test
    void next_is_followed_within_the_shop_only() {
        Shopper.signedIn(shop, "nil@example.com");
        var login = "{\"email\": \"nil@example.com\", \"password\": \"" + Shopper.PASSWORD + "\"}";

        for (var path : new String[] {"abc", "/account/", "/a?b=c", "orders/7"}) {
            Shopper.guest(shop)
                    .post("/users/login/?next=" + encoded(path), login)
                    .shows("redirect_url", path);
        }
        for (var trap :
                new String[] {
                    "//evil.example", "/\\evil.example", "\\\\evil.example",
                            "https://evil.example/", "javascript:alert(1)",
                    "/a\nb", "data:text/html,x", "https://evil.example@shop.test/", " ",
                            "http:evil.example"
                }) {
            Shopper.guest(shop)
                    .post("/users/login/?next=" + encoded(trap), login)
                    .shows("redirect_url", null);
        }
    }

    @Test
    void an_unproved_guest_account_waits_for_its_address() {
        var guest = Shopper.guest(shop);
        guest.post(
                        "/users/registration/",
                        Person.named("Can", "Er")
                                .withEmail("can@example.com")
                                .with("attributes", "{\"verification_required\": true}")
                                .json())
                .answers(201);
        Operator.of(shop)
                .set("GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION", "true")
                .answers(200);
        try {
            Shopper.guest(shop)
                    .login("can@example.com", "wrong")
                    .answers(400)
                    .contains("Unable to log in");
            Shopper.guest(shop)
                    .login("can@example.com")
                    .answers(400)
                    .says("[\"Please verify your email address before login.\"]");
        } finally {
            Operator.of(shop)
                    .unset("GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION")
                    .answers(200);
        }
    }

    @Test
    void signing_out_ends_this_session_and_its_key_and_no_other() {
        var phone = Shopper.signedIn(shop, "derya@example.com");
        var laptop = Shopper.guest(shop);
        var key = laptop.login("derya@example.com").answers(200).json().get("key").asString();

        var reply = laptop.post("/users/logout/").answers(200).isEmpty();

        assertThat(reply.setCookie("osessionid"))
                .contains("Max-Age=0;")
                .contains("expires=Thu, 01-Jan-1970 00:00:00 GMT");
        laptop.get("/current_user/").answers(401);
        Shopper.stranger(shop)
                .with("Authorization", "Token " + key)
                .get("/current_user/")
                .answers(401);
        phone.get("/current_user/").answers(200);
    }

    @Test
    void signing_out_ignores_whatever_body_comes() {
        var deniz = Shopper.signedIn(shop, "deniz@example.com");
        deniz.send(
                        "POST",
                        "/users/logout",
                        "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "text/plain")
                .answers(200)
                .isEmpty();
    }

    @Test
    void nobody_signs_out_who_is_not_signed_in() {
        Shopper.guest(shop)
                .post("/users/logout/")
                .answers(401)
                .says("{\"detail\": \"Authentication credentials were not provided.\"}")
                .has("WWW-Authenticate", "Token");
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
