package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// `POST /i18n/setlang/` (contract B.9), and the order of choice: header, customer, session, shop.
class SetLangTest {
    @RegisterExtension
    static final Shop shop = Shop.open().with("ALLOWED_REDIRECT_HOSTS", "app.example");

    @RegisterExtension static final Shop turkish = Shop.open().with("LANGUAGE_CODE", "tr");

    private static final String PATH = "/i18n/setlang/";
    private static final String ENGLISH =
            "{\"detail\": \"Authentication credentials were not provided.\"}";
    private static final String TURKISH = "{\"detail\": \"Giriş bilgileri verilmedi.\"}";

    @Test
    void a_guest_is_answered_in_the_language_that_she_chose() {
        var guest = Shopper.guest(shop);
        guest.get("/current_user/").says(ENGLISH);

        guest.postForm(PATH, "language=tr").answers(204).isEmpty();

        guest.get("/current_user/").says(TURKISH);
        guest.get("/users/session/").shows("language", "tr");
        guest.post(PATH, "{\"language\": \"en\"}").answers(204);
        guest.get("/current_user/").says(ENGLISH);
    }

    @Test
    void the_shops_language_is_the_last_resort_and_what_was_chosen_wins_over_it() {
        var guest = Shopper.guest(turkish);
        guest.get("/current_user/").says(TURKISH);
        guest.postForm(PATH, "language=en").answers(204);
        guest.get("/current_user/").says(ENGLISH);
    }

    @Test
    void the_header_wins_where_it_names_a_language_of_the_shop() {
        var guest = Shopper.guest(shop);
        guest.postForm(PATH, "language=tr").answers(204);
        for (var known : List.of("en", "en-gb", "de, en;q=0.1")) {
            guest.with("Accept-Language", known).get("/current_user/").says(ENGLISH);
        }
        for (var unknown : List.of("undefined", "de", "*", "ar,ru", ";;;", "x".repeat(2000))) {
            guest.with("Accept-Language", unknown).get("/current_user/").says(TURKISH);
            guest.get("/users/session/").shows("language", "tr");
        }
    }

    @Test
    void a_customer_is_answered_in_her_own_language() {
        var ayse = Shopper.guest(shop).with("Accept-Language", "tr");
        var form = Person.named("Ayşe", "Er").withEmail("lang.a@example.com").json();
        ayse.post("/users/registration/", form).answers(201).shows("language_code", "tr-tr");

        ayse.with("Accept-Language", "");
        refused(ayse).says("{\"city\": [\"Bu alan zorunlu.\"]}");
        ayse.with("Accept-Language", "en");
        refused(ayse).says("{\"city\": [\"This field is required.\"]}");
        ayse.with("Accept-Language", "undefined");
        refused(ayse).says("{\"city\": [\"Bu alan zorunlu.\"]}");
    }

    @Test
    void an_app_is_answered_in_the_language_of_its_customer() {
        var form = Person.named("Ayşe", "Er").withEmail("lang.b@example.com").json();
        var key =
                Shopper.guest(shop)
                        .with("Accept-Language", "tr")
                        .post("/users/registration/", form)
                        .json()
                        .get("key")
                        .asString();
        var app = Shopper.stranger(shop).with("Authorization", "Token " + key);
        refused(app).says("{\"city\": [\"Bu alan zorunlu.\"]}");
    }

    @Test
    void a_customers_own_language_wins_over_what_she_chose_as_a_guest() {
        var form = Person.named("Ayşe", "Er").withEmail("lang.c@example.com").json();
        Shopper.guest(shop)
                .with("Accept-Language", "tr")
                .post("/users/registration/", form)
                .answers(201);
        var guest = Shopper.guest(shop);
        guest.postForm(PATH, "language=en").answers(204);

        guest.login("lang.c@example.com").answers(200);

        guest.get("/users/session/").shows("language", "tr");
        assertThat(
                        shop.count(
                                "select count(*) from session s join email_address e using (customer_id)"
                                        + " where e.identity = 'lang.c@example.com' and s.language = 'en-us'"))
                .isEqualTo(1);
    }

    @Test
    void a_customer_who_chooses_a_language_has_it_everywhere() {
        var ayse = Shopper.signedIn(shop, "lang.d@example.com");
        ayse.postForm(PATH, "language=tr").answers(204);

        refused(ayse).says("{\"city\": [\"Bu alan zorunlu.\"]}");
        var elsewhere = Shopper.guest(shop);
        elsewhere.login("lang.d@example.com").answers(200);
        elsewhere.get("/users/session/").shows("language", "tr");
        assertThat(
                        shop.count(
                                "select count(*) from customer c join email_address e on e.customer_id = c.id"
                                        + " where e.identity = 'lang.d@example.com' and language_code = 'tr-tr'"))
                .isEqualTo(1);
    }

    @Test
    void a_newcomers_profile_her_letter_and_the_page_behind_it_follow_her_choice()
            throws Exception {
        var guest = Shopper.guest(shop);
        guest.postForm(PATH, "language=tr").answers(204);
        var form = Person.named("Ece", "Er").withEmail("lang.e@example.com").json();

        guest.post("/users/registration/", form).answers(201).shows("language_code", "tr-tr");

        var mail = MailBox.of(shop, "lang.e@example.com");
        assertThat(mail.newest().get("subject").asString())
                .isEqualTo("Foyer için e-posta adresinizi doğrulayın");
        guest.with("Accept", "text/html")
                .get("/users/registration/account-confirm-email/" + mail.confirmationKey() + "/")
                .answers(200)
                .contains("E-posta adresinizi doğrulayın");
    }

    @ParameterizedTest
    @CsvSource({"tr, tr", "TR, tr", "tr-TR, tr", "tr_tr, tr", "' tr ', tr", "en-gb, en"})
    void a_language_is_named_by_code_or_locale(String typed, String code) {
        var guest = Shopper.guest(shop);
        guest.post(PATH, "{\"language\": \"" + typed + "\"}").answers(204);
        guest.get("/users/session/").shows("language", code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "undefined", "t", "turkce", "../tr", "*", "' or 1=1 --"})
    void what_the_shop_does_not_speak_is_no_valid_choice(String typed) {
        var guest = Shopper.guest(shop);
        guest.postForm(PATH, "language=tr").answers(204);
        guest.with("Accept-Language", "en")
                .post(PATH, "{\"language\": \"" + typed + "\"}")
                .answers(400)
                .says("{\"language\": [\"\\\"" + typed + "\\\" is not a valid choice.\"]}");
        guest.with("Accept-Language", "").get("/users/session/").shows("language", "tr");
    }

    @Test
    void without_a_language_or_a_token_nothing_happens() {
        var guest = Shopper.guest(shop);
        guest.postForm(PATH, "").answers(400).says("{\"language\": [\"This field is required.\"]}");
        guest.postForm(PATH, "language=")
                .answers(400)
                .says("{\"language\": [\"This field may not be blank.\"]}");
        guest.post(PATH, "{\"language\": null}")
                .answers(400)
                .says("{\"language\": [\"This field may not be null.\"]}");
        guest.get(PATH).answers(405);
        guest.withoutToken().postForm(PATH, "language=tr").answers(403);
        guest.get("/users/session/").shows("language", "en");
    }

    @Test
    void a_form_without_script_may_bring_the_token_and_the_way_back() {
        var guest = Shopper.guest(shop);
        var token = guest.cookie("csrftoken");
        guest.withoutToken()
                .with("Accept", "text/html")
                .postForm(
                        "/i18n/setlang",
                        "language=tr&next=%2Fbasket%2F%3Fpage%3D2&csrfmiddlewaretoken=" + token)
                .answers(302)
                .isEmpty()
                .has("Location", "/basket/?page=2");
        guest.with("Accept", "").get("/current_user/").says(TURKISH);
    }

    @ParameterizedTest
    @CsvSource({
        "/basket/, /basket/",
        "basket, /basket",
        "?a=b, /?a=b",
        "https://app.example/x?y=z, https://app.example/x?y=z",
        "/şehir/, /%C5%9Fehir/",
    })
    void next_may_be_the_shop_or_a_listed_host(String next, String location) {
        var guest = Shopper.guest(shop);
        guest.post(PATH, "{\"language\": \"tr\", \"next\": \"" + next + "\"}")
                .answers(302)
                .has("Location", location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"https://evil.example/\"",
                "\"//evil.example\"",
                "\"/\\\\evil.example\"",
                "\"javascript:alert(1)\"",
                "\"/a\\r\\nSet-Cookie: x=y\"",
                "\"/{}\"",
                "\"\"",
                "null",
                "7",
                "[\"/basket/\"]"
            })
    void any_other_next_is_passed_over(String next) {
        var reply =
                Shopper.guest(shop).post(PATH, "{\"language\": \"tr\", \"next\": " + next + "}");
        assertThat(reply.answers(204).header("Location")).isEmpty();
    }

    @Test
    void scripts_are_never_redirected() {
        Shopper.guest(shop)
                .with("X-Requested-With", "XMLHttpRequest")
                .postForm(PATH + "?next=/basket/", "language=tr&next=/basket/")
                .answers(204);
        Shopper.guest(shop)
                .postForm(PATH + "?next=/basket/", "language=tr")
                .answers(302)
                .has("Location", "/basket/");
    }

    private static Reply refused(Shopper shopper) {
        return shopper.post("/users/city/", "{}").answers(400);
    }
}
