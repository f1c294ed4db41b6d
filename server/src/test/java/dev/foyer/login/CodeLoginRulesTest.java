package dev.foyer.login;

import static dev.foyer.login.CodeForms.PATH;
import static dev.foyer.login.CodeForms.REFUSED;
import static dev.foyer.login.CodeForms.UNKNOWN;
import static dev.foyer.login.CodeForms.customer;
import static dev.foyer.login.CodeForms.form;
import static dev.foyer.login.CodeForms.newest;
import static dev.foyer.login.CodeForms.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// Whom a code lets in, and what strangers learn (contract 0.2.1, 0.2.15, 0.2.16).
class CodeLoginRulesTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void an_unknown_an_unproved_and_a_shared_phone_are_refused() throws Exception {
        var unproved = phone();
        Shopper.guest(shop)
                .post(
                        "/users/registration/",
                        Person.named("Ayşe", "Yılmaz")
                                .withEmail("unproved@example.com")
                                .with("phone", '"' + unproved + '"')
                                .json())
                .answers(201);
        var shared = phone();
        customer(shop, shared);
        shop.clock().forward(Duration.ofSeconds(60));
        customer(shop, shared);

        Shopper.guest(shop).post(PATH, form(phone())).answers(400).says(UNKNOWN);
        Shopper.guest(shop).post(PATH, form(unproved)).answers(400).says(UNKNOWN);
        Shopper.guest(shop).post(PATH, form(shared)).answers(400).says(UNKNOWN);
        Shopper.guest(shop).post(PATH, form(phone(), "123456")).answers(400).says(UNKNOWN);
        assertThat(PhoneBox.of(shop, unproved).texts()).isEmpty();
    }

    @Test
    void a_closed_account_is_unknown_even_with_a_code_in_hand() throws Exception {
        var phone = phone();
        customer(shop, phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone)).answers(200);
        var code = newest(shop, phone);
        shop.change("update customer set is_active = false where phone = '+9" + phone + "'");

        guest.post(PATH, form(phone, code)).answers(400).says(UNKNOWN);
        guest.get("/current_user/").answers(401);
    }

    @Test
    void a_code_under_way_does_not_come_into_an_account_that_is_closed() throws Exception {
        var phone = phone();
        customer(shop, phone);
        var hers = " from customer where phone = '+9" + phone + "'";
        long id = shop.count("select id" + hers);
        var sessions = "select count(*) from session where customer_id = " + id;
        long before = shop.count(sessions);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone)).answers(200);
        var code = newest(shop, phone);

        Closing.during(shop, id, () -> guest.post(PATH, form(phone, code)))
                .answers(406)
                .says(REFUSED);

        guest.get("/current_user/").answers(401);
        assertThat(shop.count(sessions)).isEqualTo(before);
    }

    @Test
    void a_code_works_in_the_session_that_asked_for_it_alone() throws Exception {
        var phone = phone();
        customer(shop, phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone)).answers(200);
        var code = newest(shop, phone);

        Shopper.guest(shop).post(PATH, form(phone, code)).answers(406).says(REFUSED);

        guest.post(PATH, form(phone, code)).answers(200);
    }

    @Test
    void who_must_prove_her_address_first_is_told_only_after_the_code() throws Exception {
        var phone = phone();
        customer(shop, phone);
        shop.change(
                "update customer set attributes = attributes ||"
                        + " '{\"verification_required\": true}' where phone ="
                        + " '+9"
                        + phone
                        + "'");
        Operator.of(shop)
                .set("GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION", "true")
                .answers(200);
        try {
            var guest = Shopper.guest(shop);
            guest.post(PATH, form(phone)).answers(200);
            var code = newest(shop, phone);
            guest.post(PATH, form(phone, PhoneBox.wrong(code, 1))).answers(406);
            guest.post(PATH, form(phone, code))
                    .answers(400)
                    .says("[\"Please verify your email address before login.\"]");
            guest.get("/current_user/").answers(401);
        } finally {
            Operator.of(shop)
                    .unset("GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION")
                    .answers(200);
        }
    }

    @Test
    void strangers_do_not_learn_who_has_an_account_where_the_shop_protects_it() throws Exception {
        var known = phone();
        var unknown = phone();
        customer(shop, known);
        Operator.of(shop).set("ENUMERATION_PROTECTION", "true").answers(200);
        try {
            for (var phone : new String[] {known, unknown}) {
                var guest = Shopper.guest(shop);
                guest.post(PATH, form(phone, "123456")).answers(406).says(REFUSED);
                guest.post(PATH, form(phone)).answers(200).isEmpty();
                guest.post(PATH, form(phone)).answers(429).has("Retry-After", "60");
                guest.post(PATH, form(phone, "123456")).answers(406).says(REFUSED);
            }
            newest(shop, known);
            assertThat(PhoneBox.of(shop, unknown).texts()).isEmpty();
            assertThat(
                            shop.count(
                                    "select count(*) from outbox_message where recipient = '+9"
                                            + unknown
                                            + "'"))
                    .isZero();
        } finally {
            Operator.of(shop).unset("ENUMERATION_PROTECTION").answers(200);
        }
    }

    @Test
    void a_code_for_another_purpose_opens_nothing() throws Exception {
        var phone = phone();
        var email = customer(shop, phone);
        var ayse = Shopper.guest(shop);
        ayse.login(email).answers(200);
        ayse.post(PATH, form(phone)).answers(200);
        var toSignIn = newest(shop, phone);
        var other = Shopper.signedIn(shop, "purpose@example.com");
        shop.clock().forward(Duration.ofSeconds(60));
        other.patch("/users/profile/", form(phone)).answers(202);
        var toChange = newest(shop, phone);

        other.post(PATH, form(phone, toChange)).answers(406).says(REFUSED);
        ayse.patch("/users/profile/", "{\"phone\": null}").answers(200);
        ayse.patch("/users/profile/", form(phone, toSignIn)).answers(406).says(REFUSED);
        other.patch("/users/profile/", form(phone, toChange)).answers(200);
    }
}
