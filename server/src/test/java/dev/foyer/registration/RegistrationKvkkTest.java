package dev.foyer.registration;

import static dev.foyer.registration.SmsForms.MISMATCH;
import static dev.foyer.registration.SmsForms.PATH;
import static dev.foyer.registration.SmsForms.REFUSED;
import static dev.foyer.registration.SmsForms.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `RegisterKvkkView`: a code only for those who give a phone (contract 0.2.4).
class RegistrationKvkkTest {
    @RegisterExtension static final Shop shop = SmsForms.shop("RegisterKvkk");

    @Test
    void without_a_phone_the_account_is_made_at_once() {
        var who = newcomer();
        var reply =
                Shopper.guest(shop)
                        .post(
                                PATH,
                                who.form()
                                        .without("phone")
                                        .with("attributes", "{\"verified_phone\": true}")
                                        .json())
                        .answers(201)
                        .shows("phone", null);

        assertThat(reply.json().get("attributes").has("verified_phone")).isFalse();
        assertThat(
                        shop.count(
                                "select count(*) from customer where phone_verified_at is not null and phone is null"))
                .isZero();
        Shopper.guest(shop)
                .post(PATH, newcomer().form().with("phone", "\"\"").with("resend", "true").json())
                .answers(201);
    }

    @Test
    void with_a_phone_there_is_a_code_and_all_five_values_count() throws Exception {
        var who = newcomer();
        var guest = Shopper.guest(shop);
        guest.post(PATH, who.form().json()).answers(202).shows("id", null);
        assertThat(SmsForms.accounts(shop, who)).isZero();
        var code = PhoneBox.of(shop, who.e164()).code();
        guest.post(PATH, who.with(PhoneBox.wrong(code, 1))).answers(406).says(REFUSED);
        guest.post(
                        PATH,
                        who.form()
                                .with("call_allowed", "true")
                                .with("code", '"' + code + '"')
                                .json())
                .answers(406)
                .says(MISMATCH);

        var reply = guest.post(PATH, who.with(code)).answers(201).shows("phone", who.local());

        assertThat(reply.json().get("attributes").get("verified_phone")).hasToString("true");
    }

    @Test
    void a_phone_that_is_none_is_refused_and_not_passed_over() {
        Shopper.guest(shop)
                .post(PATH, newcomer().form().with("phone", "\"12\"").json())
                .answers(400)
                .says("{\"phone\": [\"Enter a valid phone number.\"]}");
    }

    @Test
    void who_must_prove_her_address_first_has_an_account_and_no_session() throws Exception {
        var setting = "GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION";
        Operator.of(shop).set(setting, "true").answers(200);
        try {
            var who = newcomer();
            var guest = Shopper.guest(shop);
            var form = who.form().with("attributes", "{\"verification_required\": true}");
            guest.post(PATH, form.json()).answers(202);
            var code = PhoneBox.of(shop, who.e164()).code();

            guest.post(PATH, form.with("code", '"' + code + '"').json())
                    .answers(400)
                    .says("[\"Please verify your email address before login.\"]");

            assertThat(SmsForms.accounts(shop, who)).isEqualTo(1);
            assertThat(SmsForms.tries(shop, who)).as("the code is spent").isEqualTo(-1);
            guest.get("/current_user/").answers(401);
        } finally {
            Operator.of(shop).unset(setting).answers(200);
        }
    }
}
