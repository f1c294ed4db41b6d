package dev.foyer.password;

import static dev.foyer.password.Customers.NEW;
import static dev.foyer.password.Customers.NEWER;
import static dev.foyer.password.Customers.id;
import static dev.foyer.password.Customers.link;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.sql;
import static dev.foyer.password.Customers.twice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The true owner of an address takes over the account that somebody else made on it (contract
/// 0.2.8): nothing of the claimant's is shown to her, and nothing of hers to the claimant.
class TakeoverTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String CLAIMED = "kalin-duvar-99";
    private static final String HOME =
            """
            {"title": "home", "first_name": "Mallory", "last_name": "Fırat", "phone_number": "05551112233",
             "country": 792, "city": 34, "township": 3423, "line": "Moda Cad. 7"}
            """;

    @Test
    void a_reset_proves_the_address_and_the_owner_finds_nothing_of_the_claimant() throws Exception {
        var address = newAddress();
        claim(address);
        long id = id(shop, address);

        Shopper.guest(shop)
                .with("Accept-Language", "tr")
                .post(link(shop, address), twice(NEW))
                .answers(200)
                .isEmpty();

        var owner = Shopper.guest(shop);
        owner.login(address, NEW).answers(200);
        var shown =
                owner.get("/current_user/")
                        .answers(200)
                        .shows("pk", id)
                        .shows("first_name", "")
                        .shows("last_name", "")
                        .shows("phone", null)
                        .shows("email", address)
                        .shows("email_allowed", false)
                        .shows("sms_allowed", false)
                        .shows("call_allowed", false)
                        .shows("gender", null)
                        .shows("date_of_birth", null)
                        .shows("is_email_verified", true);
        assertThat(shown.text()).doesNotContain("Mallory", "Fırat", "555", "secret", "1990");
        assertThat(
                        shop.count(
                                "select count(*) from customer where id = %d and username is null and avatar is null"
                                                .formatted(id)
                                        + " and phone_verified_at is null and not whatsapp_allowed"
                                        + " and language_code = 'tr-tr' and user_type = 'registered'"))
                .isEqualTo(1);
    }

    @Test
    void the_address_book_of_the_claimant_is_gone() throws Exception {
        var address = newAddress();
        claim(address).post("/address/", HOME).answers(201);
        Shopper.guest(shop).post(link(shop, address), twice(NEW)).answers(200);

        var owner = Shopper.guest(shop);
        owner.login(address, NEW).answers(200);
        owner.get("/address/").answers(200).shows("count", 0);
        owner.get("/current_user/").answers(200).shows("selected_address", null);
    }

    @Test
    void the_claimant_is_out_with_every_session_key_address_and_password() throws Exception {
        var address = newAddress();
        var mallory = claim(address);
        long id = id(shop, address);
        var back = newAddress();
        further(id, back, true);
        further(id, newAddress(), false);
        var tablet = Shopper.guest(shop);
        var key = tablet.login(address, CLAIMED).answers(200).json().get("key").asString();

        Shopper.guest(shop).post(link(shop, address), twice(NEW)).answers(200);

        mallory.get("/current_user/").answers(401);
        tablet.get("/current_user/").answers(401);
        Shopper.stranger(shop)
                .with("Authorization", "Token " + key)
                .get("/current_user/")
                .answers(401);
        Shopper.guest(shop).login(address, CLAIMED).answers(400);
        assertThat(shop.count("select count(*) from email_address where customer_id = " + id))
                .isEqualTo(1);
        assertThat(shop.count("select count(*) from password_history where customer_id = " + id))
                .isZero();
        Customers.forget(shop, back);
        Customers.awaitLetters(shop);
        assertThat(Customers.links(shop, back)).isEmpty();
        // What the claimant had attached is free for others.
        Shopper.signedIn(shop, back);
    }

    @Test
    void the_mailed_links_of_before_are_dead() throws Exception {
        var address = newAddress();
        claim(address);
        var confirm = MailBox.of(shop, address).confirmationKey();
        var earlier = link(shop, address);
        var used = link(shop, address);
        Shopper.guest(shop).post(used, twice(NEW)).answers(200);

        Shopper.guest(shop)
                .post(earlier, twice(NEWER))
                .answers(400)
                .says("{\"token\": [\"Invalid value\"]}");
        Shopper.guest(shop)
                .post("/users/registration/verify-email/", "{\"key\": \"" + confirm + "\"}")
                .answers(404);
        Shopper.guest(shop).login(address, NEW).answers(200);
    }

    @Test
    void no_complaint_about_the_new_password_tells_of_the_claimant() throws Exception {
        Operator.of(shop).set("PASSWORD_HISTORY_LENGTH", "10").answers(200);
        try {
            var names = newAddress();
            claim(names);
            Shopper.guest(shop).post(link(shop, names), twice("mallory-7")).answers(200);
            var password = newAddress();
            claim(password);
            Shopper.guest(shop).post(link(shop, password), twice(CLAIMED)).answers(200);
        } finally {
            Operator.of(shop).unset("PASSWORD_HISTORY_LENGTH").answers(200);
        }
    }

    @Test
    void no_letter_to_the_owner_names_the_claimant() throws Exception {
        var address = newAddress();
        claim(address);
        Shopper.guest(shop).post(link(shop, address), twice(NEW)).answers(200);
        Customers.awaitLetters(shop);

        var mails = MailBox.of(shop, address).mails();
        var confirmation = mails.getLast();
        assertThat(confirmation.get("text").asString()).contains("/account-confirm-email/");
        assertThat(mails.subList(0, mails.size() - 1))
                .hasSize(2)
                .noneMatch(mail -> mail.toString().contains("Mallory"));
    }

    @Test
    void whoever_had_to_prove_the_address_first_may_sign_in_now() throws Exception {
        Operator.of(shop)
                .set("GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION", "true")
                .answers(200);
        try {
            var address = newAddress();
            Shopper.guest(shop)
                    .post(
                            "/users/registration/",
                            Person.named("Ece", "Ak")
                                    .withEmail(address)
                                    .with("attributes", "{\"verification_required\": true}")
                                    .json())
                    .answers(400);

            Shopper.guest(shop).post(link(shop, address), twice(NEW)).answers(200);

            Shopper.guest(shop).login(address, NEW).answers(200);
        } finally {
            Operator.of(shop)
                    .unset("GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION")
                    .answers(200);
        }
    }

    @Test
    void where_the_address_was_proved_everything_stays() throws Exception {
        var address = newAddress();
        claim(address);
        Customers.prove(shop, address);
        long id = id(shop, address);
        further(id, newAddress(), true);
        further(id, newAddress(), false);

        Shopper.guest(shop).post(link(shop, address), twice(NEW)).answers(200);

        var owner = Shopper.guest(shop);
        owner.login(address, NEW).answers(200);
        owner.get("/current_user/")
                .shows("first_name", "Mallory")
                .shows("phone", "05551112233")
                .shows("email_allowed", true);
        assertThat(shop.count("select count(*) from email_address where customer_id = " + id))
                .isEqualTo(3);
    }

    private static Shopper claim(String address) {
        var mallory = Shopper.guest(shop);
        mallory.post(
                        "/users/registration/",
                        Person.named("Mallory", "Fırat")
                                .withEmail(address)
                                .with("password", '"' + CLAIMED + '"')
                                .with("username", "\"mal-" + address + '"')
                                .with("phone", "\"05551112233\"")
                                .with("gender", "\"male\"")
                                .with("date_of_birth", "\"1990-05-17\"")
                                .with("email_allowed", "true")
                                .with("sms_allowed", "true")
                                .with("call_allowed", "true")
                                .with("whatsapp_allowed", "true")
                                .with("attributes", "{\"note\": \"secret\"}")
                                .json())
                .answers(201);
        return mallory;
    }

    private static void further(long id, String address, boolean isProved) {
        sql(
                shop,
                "insert into email_address (customer_id, address, identity, is_primary, verified_at, created_at)"
                        + " values (%d, '%s', '%s', false, %s, now())"
                                .formatted(id, address, address, isProved ? "now()" : "null"));
    }
}
