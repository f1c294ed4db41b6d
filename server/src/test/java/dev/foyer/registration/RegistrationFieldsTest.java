package dev.foyer.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Every field of `POST /users/registration/`, wrong in every way and right at its bounds (contract
/// B.1.5, D.1, E.3).
class RegistrationFieldsTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/registration/";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final AtomicInteger ACCEPTED = new AtomicInteger();

    @AfterAll
    static void whoever_was_refused_left_nothing_behind() {
        assertThat(shop.count("select count(*) from customer")).isEqualTo(ACCEPTED.get());
        assertThat(shop.count("select count(*) from email_address")).isEqualTo(ACCEPTED.get());
        assertThat(shop.count("select count(*) from outbox_message")).isEqualTo(ACCEPTED.get());
    }

    @Test
    void every_missing_field_is_told_at_once() {
        Shopper.guest(shop)
                .post(PATH, "{}")
                .answers(400)
                .says(
                        """
                        {"first_name": ["This field is required."], "last_name": ["This field is required."],
                         "email": ["This field is required."], "password": ["This field is required."],
                         "confirm": ["This field is required."]}
                        """);
    }

    @Test
    void every_wrong_field_is_told_at_once_in_the_order_of_the_fields() {
        Shopper.guest(shop)
                .post(
                        PATH,
                        """
                        {"attributes": [], "phone": "abc", "user_type": "king", "username": "%s",
                         "date_of_birth": "yesterday", "gender": "other", "whatsapp_allowed": null,
                         "call_allowed": 7, "sms_allowed": [], "email_allowed": "maybe", "confirm": false,
                         "password": "123456", "email": "x", "last_name": null, "first_name": " "}
                        """
                                .formatted("u".repeat(151)))
                .answers(400)
                .says(
                        """
                        {"first_name": ["This field may not be blank."],
                         "last_name": ["This field may not be null."],
                         "email": ["Enter a valid email address."],
                         "password": ["This password is too short. It must contain at least 7 characters.",
                                      "This password is too common.",
                                      "This password is entirely numeric."],
                         "confirm": ["You must confirm privacy policy."],
                         "email_allowed": ["Must be a valid boolean."],
                         "sms_allowed": ["Must be a valid boolean."],
                         "call_allowed": ["Must be a valid boolean."],
                         "whatsapp_allowed": ["This field may not be null."],
                         "gender": ["\\"other\\" is not a valid choice."],
                         "date_of_birth": ["Date has wrong format. Use one of these formats instead: YYYY-MM-DD."],
                         "username": ["Ensure this field has no more than 150 characters."],
                         "user_type": ["\\"king\\" is not a valid choice."],
                         "phone": ["Enter a valid phone number."],
                         "attributes": ["Expected a dictionary of items but got type \\"list\\"."]}
                        """);
    }

    @Test
    void names_are_texts_of_at_most_fifty_characters() {
        for (var field : new String[] {"first_name", "last_name"}) {
            refused(field, "null", "This field may not be null.");
            refused(field, "\"\"", "This field may not be blank.");
            refused(field, "\" \\t\\n \"", "This field may not be blank.");
            refused(field, "true", "Not a valid string.");
            refused(field, "[\"a\"]", "Not a valid string.");
            refused(field, "{}", "Not a valid string.");
            refused(field, "\"a\\u0000b\"", "Null characters are not allowed.");
            refused(field, "\"a\\ud800b\"", "Surrogate characters are not allowed.");
            refused(field, text("ş", 51), "Ensure this field has no more than 50 characters.");
            refused(field, text("😀", 51), "Ensure this field has no more than 50 characters.");
            accepted(field, text("ş", 50)).shows(field, "ş".repeat(50));
            accepted(field, text("😀", 50)).shows(field, "😀".repeat(50));
            accepted(field, "\"  Ayşe Nur \"").shows(field, "Ayşe Nur");
            accepted(field, "7").shows(field, "7");
            accepted(field, "\"<b>&'\\\"\"").shows(field, "<b>&'\"");
        }
    }

    @Test
    void an_address_must_be_one_that_can_be_written_to() {
        for (var wrong :
                new String[] {
                    "ayse",
                    "@example.com",
                    "ayse@",
                    "ayse@example",
                    "a b@example.com",
                    "ayse@exam ple.com",
                    "ayse@@example.com",
                    "ayşe@example.com",
                    "ayse@-example.com",
                    ".ayse@example.com",
                    "ay..se@example.com",
                    "ayse@example.com\\nbcc: x@example.com",
                    "Ayse <ayse@example.com>"
                }) {
            refused("email", '"' + wrong + '"', "Enter a valid email address.");
        }
        refused("email", "\"\"", "This field may not be blank.");
        refused("email", "null", "This field may not be null.");
        refused("email", "[]", "Not a valid string.");
        refused(
                "email",
                '"' + "a".repeat(250) + "@example.com\"",
                "Ensure this field has no more than 254 characters.");
    }

    @Test
    void truth_is_told_in_many_words() {
        for (var yes : new String[] {"true", "\"true\"", "\"True\"", "1", "\"1\"", "\"on\""}) {
            accepted("sms_allowed", yes).shows("sms_allowed", true);
        }
        for (var no : new String[] {"false", "\"False\"", "0", "\"0\"", "\"off\"", "\"\""}) {
            accepted("email_allowed", no).shows("email_allowed", false);
        }
        accepted("call_allowed", "null").shows("call_allowed", false);
        accepted("call_allowed", "true").shows("call_allowed", true);
        for (var field : new String[] {"email_allowed", "sms_allowed", "call_allowed", "confirm"}) {
            for (var wrong : new String[] {"\"maybe\"", "2", "[]", "{}", "[true]", "1.5"}) {
                refused(field, wrong, "Must be a valid boolean.");
            }
        }
        refused("confirm", "null", "This field may not be null.");
        refused("sms_allowed", "null", "This field may not be null.");
    }

    @Test
    void gender_is_one_of_two_or_not_told() {
        accepted("gender", "\"female\"").shows("gender", "female");
        accepted("gender", "\"male\"").shows("gender", "male");
        for (var nothing : new String[] {"null", "\"\"", "\" \"", "\"none\""}) {
            accepted("gender", nothing).shows("gender", null);
        }
        refused("gender", "\"Female\"", "\\\"Female\\\" is not a valid choice.");
        refused("gender", "\"kadın\"", "\\\"kadın\\\" is not a valid choice.");
        refused("gender", "[]", "Not a valid string.");
    }

    @Test
    void a_date_of_birth_is_a_day_of_the_calendar_that_has_come() {
        for (var day : new String[] {"1990-05-15", "2000-02-29", "2024-02-29", "0001-01-01"}) {
            accepted("date_of_birth", '"' + day + '"').shows("date_of_birth", day);
        }
        for (var nothing : new String[] {"null", "\"\""}) {
            accepted("date_of_birth", nothing).shows("date_of_birth", null);
        }
        for (var wrong :
                new String[] {
                    "1900-02-29", "2023-02-29", "2023-04-31", "2023-13-01", "2023-00-10",
                    "2023-01-00", "0000-01-01", "-0001-01-01", "+10000-01-01", "12345-01-01",
                    "15.05.1990", "1990-5-15", "1990-05-15T00:00:00Z", "٢٠٠٠-٠١-٠١"
                }) {
            refused(
                    "date_of_birth",
                    '"' + wrong + '"',
                    "Date has wrong format. Use one of these formats instead: YYYY-MM-DD.");
        }
        refused("date_of_birth", "{}", "Not a valid string.");
    }

    @Test
    void nobody_was_born_tomorrow() {
        var today = LocalDate.ofInstant(shop.clock().instant(), ZoneOffset.UTC);
        accepted("date_of_birth", "\"" + today + "\"").shows("date_of_birth", today.toString());
        // Two days, so that midnight may pass between here and there.
        refused("date_of_birth", "\"" + today.plusDays(2) + "\"", "This date lies in the future.");
        refused("date_of_birth", "\"9999-12-31\"", "This date lies in the future.");

        shop.clock().forward(Duration.ofDays(2));

        accepted("date_of_birth", "\"" + today.plusDays(2) + "\"");
    }

    @Test
    void a_user_name_belongs_to_one_customer() {
        accepted("username", "\"ayse.y\"");
        refused("username", "\"ayse.y\"", "A user with that username already exists.");
        refused("username", "\" ayse.y \"", "A user with that username already exists.");
        accepted("username", text("ü", 150));
        refused("username", text("ü", 151), "Ensure this field has no more than 150 characters.");
        for (var nothing : new String[] {"null", "\"\"", "\"\"", "\" \""}) {
            accepted("username", nothing);
        }
    }

    @Test
    void a_user_is_registered_or_a_guest() {
        accepted("user_type", "\"guest\"");
        accepted("user_type", "\"registered\"");
        accepted("user_type", "\"\"");
        accepted("user_type", "null");
        refused("user_type", "\"admin\"", "\\\"admin\\\" is not a valid choice.");
        refused("user_type", "3", "\\\"3\\\" is not a valid choice.");
        assertThat(shop.count("select count(*) from customer where user_type = 'guest'"))
                .isEqualTo(1);
    }

    @Test
    void a_phone_is_read_in_any_spelling_and_printed_in_one() {
        for (var spelling :
                new String[] {
                    "05550000001",
                    "5550000001",
                    "+905550000001",
                    "00905550000001",
                    "0 (555) 000 00 01",
                    "+90 555 000-00-01",
                    "905550000001"
                }) {
            accepted("phone", '"' + spelling + '"').shows("phone", "05550000001");
        }
        accepted("phone", "5550000001").shows("phone", "05550000001");
        accepted("phone", "\"+49 30 901820\"").shows("phone", "+4930901820");
        accepted("phone", "\"\"").shows("phone", null);
        accepted("phone", "null").shows("phone", null);
        for (var wrong :
                new String[] {
                    "abc",
                    "123",
                    "+",
                    "+90",
                    "05550000001 x7",
                    "++905550000001",
                    "0555-FLOWERS",
                    "call 05550000001",
                    "tel:+905550000001",
                    "+49123456789012345"
                }) {
            refused("phone", '"' + wrong + '"', "Enter a valid phone number.");
        }
        refused("phone", text("5", 61), "Ensure this field has no more than 60 characters.");
        refused("phone", "[]", "Not a valid string.");
    }

    private static Reply accepted(String field, String json) {
        ACCEPTED.incrementAndGet();
        return send(field, json).answers(201);
    }

    private static void refused(String field, String json, String complaint) {
        send(field, json).answers(400).says("{\"%s\": [\"%s\"]}".formatted(field, complaint));
    }

    /// Written by hand: the values are wrong on purpose, some even for a JSON writer.
    private static Reply send(String field, String json) {
        var form = new LinkedHashMap<String, String>();
        form.put("first_name", "\"Deniz\"");
        form.put("last_name", "\"Kaya\"");
        form.put("email", "\"field" + NUMBER.incrementAndGet() + "@example.com\"");
        form.put("password", '"' + Shopper.PASSWORD + '"');
        form.put("confirm", "true");
        form.put(field, json);
        var body =
                form.entrySet().stream()
                        .map(entry -> '"' + entry.getKey() + "\": " + entry.getValue())
                        .collect(Collectors.joining(", ", "{", "}"));
        return Shopper.guest(shop).post(PATH, body);
    }

    private static String text(String letter, int times) {
        return '"' + letter.repeat(times) + '"';
    }
}
