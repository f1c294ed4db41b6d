package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `GET /users/session/` (ours): what other services of the shop read with the shopper's cookie.
class SessionEndpointTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @Test
    void a_stranger_is_told_what_holds_for_everybody() {
        Shopper.stranger(shop)
                .get("/users/session/")
                .answers(200)
                .has("Content-Type", "application/json")
                .has("Cache-Control", "no-store")
                .has("Vary", "Cookie, Accept-Language")
                .has("X-Currency", "TRY")
                .says(
                        """
                        {"signed_in": false, "pk": null, "currency": "TRY", "city": null, "language": "en"}
                        """);
    }

    @Test
    void a_guest_is_told_what_she_chose() {
        var guest = Shopper.guest(shop);
        choose(guest);
        guest.get("/users/session")
                .answers(200)
                .says(
                        """
                        {"signed_in": false, "pk": null, "currency": "USD", "city": "İzmir", "language": "tr"}
                        """);
    }

    @Test
    void a_customer_is_told_who_she_is_and_what_she_chose() {
        var ayse = Shopper.signedIn(shop, "session.a@example.com");
        var pk = ayse.get("/current_user/").json().get("pk").asLong();
        ayse.get("/users/session/")
                .says(
                        """
                        {"signed_in": true, "pk": %d, "currency": "TRY", "city": null, "language": "en"}
                        """
                                .formatted(pk));

        choose(ayse);

        ayse.get("/users/session/")
                .has("X-Currency", "USD")
                .says(
                        """
                        {"signed_in": true, "pk": %d, "currency": "USD", "city": "İzmir", "language": "tr"}
                        """
                                .formatted(pk));
    }

    @Test
    void after_the_sign_out_nothing_of_it_is_told() {
        var ayse = Shopper.signedIn(shop, "session.b@example.com");
        choose(ayse);
        ayse.post("/users/logout/").answers(200);
        ayse.get("/users/session/")
                .says(
                        """
                        {"signed_in": false, "pk": null, "currency": "TRY", "city": null, "language": "en"}
                        """);
    }

    @Test
    void who_signs_in_again_keeps_her_choices_and_another_customer_gets_none_of_them() {
        Shopper.signedIn(shop, "session.d@example.com");
        var ayse = Shopper.signedIn(shop, "session.c@example.com");
        choose(ayse);

        ayse.login("session.c@example.com").answers(200);
        ayse.get("/users/session/").shows("currency", "USD").shows("city", "İzmir");

        ayse.login("session.d@example.com").answers(200);
        ayse.get("/users/session/")
                .shows("signed_in", true)
                .shows("currency", "TRY")
                .shows("city", null)
                .shows("language", "en");
    }

    @Test
    void a_false_token_is_refused_here_too() {
        Shopper.stranger(shop)
                .with("Authorization", "Token " + "0".repeat(40))
                .get("/users/session/")
                .answers(401)
                .says("{\"detail\": \"Invalid token.\"}");
        assertThat(Shopper.stranger(shop).send("HEAD", "/users/session/", null, "").text())
                .isEmpty();
    }

    private static void choose(Shopper shopper) {
        shopper.post("/users/activate-currency/", "{\"currency_code\": \"usd\"}").answers(204);
        shopper.post("/users/city/", "{\"city\": \"izmir\"}").answers(200);
        shopper.post("/i18n/setlang/", "{\"language\": \"tr\"}").answers(204);
    }
}
