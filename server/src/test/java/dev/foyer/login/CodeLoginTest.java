package dev.foyer.login;

import static dev.foyer.login.CodeForms.PATH;
import static dev.foyer.login.CodeForms.REFUSED;
import static dev.foyer.login.CodeForms.customer;
import static dev.foyer.login.CodeForms.form;
import static dev.foyer.login.CodeForms.newest;
import static dev.foyer.login.CodeForms.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
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
import java.util.stream.IntStream;

/// `POST /users/otp-login/` (contract B.5.6, 0.2.16).
class CodeLoginTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void a_code_to_her_phone_signs_her_in() throws Exception {
        var phone = phone();
        var email = customer(shop, phone);
        var guest = Shopper.guest(shop);
        var session = guest.cookie("osessionid");
        var token = guest.cookie("csrftoken");

        guest.post(PATH, form(phone)).answers(200).isEmpty();
        guest.get("/current_user/").answers(401);
        var reply =
                guest.post(PATH + "?next=/basket/", form(phone, newest(shop, phone)))
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
                                "select count(*) from customer where last_login > date_joined and"
                                        + " phone = '+9"
                                        + phone
                                        + "'"))
                .isEqualTo(1);
    }

    @Test
    void a_phone_is_read_in_any_spelling() throws Exception {
        var phone = phone();
        var email = customer(shop, phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form("+90 " + phone.substring(1))).answers(200);
        guest.post(PATH, form(phone, newest(shop, phone))).answers(200);
        guest.get("/current_user/").shows("email", email);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {} | {"phone": ["This field is required."]}
                    {"phone": " "} | {"phone": ["This field may not be blank."]}
                    {"phone": "12"} | {"phone": ["Enter a valid phone number."]}
                    {"phone": "08002110000"} | {"phone": ["Enter a valid phone number."]}
                    {"phone": "05551110000", "code": "123"} \
                    | {"code": ["Ensure this field has at least 4 characters."]}
                    {"phone": "05551110000", "code": "012345678901234567890"} \
                    | {"code": ["Ensure this field has no more than 20 characters."]}
                    {"phone": "1", "code": []} \
                    | {"phone": ["Enter a valid phone number."], "code": ["Not a valid string."]}
                    """)
    void wrong_fields_are_told(String body, String complaint) {
        Shopper.guest(shop).post(PATH, body).answers(400).says(complaint);
    }

    @Test
    void a_wrong_an_old_and_a_spent_code_are_refused() throws Exception {
        var phone = phone();
        customer(shop, phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone, "123456")).answers(406).says(REFUSED);
        guest.post(PATH, form(phone)).answers(200);
        var code = newest(shop, phone);
        guest.post(PATH, form(phone, PhoneBox.wrong(code, 1))).answers(406).says(REFUSED);
        guest.post(PATH, form(phone))
                .answers(429)
                .has("Retry-After", "60")
                .says("{\"detail\": \"Request was throttled. Expected available in 60 seconds.\"}");
        shop.clock().forward(Duration.ofMinutes(3));
        guest.post(PATH, form(phone, code)).answers(406).says(REFUSED);

        guest.post(PATH, form(phone)).answers(200);
        var fresh = newest(shop, phone);
        guest.post(PATH, form(phone, fresh)).answers(200);
        Shopper.guest(shop).post(PATH, form(phone, fresh)).answers(406).says(REFUSED);
        guest.post(PATH, form(phone, fresh)).answers(406).says(REFUSED);
    }

    @Test
    void of_many_who_show_one_code_at_once_one_comes_in() throws Exception {
        var phone = phone();
        customer(shop, phone);
        var guest = Shopper.guest(shop);
        guest.post(PATH, form(phone)).answers(200);
        var shown = form(phone, newest(shop, phone));
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
                        .map(copy -> CompletableFuture.supplyAsync(() -> copy.post(PATH, shown)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .map(Reply::status)
                        .toList();

        assertThat(replies).containsOnlyOnce(200);
        assertThat(replies).containsOnly(200, 406);
    }

    @Test
    void who_is_signed_in_signs_in_anew_and_her_former_session_ends() throws Exception {
        var phone = phone();
        var email = customer(shop, phone);
        var ayse = Shopper.guest(shop);
        ayse.login(email).answers(200);
        var before = ayse.cookie("osessionid");
        ayse.post(PATH, form(phone)).answers(200);

        ayse.post(PATH, form(phone, newest(shop, phone))).answers(200);

        Shopper.stranger(shop).holding("osessionid", before).get("/current_user/").answers(401);
        ayse.get("/current_user/").answers(200).shows("email", email);
    }

    @Test
    void what_a_guest_chose_comes_along() throws Exception {
        var phone = phone();
        customer(shop, phone);
        var guest = Shopper.guest(shop);
        guest.post("/users/activate-currency/", "{\"currency_code\": \"EUR\"}").answers(204);
        guest.post(PATH, form(phone)).answers(200);

        guest.post(PATH, form(phone, newest(shop, phone))).answers(200);

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
}
