package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// `POST /users/activate-currency/` and the active currency (contract B.4.1, 0.2.11, A.6).
class CurrencyTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/activate-currency/";

    @AfterEach
    void take_back() {
        for (var name :
                List.of("READ_CURRENCY_FROM_HEADER", "DEFAULT_CURRENCY", "AVAILABLE_CURRENCIES")) {
            Operator.of(shop).unset(name).answers(200);
        }
    }

    @Test
    void a_guest_chooses_a_currency_and_it_stays() {
        var guest = Shopper.guest(shop);
        guest.get("/users/session/").has("X-Currency", "TRY").shows("currency", "TRY");

        activate(guest, "USD").answers(204).isEmpty().has("X-Currency", "USD");

        guest.get("/users/session/").has("X-Currency", "USD").shows("currency", "USD");
        activate(guest, "EUR").answers(204).has("X-Currency", "EUR");
        guest.get("/users/session/").shows("currency", "EUR");
    }

    @Test
    void a_customer_chooses_a_currency_for_this_session() {
        var ayse = Shopper.signedIn(shop, "currency.a@example.com");
        var elsewhere = Shopper.guest(shop);
        elsewhere.login("currency.a@example.com").answers(200);

        activate(ayse, "USD").answers(204).has("X-Currency", "USD");

        ayse.get("/current_user/").answers(200).has("X-Currency", "USD");
        ayse.get("/users/session/").shows("currency", "USD");
        elsewhere.get("/users/session/").shows("currency", "TRY");
    }

    @Test
    void an_app_chooses_by_its_token() {
        var key =
                Shopper.guest(shop)
                        .post(
                                "/users/registration/",
                                Person.named("Can", "Er").withEmail("app@example.com").json())
                        .json()
                        .get("key")
                        .asString();
        var app = Shopper.stranger(shop).with("Authorization", "Token " + key);

        activate(app, "EUR").answers(204);

        app.get("/users/session/").shows("currency", "EUR").shows("signed_in", true);
    }

    @ParameterizedTest
    @CsvSource({"try, TRY", "TRY, TRY", "Usd, USD", "eUR, EUR", "' usd ', USD"})
    void the_case_of_a_code_does_not_matter(String typed, String code) {
        var guest = Shopper.guest(shop);
        activate(guest, typed).answers(204).has("X-Currency", code);
        guest.get("/users/session/").shows("currency", code);
    }

    @Test
    void the_spelling_of_the_shop_is_told_also_after_it_has_changed() {
        Operator.of(shop).set("AVAILABLE_CURRENCIES", "[\"TRY\", \"inr\"]").answers(200);
        var guest = Shopper.guest(shop);
        activate(guest, "INR").answers(204).has("X-Currency", "inr");
        activate(guest, "\u0131nr").answers(204).has("X-Currency", "inr");

        Operator.of(shop).set("AVAILABLE_CURRENCIES", "[\"TRY\", \"INR\"]").answers(200);

        guest.get("/users/session/").shows("currency", "INR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"xyz", "TRY,USD", "TL", "undefined", "null", "' or 1=1 --", "<b>", "TR Y"})
    void an_unknown_code_is_no_valid_choice(String code) {
        var guest = Shopper.guest(shop);
        activate(guest, "USD").answers(204);

        activate(guest, code)
                .answers(400)
                .says("{\"currency_code\": [\"\\\"" + code + "\\\" is not a valid choice.\"]}");

        guest.get("/users/session/").shows("currency", "USD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                             | This field is required.",
                "{\"currency\": \"USD\"}        | This field is required.",
                "{\"currency_code\": null}      | This field may not be null.",
                "{\"currency_code\": \"\"}      | This field may not be blank.",
                "{\"currency_code\": \"  \"}    | This field may not be blank.",
                "{\"currency_code\": [\"USD\"]} | Not a valid string.",
                "{\"currency_code\": {}}        | Not a valid string.",
                "{\"currency_code\": true}      | Not a valid string.",
                "{\"currency_code\": \"U\\u0000SD\"} | Null characters are not allowed.",
                "{\"currency_code\": \"\\ud800\"} | Surrogate characters are not allowed.",
            })
    void what_is_no_code_is_told_so(String body, String complaint) {
        Shopper.guest(shop)
                .post(PATH, body)
                .answers(400)
                .says("{\"currency_code\": [\"" + complaint + "\"]}");
    }

    @Test
    void the_refusal_is_told_in_turkish_too_and_never_endless() {
        var guest = Shopper.guest(shop).with("Accept-Language", "tr");
        activate(guest, "xyz")
                .answers(400)
                .says("{\"currency_code\": [\"\\\"xyz\\\" geçerli bir seçim değil.\"]}");
        assertThat(activate(guest, "x".repeat(50_000)).answers(400).text()).hasSizeLessThan(200);
        guest.post(PATH, "{").answers(400);
        guest.send("POST", PATH, "x".getBytes(StandardCharsets.UTF_8), "text/plain").answers(415);
    }

    @Test
    void forms_and_both_spellings_of_the_path_are_read() {
        var guest = Shopper.guest(shop);
        guest.postForm(PATH, "currency_code=usd").answers(204);
        guest.post("/users/activate-currency", "{\"currency_code\": \"eur\"}").answers(204);
        guest.get("/users/session").shows("currency", "EUR");
        guest.get(PATH).answers(405);
    }

    @Test
    void nothing_is_chosen_without_a_token() {
        var guest = Shopper.guest(shop).withoutToken();
        activate(guest, "USD")
                .answers(403)
                .says("{\"detail\": \"CSRF Failed: CSRF token missing or incorrect.\"}")
                .has("X-Currency", "TRY");
        activate(Shopper.guest(shop).with("Origin", "https://evil.example"), "USD").answers(403);
        guest.get("/users/session/").shows("currency", "TRY");
    }

    @Test
    void the_choice_survives_sign_in_and_registration() {
        Shopper.signedIn(shop, "currency.b@example.com");
        var returning = Shopper.guest(shop);
        activate(returning, "USD").answers(204);
        returning.login("currency.b@example.com").answers(200);
        returning.get("/current_user/").answers(200).has("X-Currency", "USD");

        var newcomer = Shopper.guest(shop);
        activate(newcomer, "EUR").answers(204);
        var form = Person.named("Ece", "Er").withEmail("currency.c@example.com").json();
        newcomer.post("/users/registration/", form).answers(201);
        newcomer.get("/current_user/").answers(200).has("X-Currency", "EUR");
    }

    @Test
    void a_currency_that_the_shop_gave_up_is_passed_over_until_it_comes_back() {
        var guest = Shopper.guest(shop);
        activate(guest, "EUR").answers(204);

        Operator.of(shop).set("AVAILABLE_CURRENCIES", "[\"TRY\", \"USD\"]").answers(200);
        Operator.of(shop).set("DEFAULT_CURRENCY", "\"USD\"").answers(200);
        guest.get("/users/session/").shows("currency", "USD");
        activate(guest, "EUR").answers(400);

        Operator.of(shop).unset("DEFAULT_CURRENCY").answers(200);
        Operator.of(shop).unset("AVAILABLE_CURRENCIES").answers(200);
        guest.get("/users/session/").shows("currency", "EUR");
    }

    @Test
    void the_header_is_not_read_unless_the_shop_wants_it() {
        var guest = Shopper.guest(shop).with("x-currency", "USD");
        guest.get("/users/session/").shows("currency", "TRY").has("X-Currency", "TRY");
    }

    @Test
    void where_the_shop_wants_it_the_header_wins() {
        Operator.of(shop).set("READ_CURRENCY_FROM_HEADER", "true").answers(200);
        var guest = Shopper.guest(shop);
        activate(guest, "EUR").answers(204);

        guest.with("x-currency", "usd");
        guest.get("/users/session/").shows("currency", "USD").has("X-Currency", "USD");
        activate(guest, "TRY").answers(204).has("X-Currency", "USD");

        guest.with("x-currency", "");
        guest.get("/users/session/").shows("currency", "TRY");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "undefined", "null", "xyz", "USD,EUR", "U S D", "%00", "USD;q=1"})
    void a_header_that_names_no_currency_is_passed_over(String header) {
        Operator.of(shop).set("READ_CURRENCY_FROM_HEADER", "true").answers(200);
        var guest = Shopper.guest(shop);
        activate(guest, "EUR").answers(204);

        guest.with("x-currency", header);
        guest.get("/users/session/").answers(200).shows("currency", "EUR");
        Shopper.stranger(shop)
                .with("x-currency", header)
                .get("/users/session/")
                .shows("currency", "TRY");
    }

    @Test
    void the_active_currency_is_told_with_a_refusal_too() {
        var guest = Shopper.guest(shop);
        guest.get("/current_user/").answers(401).has("X-Currency", "TRY");
        activate(guest, "USD").answers(204);
        guest.get("/current_user/").answers(401).has("X-Currency", "USD");
    }

    private static Reply activate(Shopper shopper, String code) {
        return shopper.post(PATH, "{\"currency_code\": \"" + code + "\"}");
    }
}
