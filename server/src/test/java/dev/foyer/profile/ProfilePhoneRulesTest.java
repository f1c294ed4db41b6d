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
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// Whose phone it is: proofs, other sessions, several at once (contract B.6.1, 0.2.16).
class ProfilePhoneRulesTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void a_code_is_bound_to_its_phone_its_session_and_its_purpose() throws Exception {
        var who = customer(shop);
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var code = PhoneBox.of(shop, phone).code();

        who.patch(PATH, form(phone(), code)).answers(406).says(REFUSED);
        customer(shop).patch(PATH, form(phone, code)).answers(406).says(REFUSED);
        var elsewhere = Shopper.guest(shop);
        elsewhere.login(email(who)).answers(200);
        elsewhere.patch(PATH, form(phone, code)).answers(406).says(REFUSED);
        var taker = Shopper.guest(shop);
        taker.post("/users/otp-login/", form(phone, code)).answers(400);

        who.patch(PATH, form(phone, code)).answers(200);
    }

    @Test
    void of_many_requests_with_the_right_code_all_agree() throws Exception {
        var who = customer(shop);
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var shown = form(phone, PhoneBox.of(shop, phone).code());

        var replies =
                IntStream.range(0, 6)
                        .mapToObj(_ -> CompletableFuture.supplyAsync(() -> who.patch(PATH, shown)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .map(Reply::status)
                        .toList();

        assertThat(replies).contains(200).isSubsetOf(200, 406);
        who.get(PATH).shows("phone", phone);
        assertThat(letters(shop, who)).isEqualTo(1);
    }

    @Test
    void a_phone_is_removed_without_a_code_and_she_is_told() throws Exception {
        var who = customer(shop);
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        who.patch(PATH, form(phone, PhoneBox.of(shop, phone).code())).answers(200);

        var reply = who.patch(PATH, "{\"phone\": \"\"}").answers(200).shows("phone", null);

        assertThat(reply.json().get("attributes").has("verified_phone")).isFalse();
        assertThat(proved(shop, phone)).isZero();
        assertThat(letters(shop, who)).isEqualTo(2);
    }

    @Test
    void a_phone_from_registration_can_be_proved_later() throws Exception {
        var phone = phone();
        var who = Shopper.guest(shop);
        who.post(
                        "/users/registration/",
                        Person.named("Ayşe", "Yılmaz")
                                .withEmail("later@example.com")
                                .with("phone", '"' + phone + '"')
                                .json())
                .answers(201);
        who.patch(PATH, form(phone)).answers(200).shows("phone", phone);
        assertThat(proved(shop, phone)).isZero();

        who.patch(PATH, resend(phone)).answers(202).shows("phone", phone);
        who.patch(PATH, form(phone, PhoneBox.of(shop, phone).code())).answers(200);

        assertThat(proved(shop, phone)).isEqualTo(1);
    }

    @Test
    void a_phone_is_unique_where_the_shop_wants_it() throws Exception {
        var operator = Operator.of(shop);
        var taken = "{\"phone\": [\"A user is already registered with this phone number.\"]}";
        var holder = customer(shop);
        var phone = phone();
        holder.patch(PATH, form(phone)).answers(202);
        holder.patch(PATH, form(phone, PhoneBox.of(shop, phone).code(1))).answers(200);
        operator.set("PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE", "true").answers(200);
        try {
            shop.clock().forward(Duration.ofSeconds(60));
            customer(shop).patch(PATH, form(phone)).answers(400).says(taken);
            assertThat(PhoneBox.of(shop, phone).texts()).hasSize(1);

            var who = customer(shop);
            operator.set("ENUMERATION_PROTECTION", "true").answers(200);
            who.patch(PATH, form(phone)).answers(202);
            who.patch(PATH, form(phone, PhoneBox.of(shop, phone).code(2))).answers(400).says(taken);
        } finally {
            operator.unset("ENUMERATION_PROTECTION").answers(200);
            operator.unset("PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE").answers(200);
        }
    }
}
