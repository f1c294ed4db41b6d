package dev.foyer.registration;

import static dev.foyer.registration.SmsForms.MISMATCH;
import static dev.foyer.registration.SmsForms.PATH;
import static dev.foyer.registration.SmsForms.REFUSED;
import static dev.foyer.registration.SmsForms.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Locale.ROOT;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/// What a code of a registration opens, and what it does not (contract 0.2.4, 0.2.14).
class RegistrationCodeTest {
    @RegisterExtension static final Shop shop = SmsForms.shop("RegisterSMSOtp");

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void a_wrong_code_is_406_and_the_right_one_still_works() throws Exception {
        var ayse = Waiting.forCode();

        ayse.guest.post(PATH, ayse.wrong(1)).answers(406).says(REFUSED);
        ayse.guest.post(PATH, ayse.form("xyz")).answers(406).says(REFUSED);
        ayse.guest.post(PATH, ayse.form("1")).answers(406).says(REFUSED);

        assertThat(ayse.tries()).isEqualTo(3);
        ayse.guest.post(PATH, ayse.right()).answers(201);
    }

    @Test
    void a_refusal_is_told_in_turkish_too() throws Exception {
        var ayse = Waiting.forCode();
        ayse.guest
                .with("Accept-Language", "tr")
                .post(PATH, ayse.wrong(1))
                .answers(406)
                .says(
                        """
                        {"non_field_errors": "Doğrulama kodu yanlış ya da süresi dolmuş.",
                         "error_code": "kvkk_service_100_1"}
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "phone | \"05559990000\"",
                "sms_allowed | false",
                "email_allowed | true",
                "call_allowed | true",
                "email | \"somebody@else.example\"",
            })
    void each_of_the_five_values_must_be_the_one_that_the_code_was_sent_for(
            String field, String json) throws Exception {
        var ayse = Waiting.forCode();
        var changed = ayse.who.form().with(field, json).with("code", '"' + ayse.code + '"').json();

        ayse.guest.post(PATH, changed).answers(406).says(MISMATCH);

        assertThat(ayse.tries()).as("counts as a try").isEqualTo(1);
        assertThat(SmsForms.accounts(shop, ayse.who)).isZero();
        ayse.guest.post(PATH, ayse.right()).answers(201);
    }

    @Test
    void other_spellings_of_the_five_values_and_other_names_are_no_mismatch() throws Exception {
        var ayse = Waiting.forCode();

        ayse.guest
                .post(
                        PATH,
                        ayse.who
                                .form()
                                .with("phone", '"' + ayse.who.e164() + '"')
                                .with("sms_allowed", "\"True\"")
                                .with("email_allowed", "\"0\"")
                                .with("call_allowed", "null")
                                .with("email", '"' + ayse.who.email().toUpperCase(ROOT) + '"')
                                .with("first_name", "\"Ayşegül\"")
                                .with("code", "\" " + ayse.code + " \"")
                                .json())
                .answers(201)
                .shows("first_name", "Ayşegül");
    }

    @Test
    void the_sixth_try_is_refused_even_when_it_is_right() throws Exception {
        var ayse = Waiting.forCode();
        for (int i = 1; i <= 5; i++) {
            ayse.guest.post(PATH, ayse.wrong(i)).answers(406).says(REFUSED);
        }

        ayse.guest.post(PATH, ayse.right()).answers(406).says(REFUSED);

        assertThat(SmsForms.accounts(shop, ayse.who)).isZero();
        shop.clock().forward(Duration.ofSeconds(60));
        ayse.guest.post(PATH, ayse.who.form().with("resend", "true").json()).answers(200);
        ayse.guest.post(PATH, ayse.who.with(ayse.box().code(2))).answers(201);
    }

    @Test
    void mismatches_use_up_the_tries_too() throws Exception {
        var ayse = Waiting.forCode();
        for (int i = 1; i <= 5; i++) {
            var other = ayse.who.form().with("email", "\"other" + i + "@example.com\"");
            ayse.guest
                    .post(PATH, other.with("code", '"' + ayse.code + '"').json())
                    .answers(406)
                    .says(MISMATCH);
        }

        ayse.guest.post(PATH, ayse.right()).answers(406).says(REFUSED);
    }

    @Test
    void the_same_wrong_try_within_ten_seconds_counts_once() throws Exception {
        var ayse = Waiting.forCode();
        var other = ayse.who.form().with("email", "\"other@example.com\"");
        var mismatch = other.with("code", '"' + ayse.code + '"').json();
        for (int i = 0; i < 3; i++) {
            ayse.guest.post(PATH, ayse.wrong(1)).answers(406);
        }
        assertThat(ayse.tries()).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            ayse.guest.post(PATH, mismatch).answers(406).says(MISMATCH);
        }
        assertThat(ayse.tries()).isEqualTo(2);

        shop.clock().forward(Duration.ofSeconds(10).minusNanos(1000));
        ayse.guest.post(PATH, mismatch).answers(406);
        assertThat(ayse.tries()).isEqualTo(2);
        shop.clock().forward(Duration.ofNanos(1000));
        ayse.guest.post(PATH, mismatch).answers(406);
        assertThat(ayse.tries()).isEqualTo(3);
    }

    @Test
    void a_code_works_until_its_last_microsecond() throws Exception {
        var ayse = Waiting.forCode();
        shop.clock().forward(Duration.ofMinutes(3).minusNanos(1000));
        ayse.guest.post(PATH, ayse.right()).answers(201);

        var late = Waiting.forCode();
        shop.clock().forward(Duration.ofMinutes(3));
        late.guest.post(PATH, late.right()).answers(406).says(REFUSED);
        late.guest
                .post(PATH, late.who.form().with("resend", "true").json())
                .answers(202)
                .shows("id", null);
        late.guest.post(PATH, late.who.with(late.box().code(2))).answers(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "10"})
    void length_and_life_are_the_shops_choice(String length) throws Exception {
        Operator.of(shop).set("SMS_OTP_LENGTH", length).answers(200);
        Operator.of(shop).set("SMS_OTP_EXPIRE_TIME", "30").answers(200);
        try {
            var ayse = Waiting.forCode();
            assertThat(ayse.code).matches("\\d{" + length + "}");
            shop.clock().forward(Duration.ofSeconds(30));
            ayse.guest.post(PATH, ayse.right()).answers(406).says(REFUSED);
        } finally {
            Operator.of(shop).unset("SMS_OTP_LENGTH").answers(200);
            Operator.of(shop).unset("SMS_OTP_EXPIRE_TIME").answers(200);
        }
    }

    @Test
    void a_new_code_kills_the_one_before() throws Exception {
        var ayse = Waiting.forCode();
        shop.clock().forward(Duration.ofSeconds(60));
        ayse.guest.post(PATH, ayse.who.form().json()).answers(202);
        var second = ayse.box().code(2);

        if (!second.equals(ayse.code)) {
            ayse.guest.post(PATH, ayse.right()).answers(406).says(REFUSED);
        }
        ayse.guest.post(PATH, ayse.who.with(second)).answers(201);
    }

    @Test
    void a_code_opens_nothing_in_another_session() throws Exception {
        var ayse = Waiting.forCode();

        Shopper.guest(shop).post(PATH, ayse.right()).answers(406).says(REFUSED);

        assertThat(ayse.tries()).as("strangers do not use up her tries").isZero();
        ayse.guest.post(PATH, ayse.right()).answers(201);
    }

    @Test
    void a_code_is_spent_once() throws Exception {
        var ayse = Waiting.forCode();
        var other = ayse.who.form().withEmail("second." + ayse.who.email());
        ayse.guest.post(PATH, ayse.right()).answers(201);

        ayse.guest
                .post(PATH, other.with("code", '"' + ayse.code + '"').json())
                .answers(406)
                .says(REFUSED);
    }

    @Test
    void a_field_that_is_wrong_beside_a_right_code_spends_nothing() throws Exception {
        var ayse = Waiting.forCode();
        ayse.guest
                .post(
                        PATH,
                        ayse.who
                                .form()
                                .with("username", "\"" + "u".repeat(151) + "\"")
                                .with("code", '"' + ayse.code + '"')
                                .json())
                .answers(400)
                .says("{\"username\": [\"Ensure this field has no more than 150 characters.\"]}");
        assertThat(ayse.tries()).isZero();
        ayse.guest.post(PATH, ayse.right()).answers(201);
    }

    @Test
    void a_taken_user_name_leaves_the_code_for_another_try() throws Exception {
        var first = Waiting.forCode();
        var name = first.who.form().with("username", "\"taken\"");
        first.guest.post(PATH, name.with("code", '"' + first.code + '"').json()).answers(201);
        var second = Waiting.forCode();

        second.guest
                .post(
                        PATH,
                        second.who
                                .form()
                                .with("username", "\"taken\"")
                                .with("code", '"' + second.code + '"')
                                .json())
                .answers(400)
                .says("{\"username\": [\"A user with that username already exists.\"]}");

        second.guest.post(PATH, second.right()).answers(201);
    }

    /// Somebody who has a code and has not shown it yet.
    private record Waiting(Shopper guest, SmsForms.Newcomer who, String code) {
        static Waiting forCode() throws InterruptedException {
            var who = newcomer();
            var guest = Shopper.guest(shop);
            guest.post(PATH, who.form().json()).answers(202);
            return new Waiting(guest, who, PhoneBox.of(shop, who.e164()).code());
        }

        String right() {
            return who.with(code);
        }

        String wrong(int number) {
            return who.with(PhoneBox.wrong(code, number));
        }

        String form(String shown) {
            return who.with(shown);
        }

        PhoneBox box() {
            return PhoneBox.of(shop, who.e164());
        }

        long tries() {
            return SmsForms.tries(shop, who);
        }
    }
}
