package dev.foyer.credential;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/// What each preset takes and refuses, seen at the registration.
class PasswordPresetsTest {
    @RegisterExtension static final Shop shop = Shop.open().with("SHOP_NAME", "Çiçek Sepetim");

    private static final Attempts ATTEMPTS = new Attempts(shop);

    @BeforeEach
    void defaults() {
        for (var name : List.of("AUTH_PASSWORD_VALIDATORS", "PASSWORD_MAX_LENGTH", "SHOP_NAME")) {
            Operator.of(shop).unset(name).answers(200);
        }
    }

    @Test
    void without_a_setting_all_is_as_it_was() {
        ATTEMPTS.taken("Test123");
        ATTEMPTS.refused("zq!8xK", Attempts.tooShort(7));
        ATTEMPTS.refused("password", Attempts.COMMON);
        ATTEMPTS.refused("8305762914", Attempts.NUMERIC);
        ATTEMPTS.refused("yılmaz12", "The password is too similar to the last name.");
        ATTEMPTS.taken("ciceksepetim");
        ATTEMPTS.taken("besiktas1903");
    }

    @Test
    void compat_may_be_named() {
        preset("compat");
        ATTEMPTS.taken("Test123");
        ATTEMPTS.refused("zq!8xK", Attempts.tooShort(7));
    }

    @Test
    void eight_characters_are_the_least_of_asvs_however_many_bytes_they_take() {
        preset("asvs-l2");
        ATTEMPTS.refused("zq!8xKp", Attempts.tooShort(8));
        ATTEMPTS.taken("zq!8xKp5");
        ATTEMPTS.refused("😀🚲🌷🍋😀🌵🚀", Attempts.tooShort(8));
        ATTEMPTS.taken("😀🚲🌷🍋😀🌵🚀🎈");
        ATTEMPTS.refused("ıİşğüçö", Attempts.tooShort(8));
        ATTEMPTS.taken("ıİşğüçöx");
    }

    @Test
    void fifteen_characters_are_the_least_of_nist() {
        preset("nist-800-63b-4");
        ATTEMPTS.refused("kirmizi bisikl", Attempts.tooShort(15));
        ATTEMPTS.taken("kirmizi bisikle");
        ATTEMPTS.refused("🌷🍋🌵🚀🎈🚲😀🌷🌷🍋🌵🎈🚲😀", Attempts.tooShort(15));
        ATTEMPTS.taken("🌷🍋🌵🚀🎈🚲😀🌷🌷🍋🌵🎈🚲😀🚀");
    }

    @Test
    void neither_standard_wants_letters_in_a_password() {
        preset("asvs-l2");
        ATTEMPTS.taken("83057629");
        preset("nist-800-63b-4");
        ATTEMPTS.taken("830576291460728");
        ATTEMPTS.taken("- - - ~ ~ ~ * * * :");
    }

    @Test
    void one_letter_that_stands_for_many_is_one_letter() {
        preset("nist-800-63b-4");
        // In the form NFKC, which is hashed, it has eighteen.
        ATTEMPTS.refused("\uFDFA", Attempts.tooShort(15));
    }

    @Test
    void the_long_list_is_known_in_any_case_and_spelling() {
        preset("asvs-l2");
        for (var common :
                List.of(
                        "password",
                        "PassWord",
                        "QWERTYUIOP",
                        " sunshine ",
                        "besiktas1903",
                        "BEŞİKTAŞ1903",
                        "Beşiktaş1903",
                        "istanbul34",
                        "İstanbul34",
                        "ISTANBUL34",
                        "ıstanbul34",
                        "ｐａｓｓｗｏｒｄ",
                        "şifre1234",
                        "canımbenim")) {
            ATTEMPTS.refused(common, Attempts.COMMON);
        }
    }

    @Test
    void what_repeats_itself_is_common_too() {
        preset("nist-800-63b-4");
        for (var common :
                List.of(
                        "aaaaaaaaaaaaaaa",
                        "123123123123123",
                        "passwordpassword",
                        "qwertyuiopqwertyuiopqwer",
                        "                ")) {
            ATTEMPTS.refused(common, Attempts.COMMON);
        }
        ATTEMPTS.taken("lale bahçesi lale bahçesi");
    }

    @Test
    void a_common_password_within_a_longer_one_does_not_matter() {
        preset("asvs-l2");
        ATTEMPTS.taken("password of the lemon tree");
        ATTEMPTS.taken("besiktas1903 vapuru");
    }

    @Test
    void context_words_alone_are_no_password() {
        preset("asvs-l2");
        for (var guessed :
                List.of(
                        "CicekSepetim2026",
                        "çiçek-sepetim!!",
                        "c1cek5epet1m",
                        "sepetim sepetim 34",
                        "ayşe yılmaz 1990",
                        "YILMAZ.ayse.34",
                        "@yse1990!!",
                        "ayse-ciceksepetim")) {
            ATTEMPTS.refused(guessed, Attempts.CONTEXT);
        }
        ATTEMPTS.taken("ayşenin mavi bisikleti");
        ATTEMPTS.taken("cicek sepetimde limon var");
        ATTEMPTS.taken("411 830 576 291");
    }

    @Test
    void the_shops_name_counts_as_it_is_now() {
        preset("asvs-l2");
        ATTEMPTS.taken("Limonluk1234!");
        Operator.of(shop).set("SHOP_NAME", "\"Limonluk\"").answers(200);
        ATTEMPTS.refused("Limonluk1234!", Attempts.CONTEXT);
        ATTEMPTS.taken("CicekSepetim2026");
    }

    @Test
    void ones_own_address_is_no_password() {
        preset("asvs-l2");
        var form = Person.named("Ayşe", "Yılmaz").withEmail("lale.bahcesi@tulipmail.example");
        ATTEMPTS.register(form.with("password", "\"bahcesi99tulipmail\""))
                .answers(400)
                .says("{\"password\": [\"" + Attempts.CONTEXT + "\"]}");
        ATTEMPTS.register(form.with("password", "\"lale.bahcesi@tulipmail.example\""))
                .answers(400)
                .says(
                        "{\"password\": [\"The password is too similar to the email address.\", \""
                                + Attempts.CONTEXT
                                + "\"]}");
        ATTEMPTS.register(form.with("password", "\"tulipmail bakes bread\"")).answers(201);
    }

    @Test
    void all_complaints_are_told_together_in_both_languages() {
        preset("nist-800-63b-4");
        var form = Person.named("Deniz", "Galatasaray").withEmail(ATTEMPTS.address());
        ATTEMPTS.register(form.with("password", "\"galatasaray\""))
                .answers(400)
                .says(
                        """
                        {"password": ["The password is too similar to the last name.",
                                      "This password is too short. It must contain at least 15 characters.",
                                      "This password is too common.",
                                      "This password is made of names that others can guess,\
                         such as yours or the shop's."]}
                        """);
        Shopper.guest(shop)
                .with("Accept-Language", "tr")
                .post("/users/registration/", form.with("password", "\"galatasaray\"").json())
                .answers(400)
                .says(
                        """
                        {"password": ["Parola soyadınıza çok benziyor.",
                                      "Bu parola çok kısa. En az 15 karakter içermelidir.",
                                      "Bu parola çok yaygın kullanılıyor.",
                                      "Bu parola, adınız ya da mağazanın adı gibi kolayca tahmin\
                         edilebilecek sözcüklerden oluşuyor."]}
                        """);
    }

    @Test
    void the_longest_password_is_a_setting_and_is_never_cut() {
        var longest = "ş9".repeat(64);
        Operator.of(shop).set("PASSWORD_MAX_LENGTH", "128").answers(200);
        ATTEMPTS.refused(longest + "x", "Ensure this field has no more than 128 characters.");
        ATTEMPTS.refused("🌷".repeat(129), "Ensure this field has no more than 128 characters.");
        var email = ATTEMPTS.taken(longest);
        Shopper.guest(shop).login(email, longest).answers(200);
        Shopper.guest(shop).login(email, "ş9".repeat(63) + "ş").answers(400);

        Operator.of(shop).unset("PASSWORD_MAX_LENGTH").answers(200);
        var longer = "9x".repeat(512);
        var other = ATTEMPTS.taken(longer);
        ATTEMPTS.refused(longer + "9", "Ensure this field has no more than 1024 characters.");

        Operator.of(shop).set("PASSWORD_MAX_LENGTH", "128").answers(200);
        Shopper.guest(shop).login(other, longer).answers(200);
        Shopper.guest(shop).login(other, longer.substring(1)).answers(400);
    }

    @Test
    void a_password_is_not_trimmed_and_its_spellings_are_one() {
        preset("asvs-l2");
        var email = ATTEMPTS.taken("  mavi bisiklet  ");
        Shopper.guest(shop).login(email, "  mavi bisiklet  ").answers(200);
        Shopper.guest(shop).login(email, "mavi bisiklet").answers(400);

        var composed = ATTEMPTS.taken("gu\u0308l bahc\u0327esi");
        Shopper.guest(shop).login(composed, "gül bahçesi").answers(200);
        // NFKC makes no lower case: these are other passwords.
        Shopper.guest(shop).login(composed, "GÜL BAHÇESİ").answers(400);
        var dotted = ATTEMPTS.taken("Iğdır İzmir");
        Shopper.guest(shop).login(dotted, "Iğdır I\u0307zmir").answers(200);
        Shopper.guest(shop).login(dotted, "iğdır izmir").answers(400);
    }

    private static void preset(String name) {
        Operator.of(shop).set("AUTH_PASSWORD_VALIDATORS", '"' + name + '"').answers(200);
    }
}
