package dev.foyer.credential;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What each preset takes and refuses, seen at the registration.
class PasswordPresetsTest {
    @RegisterExtension static final Shop shop = Shop.open().with("SHOP_NAME", "Çiçek Sepetim");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String COMMON = "This password is too common.";
    private static final String NUMERIC = "This password is entirely numeric.";
    private static final String CONTEXT =
            "This password is made of names that others can guess, such as yours or the shop's.";

    @BeforeEach
    void defaults() {
        for (var name : List.of("AUTH_PASSWORD_VALIDATORS", "PASSWORD_MAX_LENGTH", "SHOP_NAME")) {
            Operator.of(shop).unset(name).answers(200);
        }
    }

    @Test
    void without_a_setting_all_is_as_it_was() {
        taken("Test123");
        refused("zq!8xK", tooShort(7));
        refused("password", COMMON);
        refused("8305762914", NUMERIC);
        refused("yılmaz12", "The password is too similar to the last name.");
        taken("ciceksepetim");
        taken("besiktas1903");
    }

    @Test
    void compat_may_be_named() {
        preset("compat");
        taken("Test123");
        refused("zq!8xK", tooShort(7));
    }

    @Test
    void eight_characters_are_the_least_of_asvs_however_many_bytes_they_take() {
        preset("asvs-l2");
        refused("zq!8xKp", tooShort(8));
        taken("zq!8xKp5");
        refused("😀🚲🌷🍋😀🌵🚀", tooShort(8));
        taken("😀🚲🌷🍋😀🌵🚀🎈");
        refused("ıİşğüçö", tooShort(8));
        taken("ıİşğüçöx");
    }

    @Test
    void fifteen_characters_are_the_least_of_nist() {
        preset("nist-800-63b-4");
        refused("kirmizi bisikl", tooShort(15));
        taken("kirmizi bisikle");
        refused("🌷🍋🌵🚀🎈🚲😀🌷🌷🍋🌵🎈🚲😀", tooShort(15));
        taken("🌷🍋🌵🚀🎈🚲😀🌷🌷🍋🌵🎈🚲😀🚀");
    }

    @Test
    void neither_standard_wants_letters_in_a_password() {
        preset("asvs-l2");
        taken("83057629");
        preset("nist-800-63b-4");
        taken("830576291460728");
        taken("- - - ~ ~ ~ * * * :");
    }

    @Test
    void one_letter_that_stands_for_many_is_one_letter() {
        preset("nist-800-63b-4");
        // In the form NFKC, which is hashed, it has eighteen.
        refused("\uFDFA", tooShort(15));
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
            refused(common, COMMON);
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
            refused(common, COMMON);
        }
        taken("lale bahçesi lale bahçesi");
    }

    @Test
    void a_common_password_within_a_longer_one_does_not_matter() {
        preset("asvs-l2");
        taken("password of the lemon tree");
        taken("besiktas1903 vapuru");
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
            refused(guessed, CONTEXT);
        }
        taken("ayşenin mavi bisikleti");
        taken("cicek sepetimde limon var");
        taken("411 830 576 291");
    }

    @Test
    void the_shops_name_counts_as_it_is_now() {
        preset("asvs-l2");
        taken("Limonluk1234!");
        Operator.of(shop).set("SHOP_NAME", "\"Limonluk\"").answers(200);
        refused("Limonluk1234!", CONTEXT);
        taken("CicekSepetim2026");
    }

    @Test
    void ones_own_address_is_no_password() {
        preset("asvs-l2");
        var form = Person.named("Ayşe", "Yılmaz").withEmail("lale.bahcesi@tulipmail.example");
        register(form.with("password", "\"bahcesi99tulipmail\""))
                .answers(400)
                .says("{\"password\": [\"" + CONTEXT + "\"]}");
        register(form.with("password", "\"lale.bahcesi@tulipmail.example\""))
                .answers(400)
                .says(
                        "{\"password\": [\"The password is too similar to the email address.\", \""
                                + CONTEXT
                                + "\"]}");
        register(form.with("password", "\"tulipmail bakes bread\"")).answers(201);
    }

    @Test
    void all_complaints_are_told_together_in_both_languages() {
        preset("nist-800-63b-4");
        var form = Person.named("Deniz", "Galatasaray").withEmail(address());
        register(form.with("password", "\"galatasaray\""))
                .answers(400)
                .says(
                        """
                        {"password": ["The password is too similar to the last name.",
                                      "This password is too short. It must contain at least 15 characters.",
                                      "This password is too common.",
                                      "This password is made of names that others can guess, such as yours or the shop's."]}
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
                                      "Bu parola, adınız ya da mağazanın adı gibi kolayca tahmin edilebilecek sözcüklerden oluşuyor."]}
                        """);
    }

    @Test
    void the_longest_password_is_a_setting_and_is_never_cut() {
        var longest = "ş9".repeat(64);
        Operator.of(shop).set("PASSWORD_MAX_LENGTH", "128").answers(200);
        refused(longest + "x", "Ensure this field has no more than 128 characters.");
        refused("🌷".repeat(129), "Ensure this field has no more than 128 characters.");
        var email = taken(longest);
        Shopper.guest(shop).login(email, longest).answers(200);
        Shopper.guest(shop).login(email, "ş9".repeat(63) + "ş").answers(400);

        Operator.of(shop).unset("PASSWORD_MAX_LENGTH").answers(200);
        var longer = "9x".repeat(512);
        var other = taken(longer);
        refused(longer + "9", "Ensure this field has no more than 1024 characters.");

        Operator.of(shop).set("PASSWORD_MAX_LENGTH", "128").answers(200);
        Shopper.guest(shop).login(other, longer).answers(200);
        Shopper.guest(shop).login(other, longer.substring(1)).answers(400);
    }

    @Test
    void a_password_is_not_trimmed_and_its_spellings_are_one() {
        preset("asvs-l2");
        var email = taken("  mavi bisiklet  ");
        Shopper.guest(shop).login(email, "  mavi bisiklet  ").answers(200);
        Shopper.guest(shop).login(email, "mavi bisiklet").answers(400);

        var composed = taken("gu\u0308l bahc\u0327esi");
        Shopper.guest(shop).login(composed, "gül bahçesi").answers(200);
        // NFKC makes no lower case: these are other passwords.
        Shopper.guest(shop).login(composed, "GÜL BAHÇESİ").answers(400);
        var dotted = taken("Iğdır İzmir");
        Shopper.guest(shop).login(dotted, "Iğdır I\u0307zmir").answers(200);
        Shopper.guest(shop).login(dotted, "iğdır izmir").answers(400);
    }

    @Test
    void a_shop_writes_its_own_list_as_django_does() {
        Operator.of(shop)
                .set(
                        "AUTH_PASSWORD_VALIDATORS",
                        """
                        [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                          "OPTIONS": {"min_length": 9}},
                         {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
                         "CommonPasswordValidator",
                         {"NAME": "shop.passwords.ContextWordsValidator", "OPTIONS": {"words": ["Kırmızı"]}}]
                        """)
                .answers(200);
        refused("zq!8xKp5", tooShort(9));
        taken("zq!8xKp5.");
        refused("83057629", tooShort(9), NUMERIC);
        refused("istanbul34", COMMON);
        refused("kirmizi-2026", CONTEXT);
        taken("yılmaz-soyadım");
    }

    @Test
    void similarity_is_looked_for_where_and_how_far_the_shop_says() {
        Operator.of(shop)
                .set(
                        "AUTH_PASSWORD_VALIDATORS",
                        """
                        [{"NAME": "UserAttributeSimilarityValidator",
                          "OPTIONS": {"max_similarity": 0.9, "user_attributes": ["last_name"]}},
                         {"NAME": "CommonPasswordValidator", "OPTIONS": {"list": "short"}}]
                        """)
                .answers(200);
        refused("yılmaz", "The password is too similar to the last name.");
        taken("yılmaz12");
        taken("Ayşe");
        taken("istanbul34");
        refused("sunshine", COMMON);
    }

    private static void preset(String name) {
        Operator.of(shop).set("AUTH_PASSWORD_VALIDATORS", '"' + name + '"').answers(200);
    }

    private static String tooShort(int least) {
        return "This password is too short. It must contain at least " + least + " characters.";
    }

    /// The address of who registered with it.
    private static String taken(String password) {
        var email = address();
        register(form(email, password)).answers(201);
        return email;
    }

    private static void refused(String password, String... complaints) {
        register(form(address(), password))
                .answers(400)
                .says("{\"password\": [\"" + String.join("\", \"", complaints) + "\"]}");
    }

    private static Person form(String email, String password) {
        return Person.named("Ayşe", "Yılmaz")
                .withEmail(email)
                .with("password", '"' + password + '"');
    }

    private static String address() {
        return "m" + NUMBER.incrementAndGet() + "@posta.example";
    }

    private static Reply register(Person form) {
        return Shopper.guest(shop).post("/users/registration/", form.json());
    }
}
