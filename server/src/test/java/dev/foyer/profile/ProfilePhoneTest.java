package dev.foyer.profile;

import static dev.foyer.profile.PhoneForms.PATH;
import static dev.foyer.profile.PhoneForms.REFUSED;
import static dev.foyer.profile.PhoneForms.customer;
import static dev.foyer.profile.PhoneForms.email;
import static dev.foyer.profile.PhoneForms.form;
import static dev.foyer.profile.PhoneForms.letters;
import static dev.foyer.profile.PhoneForms.phone;
import static dev.foyer.profile.PhoneForms.proved;
import static dev.foyer.profile.PhoneForms.resend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.PhoneBox;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// Change of phone by code (contract B.6.1).
class ProfilePhoneTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void a_new_phone_is_saved_once_its_code_was_shown() throws Exception {
        var who = customer(shop);
        var phone = phone();

        who.patch(PATH, form(phone))
                .answers(202)
                .shows("first_name", "Ayşe")
                .shows("phone", null)
                .hasKeys(
                        "id",
                        "first_name",
                        "last_name",
                        "email_allowed",
                        "sms_allowed",
                        "call_allowed",
                        "avatar",
                        "email",
                        "phone",
                        "date_of_birth",
                        "gender",
                        "genders",
                        "language_code",
                        "attributes",
                        "date_joined");
        who.get(PATH).shows("phone", null);

        var reply =
                who.patch(PATH, form(phone, PhoneBox.of(shop, phone).code()))
                        .answers(200)
                        .shows("phone", phone);

        assertThat(reply.json().get("attributes").get("verified_phone")).hasToString("true");
        who.get("/current_user/").shows("phone", phone);
        assertThat(proved(shop, phone)).isEqualTo(1);
        assertThat(letters(shop, who)).isEqualTo(1);
        assertThat(MailBox.of(shop, email(who)).newest().get("subject").asString())
                .isEqualTo("Your phone number at Foyer was changed");
    }

    @Test
    void the_rest_of_the_form_is_done_at_once_and_told_so() {
        var who = customer(shop);
        var phone = phone();

        who.patch(
                        PATH,
                        "{\"first_name\": \"Fatma\", \"sms_allowed\": true, \"phone\": \"%s\"}"
                                .formatted(phone))
                .answers(202)
                .shows("first_name", "Fatma")
                .shows("sms_allowed", true)
                .shows("phone", null);

        who.get(PATH).shows("first_name", "Fatma").shows("phone", null);
    }

    @Test
    void with_a_wrong_code_nothing_of_the_form_is_done() throws Exception {
        var who = customer(shop);
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var code = PhoneBox.of(shop, phone).code();

        var wrong = PhoneBox.wrong(code, 1);
        who.patch(
                        PATH,
                        "{\"first_name\": \"Fatma\", \"phone\": \"%s\", \"code\": \"%s\"}"
                                .formatted(phone, wrong))
                .answers(406)
                .says(REFUSED);

        who.get(PATH).shows("first_name", "Ayşe").shows("phone", null);
        who.patch(PATH, form(phone, code)).answers(200).shows("phone", phone);
    }

    @Test
    void five_wrong_codes_are_looked_at_and_the_right_one_is_too_late() throws Exception {
        var who = customer(shop);
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var code = PhoneBox.of(shop, phone).code();
        for (int i = 1; i <= 5; i++) {
            who.patch(PATH, form(phone, PhoneBox.wrong(code, i))).answers(406).says(REFUSED);
        }
        who.patch(PATH, form(phone, code)).answers(406).says(REFUSED);
        who.get(PATH).shows("phone", null);
    }

    @Test
    void an_old_code_is_refused_and_resend_brings_another() throws Exception {
        var who = customer(shop);
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var box = PhoneBox.of(shop, phone);
        var old = box.code(1);
        who.patch(PATH, resend(phone))
                .answers(429)
                .has("Retry-After", "60")
                .says("{\"detail\": \"Request was throttled. Expected available in 60 seconds.\"}");
        shop.clock().forward(Duration.ofMinutes(3));
        who.patch(PATH, form(phone, old)).answers(406).says(REFUSED);

        who.patch(PATH, resend(phone)).answers(202).shows("phone", null);

        who.patch(PATH, form(phone, old)).answers(406).says(REFUSED);
        who.patch(PATH, form(phone, box.code(2))).answers(200).shows("phone", phone);
    }

    @Test
    void a_request_that_gets_no_code_does_nothing_else_either() {
        var who = customer(shop);
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);

        who.patch(PATH, "{\"first_name\": \"Fatma\", \"phone\": \"%s\"}".formatted(phone))
                .answers(429);

        who.get(PATH).shows("first_name", "Ayşe");
    }

    @Test
    void a_code_works_once() throws Exception {
        var who = customer(shop);
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var code = PhoneBox.of(shop, phone).code();
        who.patch(PATH, form(phone, code)).answers(200);
        who.patch(PATH, "{\"phone\": null}").answers(200);

        who.patch(PATH, form(phone, code)).answers(406).says(REFUSED);
    }

    @Test
    void a_form_that_was_sent_twice_is_no_failure() throws Exception {
        var who = customer(shop);
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var code = PhoneBox.of(shop, phone).code();
        who.patch(PATH, form(phone, code)).answers(200);

        who.patch(PATH, form(phone, code)).answers(200).shows("phone", phone);
        who.patch(PATH, form(phone)).answers(200).shows("phone", phone);
        assertThat(PhoneBox.of(shop, phone).texts()).hasSize(1);
    }
}
