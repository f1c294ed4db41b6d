package dev.foyer.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.PhoneBox;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// `POST /users/otp-login/` (contract B.5.6, 0.2.16).
class CodeLoginTest {
    private static final String PATH = "/users/otp-login/";
    private static final String REFUSED =
            """
            {"non_field_errors": "The verification code is wrong or has expired.",
             "error_code": "kvkk_service_100_1"}
            """;
    private static final String UNKNOWN =
            "{\"phone\": [\"There is no account that can be signed in to with this phone number.\"]}";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension static final Shop shop = Shop.open();

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void a_code_to_her_phone_signs_her_in() throws Exception {
        var phone = phone();
        var email = customer(phone);
        var guest = Shopper.guest(shop);
        var session = guest.cookie("osessionid");
        var token = guest.cookie("csrftoken");

        guest.post(PATH, form(phone)).answers(200).isEmpty();
        guest.get("/current_user/").answers(401);
        var reply =
                guest.post(PATH + "?next=/basket/", form(phone, newest(phone)))
                        .answers(200)
                        .hasKeys("key", "redirect_url")
                        .shows("redirect_url", "/basket/");

        var key = reply.json().get("key").asString();
        assertThat(key).matches("[0-9a-f]{40}");
        assertThat(reply.setCookies()).hasSize(2);
        assertThat(guest.cookie("osessionid")).isNotEqualTo(session);
        assertThat(guest.cookie("csrftoken")).isNotEqualTo(token);
        guest.get("/current_user/").answers(200).shows("email", email);
        Shopper.stranger(shop)
                .with("Authorization", "Token " + key)
                .get("/current_user/")
                .answers(200);
        assertThat(
                        shop.count(
                                "select count(*) from customer where last_login > date_joined and phone = '+9"
                                        + phone
                                        + "'"))
                .isEqualTo(1);
    }

    @Test
    void a_phone_is_read_in_any_spelling() throws Exception {
        var phone = phone();
        var email = customer(phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form("+90 " + phone.substring(1))).answers(200);
        guest.post(PATH, form(phone, newest(phone))).answers(200);
        guest.get("/current_user/").shows("email", email);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"phone\": [\"This field is required.\"]}",
                "{\"phone\": \" \"} | {\"phone\": [\"This field may not be blank.\"]}",
                "{\"phone\": \"12\", \"code\": \"123\"} | {\"phone\": [\"Enter a valid phone number.\"], \"code\": [\"Ensure this field has at least 4 characters.\"]}",
                "{\"phone\": \"08002110000\"} | {\"phone\": [\"Enter a valid phone number.\"]}",
                "{\"phone\": \"05551110000\", \"code\": \"012345678901234567890\"} | {\"code\": [\"Ensure this field has no more than 20 characters.\"]}",
            })
    void wrong_fields_are_told(String body, String complaint) {
        Shopper.guest(shop).post(PATH, body).answers(400).says(complaint);
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
        customer(shared);
        shop.clock().forward(Duration.ofSeconds(60));
        customer(shared);

        Shopper.guest(shop).post(PATH, form(phone())).answers(400).says(UNKNOWN);
        Shopper.guest(shop).post(PATH, form(unproved)).answers(400).says(UNKNOWN);
        Shopper.guest(shop).post(PATH, form(shared)).answers(400).says(UNKNOWN);
        Shopper.guest(shop).post(PATH, form(phone(), "123456")).answers(400).says(UNKNOWN);
        assertThat(PhoneBox.of(shop, unproved).texts()).isEmpty();
    }

    @Test
    void a_closed_account_is_unknown_even_with_a_code_in_hand() throws Exception {
        var phone = phone();
        customer(phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone)).answers(200);
        var code = newest(phone);
        shop.database()
                .change(
                        tx ->
                                tx.execute(
                                        "update customer set is_active = false where phone = '+9"
                                                + phone
                                                + "'"));

        guest.post(PATH, form(phone, code)).answers(400).says(UNKNOWN);
        guest.get("/current_user/").answers(401);
    }

    @Test
    void a_wrong_an_old_and_a_spent_code_are_refused() throws Exception {
        var phone = phone();
        customer(phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone, "123456")).answers(406).says(REFUSED);
        guest.post(PATH, form(phone)).answers(200);
        var code = newest(phone);
        guest.post(PATH, form(phone, PhoneBox.wrong(code, 1))).answers(406).says(REFUSED);
        guest.post(PATH, form(phone))
                .answers(429)
                .has("Retry-After", "60")
                .says("{\"detail\": \"Request was throttled. Expected available in 60 seconds.\"}");
        shop.clock().forward(Duration.ofSeconds(180));
        guest.post(PATH, form(phone, code)).answers(406).says(REFUSED);

        guest.post(PATH, form(phone)).answers(200);
        var fresh = newest(phone);
        guest.post(PATH, form(phone, fresh)).answers(200);
        Shopper.guest(shop).post(PATH, form(phone, fresh)).answers(406).says(REFUSED);
        guest.post(PATH, form(phone, fresh)).answers(406).says(REFUSED);
    }

    @Test
    void a_code_works_in_the_session_that_asked_for_it_alone() throws Exception {
        var phone = phone();
        customer(phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone)).answers(200);
        var code = newest(phone);

        Shopper.guest(shop).post(PATH, form(phone, code)).answers(406).says(REFUSED);

        guest.post(PATH, form(phone, code)).answers(200);
    }

    @Test
    void of_many_who_show_one_code_at_once_one_comes_in() throws Exception {
        var phone = phone();
        customer(phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone)).answers(200);
        var shown = form(phone, newest(phone));
        var copies =
                IntStream.range(0, 6)
                        .mapToObj(
                                _ ->
                                        Shopper.stranger(shop)
                                                .holding("osessionid", guest.cookie("osessionid"))
                                                .holding("csrftoken", guest.cookie("csrftoken")))
                        .toList();

        var replies =
                copies.stream()
                        .map(
                                copy ->
                                        CompletableFuture.supplyAsync(
                                                () -> copy.post(PATH, shown)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .map(Reply::status)
                        .toList();

        assertThat(replies).containsOnlyOnce(200);
        assertThat(replies).containsOnly(200, 406);
    }

    @Test
    void who_must_prove_her_address_first_is_told_only_after_the_code() throws Exception {
        var phone = phone();
        customer(phone);
        shop.database()
                .change(
                        tx ->
                                tx.execute(
                                        "update customer set attributes = attributes ||"
                                            + " '{\"verification_required\": true}' where phone = '+9"
                                                + phone
                                                + "'"));
        Operator.of(shop)
                .set("GUEST_USER_REGISTRATION_REQUIRES_EMAIL_VERIFICATION", "true")
                .answers(200);
        try {
            var guest = Shopper.guest(shop);
            guest.post(PATH, form(phone)).answers(200);
            var code = newest(phone);
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
        customer(known);
        Operator.of(shop).set("ENUMERATION_PROTECTION", "true").answers(200);
        try {
            for (var phone : new String[] {known, unknown}) {
                var guest = Shopper.guest(shop);
                guest.post(PATH, form(phone, "123456")).answers(406).says(REFUSED);
                guest.post(PATH, form(phone)).answers(200).isEmpty();
                guest.post(PATH, form(phone)).answers(429).has("Retry-After", "60");
                guest.post(PATH, form(phone, "123456")).answers(406).says(REFUSED);
            }
            newest(known);
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
        var email = customer(phone);
        var ayse = Shopper.guest(shop);
        ayse.login(email).answers(200);
        ayse.post(PATH, form(phone)).answers(200);
        var toSignIn = newest(phone);
        var other = Shopper.signedIn(shop, "purpose@example.com");
        shop.clock().forward(Duration.ofSeconds(60));
        other.patch("/users/profile/", form(phone)).answers(202);
        var toChange = newest(phone);

        other.post(PATH, form(phone, toChange)).answers(406).says(REFUSED);
        ayse.patch("/users/profile/", "{\"phone\": null}").answers(200);
        ayse.patch("/users/profile/", form(phone, toSignIn)).answers(406).says(REFUSED);
        other.patch("/users/profile/", form(phone, toChange)).answers(200);
    }

    @Test
    void who_is_signed_in_signs_in_anew_and_her_former_session_ends() throws Exception {
        var phone = phone();
        var email = customer(phone);
        var ayse = Shopper.guest(shop);
        ayse.login(email).answers(200);
        var before = ayse.cookie("osessionid");
        ayse.post(PATH, form(phone)).answers(200);

        ayse.post(PATH, form(phone, newest(phone))).answers(200);

        Shopper.stranger(shop).holding("osessionid", before).get("/current_user/").answers(401);
        ayse.get("/current_user/").answers(200).shows("email", email);
    }

    @Test
    void what_a_guest_chose_comes_along() throws Exception {
        var phone = phone();
        customer(phone);
        var guest = Shopper.guest(shop);
        guest.post("/users/activate-currency/", "{\"currency_code\": \"EUR\"}").answers(204);
        guest.post(PATH, form(phone)).answers(200);

        guest.post(PATH, form(phone, newest(phone))).answers(200);

        guest.get("/users/session/").answers(200).contains("EUR");
    }

    @Test
    void a_token_is_needed() {
        Shopper.guest(shop)
                .withoutToken()
                .post(PATH, form(phone()))
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}");
    }

    /// A customer with a proved phone; her address.
    private static String customer(String phone) throws InterruptedException {
        var email = "code" + NUMBER.incrementAndGet() + "@example.com";
        var who = Shopper.signedIn(shop, email);
        who.patch("/users/profile/", form(phone)).answers(202);
        who.patch("/users/profile/", form(phone, newest(phone))).answers(200);
        shop.clock().forward(Duration.ofSeconds(60));
        return email;
    }

    /// The newest code that was sent to a phone; waits until the outbox has drained.
    private static String newest(String phone) throws InterruptedException {
        Eventually.holds(
                "the outbox drains",
                Duration.ofSeconds(10),
                () -> shop.count("select count(*) from outbox_message where state = 'waiting'") == 0);
        var box = PhoneBox.of(shop, phone);
        return box.code(box.texts().size());
    }

    private static String phone() {
        return "0554%03d0000".formatted(NUMBER.incrementAndGet());
    }

    private static String form(String phone) {
        return "{\"phone\": \"" + phone + "\"}";
    }

    private static String form(String phone, String code) {
        return "{\"phone\": \"" + phone + "\", \"code\": \"" + code + "\"}";
    }
}
