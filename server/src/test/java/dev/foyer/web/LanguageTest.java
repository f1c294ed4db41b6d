package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/// `Accept-Language` (contract 0.1.11, A.6).
class LanguageTest {
    @RegisterExtension static final Shop shop = Shop.open();
    @RegisterExtension static final Shop turkish = Shop.open().with("LANGUAGE_CODE", "tr");

    private static final String ENGLISH =
            "{\"detail\": \"Authentication credentials were not provided.\"}";
    private static final String TURKISH = "{\"detail\": \"Giriş bilgileri verilmedi.\"}";

    @Test
    void turkish_is_spoken_to_who_asks_for_it() {
        for (var header :
                List.of(
                        "tr",
                        "TR",
                        "tr-TR",
                        "tr-tr",
                        "tr-CY",
                        "tr;q=0.1",
                        "tr-TR,tr;q=0.9,en-US;q=0.8,en;q=0.7",
                        "en;q=0.5, tr;q=0.6",
                        "de-DE, fr;q=0.9, tr;q=0.1",
                        "ar, tr")) {
            asking(shop, header).says(TURKISH);
        }
    }

    @Test
    void english_is_spoken_to_who_asks_for_it() {
        for (var header : List.of("en", "en-gb", "en-US,en;q=0.9,tr;q=0.8", "tr;q=0, en", "EN")) {
            asking(shop, header).says(ENGLISH);
            asking(turkish, header).says(ENGLISH);
        }
    }

    @Test
    void what_nobody_speaks_falls_back_silently() {
        for (var header :
                List.of(
                        "undefined",
                        "null",
                        "*",
                        "de",
                        "ar,ru,fr",
                        "x",
                        ";;;",
                        ",",
                        "tr;q=abc",
                        "tr;q=7",
                        "<iso_language_code>",
                        "türkçe?",
                        "../../tr",
                        "t".repeat(5000),
                        "de,".repeat(1000))) {
            asking(shop, header).says(ENGLISH);
            asking(turkish, header).says(TURKISH);
        }
        Shopper.stranger(shop).get("/current_user/").says(ENGLISH);
        Shopper.stranger(turkish).get("/current_user/").says(TURKISH);
    }

    @Test
    void field_errors_are_told_in_turkish() {
        Shopper.guest(shop)
                .with("Accept-Language", "tr")
                .post("/users/login/", "{\"email\": \"x\"}")
                .answers(400)
                .says(
                        "{\"email\": [\"Geçerli bir e-posta adresi girin.\"],"
                                + " \"password\": [\"Bu alan zorunlu.\"]}");
    }

    @Test
    void the_bodies_name_the_locale_that_was_matched() {
        var locales = List.of("en-us", "tr-tr", "en-us", "tr-tr", "en-us");
        var asked = List.of("en-gb", "tr", "undefined", "de, tr-TR;q=0.2", "fr");
        for (int i = 0; i < asked.size(); i++) {
            var form = Person.named("Ece", "Er").withEmail("language." + i + "@example.com").json();
            Shopper.guest(shop)
                    .with("Accept-Language", asked.get(i))
                    .post("/users/registration/", form)
                    .answers(201)
                    .shows("language_code", locales.get(i));
        }
    }

    @Test
    void the_choices_of_a_form_are_labelled_in_the_language() {
        var form = Person.named("Ece", "Er").withEmail("language.genders@example.com").json();
        var reply =
                Shopper.guest(shop)
                        .with("Accept-Language", "tr")
                        .post("/users/registration/", form)
                        .answers(201);
        assertThat(reply.json().get("genders").toString())
                .isEqualTo(
                        "[{\"value\":\"female\",\"label\":\"kadın\"},"
                                + "{\"value\":\"male\",\"label\":\"erkek\"}]");
    }

    private static dev.foyer.people.Reply asking(Shop where, String header) {
        return Shopper.stranger(where)
                .with("Accept-Language", header)
                .get("/current_user/")
                .answers(401);
    }
}
