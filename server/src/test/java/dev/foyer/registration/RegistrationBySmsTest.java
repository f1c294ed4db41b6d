package dev.foyer.registration;

import static dev.foyer.registration.SmsForms.PATH;
import static dev.foyer.registration.SmsForms.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.json.Json;
import dev.foyer.people.MailBox;
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

/// Registration with a code by SMS: the steps and their answers (contract B.1.5, 0.2.4). What a
/// code is worth: see [RegistrationCodeTest].
class RegistrationBySmsTest {
    @RegisterExtension static final Shop shop = SmsForms.shop("RegisterSMSOtp");

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void the_first_step_answers_the_profile_body_and_makes_no_account() throws Exception {
        var who = newcomer();
        var guest = Shopper.guest(shop);

        guest.post(PATH + "?next=/basket/", who.form().json())
                .answers(202)
                .says(
                        """
                        {"id": null, "first_name": "Ayşe", "last_name": "Yılmaz", "email_allowed": false,
                         "sms_allowed": true, "call_allowed": false, "avatar": null, "email": "%s",
                         "phone": "%s", "date_of_birth": null, "gender": null,
                         "genders": [{"value": "female", "label": "female"}, {"value": "male", "label": "male"}],
                         "language_code": "en-us",
                         "attributes": {"register_client_type": "default", "logged_ip": "127.0.0.1",
                                        "kvkk_flat_page_version": "000", "confirm": true},
                         "date_joined": null}
                        """
                                .formatted(who.email(), who.local()));

        PhoneBox.of(shop, who.e164()).code();
        assertThat(SmsForms.accounts(shop, who)).isZero();
        assertThat(MailBox.of(shop, who.email()).mails()).isEmpty();
        guest.get("/current_user/").answers(401);
        Shopper.guest(shop).login(who.email()).answers(400);
    }

    @Test
    void the_whole_form_with_the_code_makes_the_account_and_signs_in() throws Exception {
        var who = newcomer();
        var guest = Shopper.guest(shop);
        guest.post(PATH, who.form().json()).answers(202);
        var before = guest.cookie("osessionid");

        var reply =
                guest.post(PATH + "?next=/basket/", who.with(PhoneBox.of(shop, who.local()).code()))
                        .answers(201)
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
                                "date_joined",
                                "key",
                                "redirect_url")
                        .shows("phone", who.local())
                        .shows("redirect_url", "/basket/");

        assertThat(reply.json().get("key").asString()).matches("[0-9a-f]{40}");
        assertThat(reply.json().get("attributes").get("verified_phone")).hasToString("true");
        assertThat(guest.cookie("osessionid")).isNotEqualTo(before);
        guest.get("/current_user/").answers(200).shows("email", who.email());
        assertThat(
                        shop.count(
                                "select count(*) from customer where phone_verified_at = date_joined and phone = '"
                                        + who.e164()
                                        + "'"))
                .isEqualTo(1);
        MailBox.of(shop, who.email()).confirmationKey();
        Shopper.guest(shop).login(who.email()).answers(200);
    }

    @Test
    void the_message_ends_in_the_line_that_binds_the_code_to_the_shop() throws Exception {
        var who = newcomer();
        Shopper.guest(shop).post(PATH, who.form().json()).answers(202);

        var box = PhoneBox.of(shop, who.e164());
        var code = box.code();
        assertThat(code).matches("[0-9]{6}");
        assertThat(box.text(1))
                .isEqualTo(
                        code
                                + " is your code for Foyer. Do not share it with anyone.\n\n@shop.test #"
                                + code);
    }

    @Test
    void who_reads_turkish_gets_a_turkish_message() throws Exception {
        var who = newcomer();
        Shopper.guest(shop)
                .with("Accept-Language", "tr-TR,tr;q=0.9")
                .post(PATH, who.form().json())
                .answers(202)
                .shows("language_code", "tr-tr");

        var box = PhoneBox.of(shop, who.e164());
        var code = box.code();
        assertThat(box.text(1))
                .isEqualTo(
                        "Foyer doğrulama kodunuz: "
                                + code
                                + ". Kimseyle paylaşmayın.\n\n@shop.test #"
                                + code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"true\"", "\"True\"", "1", "\"1\""})
    void another_code_is_asked_for_with_resend(String resend) throws Exception {
        var who = newcomer();
        var guest = Shopper.guest(shop);
        guest.post(PATH, who.form().json()).answers(202);
        var box = PhoneBox.of(shop, who.e164());
        box.code(1);
        shop.clock().forward(Duration.ofSeconds(60));

        guest.post(PATH, who.form().with("resend", resend).json())
                .answers(200)
                .says("{\"message\": \"ok\"}");

        guest.post(PATH, who.with(box.code(2))).answers(201);
    }

    @Test
    void resend_with_nothing_pending_is_the_first_step() throws Exception {
        var who = newcomer();
        var guest = Shopper.guest(shop);

        guest.post(PATH, who.form().with("resend", "true").json())
                .answers(202)
                .shows("id", null)
                .shows("date_joined", null);

        guest.post(PATH, who.with(PhoneBox.of(shop, who.e164()).code())).answers(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"resend\": false, \"code\": \"\"}", "{\"resend\": null}", "{}"})
    void what_stands_for_no_code_and_no_resend_is_the_first_step(String json) {
        var who = newcomer();
        var form = who.form();
        for (var field : Json.parseOwn(json).properties()) {
            form = form.with(field.getKey(), field.getValue().toString());
        }
        Shopper.guest(shop).post(PATH, form.json()).answers(202).shows("id", null);
    }

    @Test
    void too_soon_is_429_with_the_seconds_to_wait_and_leaves_the_code_working() throws Exception {
        var who = newcomer();
        var guest = Shopper.guest(shop);
        guest.post(PATH, who.form().json()).answers(202);
        var box = PhoneBox.of(shop, who.e164());
        var code = box.code();

        var again = who.form().with("resend", "true").json();
        guest.post(PATH, again)
                .answers(429)
                .has("Retry-After", "60")
                .says("{\"detail\": \"Request was throttled. Expected available in 60 seconds.\"}");
        guest.post(PATH, who.form().json()).answers(429).has("Retry-After", "60");
        shop.clock().forward(Duration.ofSeconds(60).minusNanos(1000));
        guest.post(PATH, again)
                .answers(429)
                .has("Retry-After", "1")
                .says("{\"detail\": \"Request was throttled. Expected available in 1 second.\"}");
        assertThat(box.texts()).hasSize(1);

        guest.post(PATH, who.with(code)).answers(201);
    }

    @Test
    void the_pause_holds_for_the_phone_in_any_session_and_for_the_session_with_any_phone() {
        var who = newcomer();
        var guest = Shopper.guest(shop);
        guest.post(PATH, who.form().json()).answers(202);

        Shopper.guest(shop)
                .with("Accept-Language", "tr")
                .post(PATH, who.form().with("phone", '"' + who.e164() + '"').json())
                .answers(429)
                .says(
                        "{\"detail\": \"Çok fazla istek gönderildi. 60 saniye sonra tekrar deneyin.\"}");
        guest.post(PATH, newcomer().form().json()).answers(429).has("Retry-After", "60");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"\" | This field may not be blank.",
                "\"555\" | Enter a valid phone number.",
                "\"no phone\" | Enter a valid phone number.",
                "null | This field may not be null.",
            })
    void a_phone_is_required_and_must_be_one(String phone, String complaint) {
        var who = newcomer();
        Shopper.guest(shop)
                .post(PATH, who.form().with("phone", phone).json())
                .answers(400)
                .says("{\"phone\": [\"" + complaint + "\"]}");
        Shopper.guest(shop)
                .post(PATH, who.form().without("phone").with("confirm", "false").json())
                .answers(400)
                .says(
                        """
                        {"confirm": ["You must confirm privacy policy."], "phone": ["This field is required."]}
                        """);
    }

    @Test
    void a_taken_address_is_told_before_an_sms_is_spent() throws Exception {
        var who = newcomer();
        var guest = Shopper.guest(shop);
        guest.post(PATH, who.form().json()).answers(202);
        guest.post(PATH, who.with(PhoneBox.of(shop, who.e164()).code())).answers(201);
        var other = newcomer();

        Shopper.guest(shop)
                .post(PATH, other.form().withEmail(who.email()).json())
                .answers(400)
                .says("{\"email\": [\"A user is already registered with this e-mail address.\"]}");

        assertThat(SmsForms.tries(shop, other)).as("no code was issued").isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "national-digits | 05559000001",
                "national | 0555 900 00 01",
                "international | +90 555 900 00 01",
                "e164 | +905559000001",
            })
    void answers_spell_the_phone_as_the_shop_chose(String format, String spelling) {
        Operator.of(shop).set("PHONE_FORMAT", '"' + format + '"').answers(200);
        try {
            shop.clock().forward(Duration.ofHours(1));
            Shopper.guest(shop)
                    .post(PATH, newcomer().form().with("phone", "\"(0555) 900-00.01\"").json())
                    .answers(202)
                    .shows("phone", spelling);
        } finally {
            Operator.of(shop).unset("PHONE_FORMAT").answers(200);
        }
    }
}
