package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Change of phone by code (contract B.6.1).
class ProfilePhoneTest {
    private static final String PATH = "/users/profile/";
    private static final String REFUSED =
            """
            {"non_field_errors": "The verification code is wrong or has expired.",
             "error_code": "kvkk_service_100_1"}
            """;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension static final Shop shop = Shop.open();

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void a_new_phone_is_saved_once_its_code_was_shown() throws Exception {
        var who = customer();
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
        assertThat(proved(phone)).isEqualTo(1);
        assertThat(letters(who)).isEqualTo(1);
        assertThat(MailBox.of(shop, email(who)).newest().get("subject").asString())
                .isEqualTo("Your phone number at Foyer was changed");
    }

    @Test
    void the_rest_of_the_form_is_done_at_once_and_told_so() {
        var who = customer();
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
        var who = customer();
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
        var who = customer();
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
        var who = customer();
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var box = PhoneBox.of(shop, phone);
        var old = box.code(1);
        who.patch(PATH, resend(phone))
                .answers(429)
                .has("Retry-After", "60")
                .says("{\"detail\": \"Request was throttled. Expected available in 60 seconds.\"}");
        shop.clock().forward(Duration.ofSeconds(180));
        who.patch(PATH, form(phone, old)).answers(406).says(REFUSED);

        who.patch(PATH, resend(phone)).answers(202).shows("phone", null);

        who.patch(PATH, form(phone, old)).answers(406).says(REFUSED);
        who.patch(PATH, form(phone, box.code(2))).answers(200).shows("phone", phone);
    }

    @Test
    void a_request_that_gets_no_code_does_nothing_else_either() {
        var who = customer();
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);

        who.patch(PATH, "{\"first_name\": \"Fatma\", \"phone\": \"%s\"}".formatted(phone))
                .answers(429);

        who.get(PATH).shows("first_name", "Ayşe");
    }

    @Test
    void a_code_is_bound_to_its_phone_its_session_and_its_purpose() throws Exception {
        var who = customer();
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var code = PhoneBox.of(shop, phone).code();

        who.patch(PATH, form(phone(), code)).answers(406).says(REFUSED);
        customer().patch(PATH, form(phone, code)).answers(406).says(REFUSED);
        var elsewhere = Shopper.guest(shop);
        elsewhere.login(email(who)).answers(200);
        elsewhere.patch(PATH, form(phone, code)).answers(406).says(REFUSED);
        var taker = Shopper.guest(shop);
        taker.post("/users/otp-login/", form(phone, code)).answers(400);

        who.patch(PATH, form(phone, code)).answers(200);
    }

    @Test
    void a_code_works_once() throws Exception {
        var who = customer();
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var code = PhoneBox.of(shop, phone).code();
        who.patch(PATH, form(phone, code)).answers(200);
        who.patch(PATH, "{\"phone\": null}").answers(200);

        who.patch(PATH, form(phone, code)).answers(406).says(REFUSED);
    }

    @Test
    void a_form_that_was_sent_twice_is_no_failure() throws Exception {
        var who = customer();
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var code = PhoneBox.of(shop, phone).code();
        who.patch(PATH, form(phone, code)).answers(200);

        who.patch(PATH, form(phone, code)).answers(200).shows("phone", phone);
        who.patch(PATH, form(phone)).answers(200).shows("phone", phone);
        assertThat(PhoneBox.of(shop, phone).texts()).hasSize(1);
    }

    @Test
    void of_many_requests_with_the_right_code_all_agree() throws Exception {
        var who = customer();
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        var shown = form(phone, PhoneBox.of(shop, phone).code());

        var replies =
                IntStream.range(0, 6)
                        .mapToObj(
                                _ -> CompletableFuture.supplyAsync(() -> who.patch(PATH, shown)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .map(Reply::status)
                        .toList();

        assertThat(replies).contains(200).isSubsetOf(200, 406);
        who.get(PATH).shows("phone", phone);
        assertThat(letters(who)).isEqualTo(1);
    }

    @Test
    void a_phone_is_removed_without_a_code_and_she_is_told() throws Exception {
        var who = customer();
        var phone = phone();
        who.patch(PATH, form(phone)).answers(202);
        who.patch(PATH, form(phone, PhoneBox.of(shop, phone).code())).answers(200);

        var reply = who.patch(PATH, "{\"phone\": \"\"}").answers(200).shows("phone", null);

        assertThat(reply.json().get("attributes").has("verified_phone")).isFalse();
        assertThat(proved(phone)).isZero();
        assertThat(letters(who)).isEqualTo(2);
    }

    @Test
    void a_phone_from_registration_can_be_proved_later() throws Exception {
        var phone = phone();
        var who = Shopper.guest(shop);
        who.post(
                        "/users/registration/",
                        Person.named("Ayşe", "Yılmaz")
                                .withEmail("later" + NUMBER.incrementAndGet() + "@example.com")
                                .with("phone", '"' + phone + '"')
                                .json())
                .answers(201);
        who.patch(PATH, form(phone)).answers(200).shows("phone", phone);
        assertThat(proved(phone)).isZero();

        who.patch(PATH, resend(phone)).answers(202).shows("phone", phone);
        who.patch(PATH, form(phone, PhoneBox.of(shop, phone).code())).answers(200);

        assertThat(proved(phone)).isEqualTo(1);
    }

    @Test
    void a_phone_is_unique_where_the_shop_wants_it() throws Exception {
        var operator = Operator.of(shop);
        var taken = "{\"phone\": [\"A user is already registered with this phone number.\"]}";
        var holder = customer();
        var phone = phone();
        holder.patch(PATH, form(phone)).answers(202);
        holder.patch(PATH, form(phone, PhoneBox.of(shop, phone).code(1))).answers(200);
        operator.set("PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE", "true").answers(200);
        try {
            shop.clock().forward(Duration.ofSeconds(60));
            customer().patch(PATH, form(phone)).answers(400).says(taken);
            assertThat(PhoneBox.of(shop, phone).texts()).hasSize(1);

            operator.set("ENUMERATION_PROTECTION", "true").answers(200);
            var who = customer();
            who.patch(PATH, form(phone)).answers(202);
            who.patch(PATH, form(phone, PhoneBox.of(shop, phone).code(2)))
                    .answers(400)
                    .says(taken);
        } finally {
            operator.unset("ENUMERATION_PROTECTION").answers(200);
            operator.unset("PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE").answers(200);
        }
    }

    /// How many letters about her phone have reached her; waits until the outbox has drained.
    private static long letters(Shopper who) throws InterruptedException {
        Eventually.holds(
                "the outbox drains",
                Duration.ofSeconds(10),
                () ->
                        shop.count("select count(*) from outbox_message where state = 'waiting'")
                                == 0);
        return MailBox.of(shop, email(who)).mails().stream()
                .filter(mail -> mail.get("subject").asString().contains("phone"))
                .count();
    }

    private static Shopper customer() {
        return Shopper.signedIn(shop, "phone" + NUMBER.incrementAndGet() + "@example.com");
    }

    private static String email(Shopper who) {
        return who.get(PATH).json().get("email").asString();
    }

    /// A fresh phone; no two of them differ in the last digits alone, which share a budget.
    private static String phone() {
        return "0555%03d0000".formatted(NUMBER.incrementAndGet());
    }

    private static long proved(String phone) {
        return shop.count(
                "select count(*) from customer where phone_verified_at is not null and phone = '+9"
                        + phone
                        + "'");
    }

    private static String form(String phone) {
        return "{\"phone\": \"" + phone + "\"}";
    }

    private static String form(String phone, String code) {
        return "{\"phone\": \"" + phone + "\", \"code\": \"" + code + "\"}";
    }

    private static String resend(String phone) {
        return "{\"phone\": \"" + phone + "\", \"resend\": true}";
    }
}
