package dev.foyer.password;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `GET /users/password/rules/` (ours): what a storefront shows beside the field.
class PasswordRulesTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/password/rules/";

    @BeforeEach
    void defaults() {
        Operator.of(shop).unset("AUTH_PASSWORD_VALIDATORS").answers(200);
        Operator.of(shop).unset("PASSWORD_MAX_LENGTH").answers(200);
    }

    @Test
    void anyone_reads_the_rules_in_english() {
        Shopper.stranger(shop)
                .get(PATH)
                .answers(200)
                .has("Content-Type", "application/json")
                .says(
                        """
                        {"preset": "compat", "min_length": 7, "max_length": 1024,
                         "rules": [
                          {"code": "password_too_similar",
                           "parameters": {"user_attributes": ["username", "first_name", "last_name", "email"]},
                           "text": "It must not resemble your name, your user name or your e-mail address."},
                          {"code": "password_too_short", "parameters": {"min_length": 7},
                           "text": "It needs at least 7 characters."},
                          {"code": "password_too_common", "parameters": {"passwords": 29999},
                           "text": "It must not be one of the passwords that many people use."},
                          {"code": "password_entirely_numeric", "parameters": {},
                           "text": "It must not consist of digits alone."},
                          {"code": "password_too_long", "parameters": {"max_length": 1024},
                           "text": "It may have up to 1024 characters, spaces and emoji among them."}],
                         "advice": "A few words that have nothing to do with each other are easy to\
                         remember and hard to guess. Use this password nowhere else."}
                        """);
    }

    @Test
    void a_turkish_visitor_reads_them_in_turkish() {
        Operator.of(shop).set("AUTH_PASSWORD_VALIDATORS", "\"nist-800-63b-4\"").answers(200);
        Operator.of(shop).set("PASSWORD_MAX_LENGTH", "256").answers(200);
        Shopper.stranger(shop)
                .with("Accept-Language", "tr-TR,tr;q=0.9,en;q=0.8")
                .get(PATH)
                .answers(200)
                .says(
                        """
                        {"preset": "nist-800-63b-4", "min_length": 15, "max_length": 256,
                         "rules": [
                          {"code": "password_too_similar",
                           "parameters": {"user_attributes": ["username", "first_name", "last_name", "email"]},
                           "text": "Adınıza, kullanıcı adınıza ya da e-posta adresinize benzememelidir."},
                          {"code": "password_too_short", "parameters": {"min_length": 15},
                           "text": "En az 15 karakter içermelidir."},
                          {"code": "password_too_common", "parameters": {"passwords": 191526},
                           "text": "Birçok kişinin kullandığı parolalardan biri olmamalıdır."},
                          {"code": "password_context_words", "parameters": {},
                           "text": "Yalnızca adınız ya da mağazanın adı gibi kolayca tahmin\
                         edilebilecek sözcüklerden oluşmamalıdır."},
                          {"code": "password_too_long", "parameters": {"max_length": 256},
                           "text": "Boşluk ve emojiler dahil en fazla 256 karakter içerebilir."}],
                         "advice": "Birbiriyle ilgisi olmayan birkaç sözcük kolay hatırlanır,\
                         zor tahmin edilir. Bu parolayı başka bir yerde kullanmayın."}
                        """);
    }

    @Test
    void a_list_of_the_shops_own_is_called_custom_and_its_words_are_not_given_away() {
        Operator.of(shop)
                .set(
                        "AUTH_PASSWORD_VALIDATORS",
                        """
                        [{"NAME": "ContextWordsValidator", "OPTIONS": {"words": ["gizliproje"]}}]
                        """)
                .answers(200);
        Shopper.stranger(shop)
                .get(PATH)
                .answers(200)
                .says(
                        """
                        {"preset": "custom", "min_length": 1, "max_length": 1024,
                         "rules": [
                          {"code": "password_context_words", "parameters": {},
                           "text": "It must not be made only of names that others can guess,\
                         such as yours or the shop's."},
                          {"code": "password_too_long", "parameters": {"max_length": 1024},
                           "text": "It may have up to 1024 characters, spaces and emoji among them."}],
                         "advice": "A few words that have nothing to do with each other are easy to\
                         remember and hard to guess. Use this password nowhere else."}
                        """);
    }

    @Test
    void the_rules_are_there_for_the_signed_in_and_without_the_final_slash() {
        var ayse = Shopper.signedIn(shop, "ayse@example.com");
        ayse.get("/users/password/rules").answers(200).shows("preset", "compat");
        ayse.post(PATH, "{}")
                .answers(405)
                .says("{\"detail\": \"Method \\\"POST\\\" not allowed.\"}");
    }
}
