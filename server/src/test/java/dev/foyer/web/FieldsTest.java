package dev.foyer.web;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What single values may be (contract 0.1.10, E.3), held against login and registration.
class FieldsTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Test
    void nul_and_lone_surrogates_are_refused_in_every_text() {
        login("\"a\\u0000@example.com\"", "\"a\\u0000b\"")
                .says(
                        "{\"email\": [\"Null characters are not allowed.\"],"
                                + " \"password\": [\"Null characters are not allowed.\"]}");
        for (var lone : List.of("\\ud800", "\\udfff", "x\\udc00\\ud800y")) {
            login("\"" + lone + "@example.com\"", "\"" + lone + "\"")
                    .says(
                            "{\"email\": [\"Surrogate characters are not allowed.\"],"
                                    + " \"password\": [\"Surrogate characters are not allowed.\"]}");
        }
        Shopper.guest(shop)
                .postForm("/users/login/", "email=%00&password=%00")
                .answers(400)
                .says(
                        "{\"email\": [\"Null characters are not allowed.\"],"
                                + " \"password\": [\"Null characters are not allowed.\"]}");
    }

    @Test
    void a_pair_of_surrogates_is_a_character() {
        login("\"nobody@example.com\"", "\"\\ud83d\\ude00\"")
                .says("{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
    }

    @Test
    void a_number_may_stand_for_a_text_but_nothing_else_may() {
        login("12", "34").says("{\"email\": [\"Enter a valid email address.\"]}");
        for (var other : List.of("true", "[]", "{}", "[\"a\"]")) {
            login(other, other)
                    .says(
                            "{\"email\": [\"Not a valid string.\"],"
                                    + " \"password\": [\"Not a valid string.\"]}");
        }
        login("null", "null")
                .says(
                        "{\"email\": [\"This field may not be null.\"],"
                                + " \"password\": [\"This field may not be null.\"]}");
    }

    @Test
    void a_blank_text_is_blank_but_a_blank_password_is_a_password() {
        login("\" \\t\\n\"", "\"\"")
                .says(
                        "{\"email\": [\"This field may not be blank.\"],"
                                + " \"password\": [\"This field may not be blank.\"]}");
        login("\" nobody@example.com \"", "\"  \"")
                .says("{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
    }

    @Test
    void unknown_keys_are_ignored() {
        Shopper.guest(shop)
                .post(
                        "/users/login/",
                        """
                        {"formType": "login", "locale": "tr", "captchaValidated": true, "csrfToken": "x",
                         "callbackUrl": "https://evil.example", "json": true, "\\u0000": [{"a": null}], "": 1,
                         "__proto__": {}, "email": "nobody@example.com", "password": "x"}
                        """)
                .answers(400)
                .says("{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
    }

    @Test
    void every_spelling_of_true_is_read() {
        for (var yes :
                List.of(
                        "true",
                        "1",
                        "\"true\"",
                        "\"True\"",
                        "\"TRUE\"",
                        "\"t\"",
                        "\"T\"",
                        "\"1\"",
                        "\"yes\"",
                        "\"Yes\"",
                        "\"YES\"",
                        "\"y\"",
                        "\"Y\"",
                        "\"on\"",
                        "\"On\"",
                        "\"ON\"",
                        "\" true \"")) {
            register("sms_allowed", yes).answers(201).shows("sms_allowed", true);
            register("confirm", yes).answers(201);
        }
    }

    @Test
    void every_spelling_of_false_is_read() {
        for (var no :
                List.of(
                        "false",
                        "0",
                        "\"false\"",
                        "\"False\"",
                        "\"FALSE\"",
                        "\"f\"",
                        "\"F\"",
                        "\"0\"",
                        "\"no\"",
                        "\"No\"",
                        "\"NO\"",
                        "\"n\"",
                        "\"N\"",
                        "\"off\"",
                        "\"Off\"",
                        "\"OFF\"")) {
            register("sms_allowed", no).answers(201).shows("sms_allowed", false);
            register("confirm", no)
                    .answers(400)
                    .says("{\"confirm\": [\"You must confirm privacy policy.\"]}");
        }
    }

    @Test
    void what_is_neither_true_nor_false_is_told() {
        for (var other :
                List.of("2", "-1", "\"maybe\"", "\"tru\"", "[]", "{}", "[true]", "\"evet\"")) {
            register("sms_allowed", other)
                    .answers(400)
                    .says("{\"sms_allowed\": [\"Must be a valid boolean.\"]}");
            register("confirm", other)
                    .answers(400)
                    .says("{\"confirm\": [\"Must be a valid boolean.\"]}");
        }
        register("sms_allowed", "null")
                .answers(400)
                .says("{\"sms_allowed\": [\"This field may not be null.\"]}");
    }

    @Test
    void an_empty_optional_field_means_not_given() {
        for (var field : List.of("gender", "date_of_birth", "phone")) {
            register(field, "\"\"").answers(201).shows(field, null);
            register(field, "\"  \"").answers(201).shows(field, null);
            register(field, "null").answers(201).shows(field, null);
        }
        register("gender", "\"none\"").answers(201).shows("gender", null);
        register("email_allowed", "\"\"").answers(201).shows("email_allowed", false);
    }

    @Test
    void numbers_in_attributes_stay_what_they_are_or_are_refused() {
        for (var number : List.of("1", "-0.5", "1.10", "12345678901234567890")) {
            register("attributes", "{\"size\": " + number + "}")
                    .answers(201)
                    .contains("\"size\":" + number);
        }
        for (var number : List.of("1e400", "1e-400", "1e999999", "1e-99999", "9".repeat(350))) {
            register("attributes", "{\"size\": [" + number + "]}")
                    .answers(400)
                    .hasKeys("attributes");
        }
    }

    private static Reply login(String email, String password) {
        return Shopper.guest(shop)
                .post("/users/login/", "{\"email\": " + email + ", \"password\": " + password + "}")
                .answers(400);
    }

    private static Reply register(String field, String json) {
        var form =
                Person.named("Ayşe", "Yılmaz")
                        .withEmail("fields." + NUMBER.incrementAndGet() + "@example.com")
                        .with(field, json);
        return Shopper.guest(shop).post("/users/registration/", form.json());
    }
}
