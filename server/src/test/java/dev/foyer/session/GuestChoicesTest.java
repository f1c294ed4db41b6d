package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// What guests have chosen: where it is kept, for how long, and who gets it at sign-in (contract
/// 0.1.8). Two nodes on one database.
class GuestChoicesTest {
    @RegisterExtension static final Shop shop = Shop.open();
    @RegisterExtension static final Shop other = Shop.nodeBeside(shop);

    @Test
    void a_guest_costs_one_row_from_her_first_choice_on_and_none_before() {
        var before = rows();
        var guest = Shopper.guest(shop);
        guest.get("/users/session/").answers(200);
        guest.get("/current_user/").answers(401);
        guest.login("nobody@example.com").answers(400);
        guest.post("/users/activate-currency/", "{\"currency_code\": \"xyz\"}").answers(400);
        guest.post("/users/city/", "{\"city\": \"Atlantis\"}").answers(404);
        guest.post("/i18n/setlang/", "{\"language\": \"de\"}").answers(400);
        assertThat(rows()).isEqualTo(before);

        choose(guest, "USD");
        guest.post("/users/city/", "{\"city\": 35}").answers(200);
        guest.post("/i18n/setlang/", "{\"language\": \"tr\"}").answers(204);
        choose(guest, "EUR");

        assertThat(rows()).isEqualTo(before + 1);
        guest.get("/users/session/")
                .shows("currency", "EUR")
                .shows("city", "İzmir")
                .shows("language", "tr");
    }

    @Test
    void her_id_is_issued_anew_with_the_first_choice_only_and_stays_one_of_ours() {
        var guest = Shopper.guest(shop);
        var before = guest.cookie("osessionid");

        var first = guest.post("/users/activate-currency/", "{\"currency_code\": \"USD\"}");

        assertThat(first.setCookie("osessionid"))
                .matches(
                        "osessionid=[a-z0-9]{32}; expires=.*; httponly; Max-Age=1209600; Path=/; SameSite=Lax");
        assertThat(guest.cookie("osessionid")).isNotEqualTo(before);
        assertThat(
                        guest.post("/users/activate-currency/", "{\"currency_code\": \"EUR\"}")
                                .setCookie("osessionid"))
                .isEmpty();
        assertThat(guest.get("/csrf_token/").setCookie("osessionid")).isEmpty();
    }

    @Test
    void nobody_gives_herself_the_choices_of_another_guest() {
        var guest = Shopper.guest(shop);
        choose(guest, "USD");
        var id = guest.cookie("osessionid");
        for (int place : new int[] {0, 1, 5, 12, 17, 20, 31}) {
            char letter = id.charAt(place) == 'a' ? 'b' : 'a';
            var forged = id.substring(0, place) + letter + id.substring(place + 1);
            var thief = Shopper.stranger(shop).holding("osessionid", forged);
            thief.get("/users/session/").shows("currency", "TRY");
            assertThat(thief.cookie("osessionid")).isNotEqualTo(forged);
        }
    }

    @Test
    void every_node_knows_what_was_chosen() {
        var guest = Shopper.guest(shop);
        choose(guest, "USD");
        var there = Shopper.stranger(other).holding("osessionid", guest.cookie("osessionid"));
        there.get("/users/session/").shows("currency", "USD");
        there.get("/csrf_token/").answers(200);
        choose(there, "EUR");
        guest.get("/users/session/").shows("currency", "EUR");

        var ayse = Shopper.signedIn(shop, "node@example.com");
        choose(ayse, "USD");
        Shopper.stranger(other)
                .holding("osessionid", ayse.cookie("osessionid"))
                .get("/users/session/")
                .shows("currency", "USD")
                .shows("signed_in", true);
    }

    @Test
    void after_sign_in_the_old_id_holds_nothing_any_more_on_any_node() {
        Shopper.signedIn(shop, "old.id@example.com");
        for (var node : List.of(shop, other)) {
            var guest = Shopper.guest(shop);
            choose(guest, "USD");
            guest.post("/users/city/", "{\"city\": 35}").answers(200);
            var old = guest.cookie("osessionid");
            var before = rows();

            guest.login("old.id@example.com").answers(200);

            guest.get("/users/session/").shows("currency", "USD").shows("city", "İzmir");
            assertThat(rows()).isEqualTo(before - 1);
            Shopper.stranger(node)
                    .holding("osessionid", old)
                    .get("/users/session/")
                    .says(
                            """
                            {"signed_in": false, "pk": null, "currency": "TRY", "city": null, "language": "en"}
                            """);
        }
    }

    @Test
    void after_registration_the_old_id_holds_nothing_any_more() {
        var guest = Shopper.guest(shop);
        choose(guest, "EUR");
        var old = guest.cookie("osessionid");
        var form = Person.named("Ece", "Er").withEmail("old.two@example.com").json();
        guest.post("/users/registration/", form).answers(201);

        guest.get("/users/session/").shows("currency", "EUR");
        Shopper.stranger(shop)
                .holding("osessionid", old)
                .get("/users/session/")
                .shows("currency", "TRY");
    }

    @Test
    void a_sign_in_that_fails_takes_nothing_away() {
        Shopper.signedIn(shop, "fails@example.com");
        var guest = Shopper.guest(shop);
        choose(guest, "USD");
        guest.login("fails@example.com", "wrong").answers(400);
        guest.post(
                        "/users/registration/",
                        Person.named("A", "B").withEmail("fails@example.com").json())
                .answers(400);
        guest.get("/users/session/").shows("currency", "USD");
    }

    @Test
    void a_customers_choices_end_with_her_session() {
        var ayse = Shopper.signedIn(shop, "ends@example.com");
        choose(ayse, "USD");
        var old = ayse.cookie("osessionid");
        ayse.post("/users/logout/").answers(200);

        ayse.login("ends@example.com").answers(200);

        ayse.get("/users/session/").shows("currency", "TRY");
        Shopper.stranger(shop)
                .holding("osessionid", old)
                .get("/users/session/")
                .shows("signed_in", false)
                .shows("currency", "TRY");
    }

    @Test
    void of_racing_sign_ins_of_one_guest_one_gets_her_choices() throws Exception {
        Shopper.signedIn(shop, "race@example.com");
        var guest = Shopper.guest(shop);
        choose(guest, "USD");
        var tries = new ArrayList<Callable<String>>();
        for (int i = 0; i < 8; i++) {
            var twin =
                    Shopper.stranger(i % 2 == 0 ? shop : other)
                            .holding("osessionid", guest.cookie("osessionid"))
                            .holding("csrftoken", guest.cookie("csrftoken"));
            tries.add(
                    () -> {
                        twin.login("race@example.com").answers(200);
                        return twin.get("/users/session/").json().get("currency").asString();
                    });
        }
        assertThat(AtOnce.all(tries)).containsOnlyOnce("USD").contains("TRY").hasSize(8);
        guest.get("/users/session/").shows("currency", "TRY");
    }

    @Test
    void racing_choices_of_one_guest_are_all_kept() throws Exception {
        for (int round = 0; round < 10; round++) {
            var guest = Shopper.guest(shop);
            choose(guest, "TRY");
            var bodies =
                    List.of(
                            List.of("/users/activate-currency/", "{\"currency_code\": \"USD\"}"),
                            List.of("/users/city/", "{\"city\": \"Van\"}"),
                            List.of("/i18n/setlang/", "{\"language\": \"tr\"}"));
            var tries = new ArrayList<Callable<Integer>>();
            for (var body : bodies) {
                tries.add(() -> guest.post(body.get(0), body.get(1)).status());
            }
            assertThat(AtOnce.all(tries)).isSubsetOf(200, 204);
            guest.get("/users/session/")
                    .shows("currency", "USD")
                    .shows("city", "Van")
                    .shows("language", "tr");
        }
    }

    @Test
    void whoever_has_an_id_from_before_her_choice_sees_nothing_of_it() {
        var guest = Shopper.guest(shop);
        var before = guest.cookie("osessionid");
        choose(guest, "USD");
        Shopper.stranger(shop)
                .holding("osessionid", before)
                .get("/users/session/")
                .shows("currency", "TRY");
        guest.get("/users/session/").shows("currency", "USD");
    }

    private static void choose(Shopper shopper, String currency) {
        shopper.post("/users/activate-currency/", "{\"currency_code\": \"" + currency + "\"}")
                .answers(204);
    }

    private static long rows() {
        return shop.count("select count(*) from guest_choice");
    }
}
