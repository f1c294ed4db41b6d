package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of single fields of a profile (contract D.1, E.3, 0.2.3).
class ProfileFieldsTest {
    private static final String PATH = "/users/profile/";

    @RegisterExtension static final Shop shop = Shop.open();

    private static Shopper ayse;

    @BeforeAll
    static void signIn() {
        ayse = Shopper.signedIn(shop, "ayse@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    first_name | "" | This field may not be blank.
                    first_name | null | This field may not be null.
                    first_name | [] | Not a valid string.
                    email_allowed | "perhaps" | Must be a valid boolean.
                    email_allowed | null | This field may not be null.
                    gender | "robot" | \\"robot\\" is not a valid choice.
                    date_of_birth | "15.05.1990" \
                    | Date has wrong format. Use one of these formats instead: YYYY-MM-DD.
                    date_of_birth | "2999-01-01" | This date lies in the future.
                    phone | "abc" | Enter a valid phone number.
                    phone | "08002110000" | Enter a valid phone number.
                    language_code | "tlh" | \\"tlh\\" is not a valid choice.
                    attributes | "text" | Expected a dictionary of items but got type \\"str\\".
                    attributes | {"a": {"b": {"c": {}}}} \
                    | Ensure this field holds no more than 8 KiB, 50 keys and 3 levels.
                    avatar | "https://example.com/else.png" \
                    | The submitted data was not a file. Check the encoding type on the form.
                    avatar | 5 | The submitted data was not a file. Check the encoding type on the form.
                    code | "123456" | -
                    """)
    void a_wrong_field_is_told(String field, String value, String complaint) {
        var told = complaint.equals("-") ? "This field is required." : complaint;
        var named = complaint.equals("-") ? "phone" : field;
        ayse.patch(PATH, "{\"%s\": %s}".formatted(field, value))
                .answers(400)
                .says("{\"%s\": [\"%s\"]}".formatted(named, told));
    }

    @Test
    void every_wrong_field_is_told_at_once_and_nothing_is_done() {
        ayse.patch(
                        PATH,
                        """
                        {"first_name": "%s", "last_name": "Other", "sms_allowed": 7, "avatar": "x",
                         "phone": "1", "date_of_birth": "x", "gender": "x", "language_code": "x"}
                        """
                                .formatted("a".repeat(51)))
                .answers(400)
                .hasKeys(
                        "first_name",
                        "sms_allowed",
                        "avatar",
                        "phone",
                        "date_of_birth",
                        "gender",
                        "language_code")
                .contains("Ensure this field has no more than 50 characters.");
        ayse.get(PATH).shows("last_name", "Yılmaz");
    }

    @Test
    void a_user_name_is_somebodys_alone() {
        var other = Shopper.signedIn(shop, "other@example.com");
        other.patch(PATH, "{\"username\": \"only-one\"}").answers(200);

        ayse.patch(PATH, "{\"username\": \"only-one\", \"first_name\": \"Eve\"}")
                .answers(400)
                .says("{\"username\": [\"A user with that username already exists.\"]}");
        ayse.get(PATH).shows("first_name", "Ayşe");
        other.patch(PATH, "{\"username\": \"only-one\"}").answers(200);
        other.patch(PATH, "{\"username\": \"%s\"}".formatted("x".repeat(151))).answers(400);
    }

    @ParameterizedTest
    @CsvSource({"tr, tr-tr", "tr-TR, tr-tr", "TR_tr, tr-tr", "en-gb, en-us"})
    void a_language_is_matched_to_those_of_the_shop(String sent, String matched) {
        ayse.patch(PATH, "{\"language_code\": \"%s\"}".formatted(sent))
                .answers(200)
                .shows("language_code", matched);
    }

    @Test
    void attributes_are_merged_and_what_the_server_owns_is_not_taken() {
        var elif = Shopper.signedIn(shop, "elif@example.com");
        elif.patch(PATH, "{\"attributes\": {\"shoe\": 38, \"note\": \"a\"}}").answers(200);

        var reply =
                elif.patch(
                                PATH,
                                """
                                {"attributes": {"note": null, "hat": "m", "logged_ip": "6.6.6.6", "confirm": false,
                                                "city": "Ankara", "verified_phone": true, "verification_required": true,
                                                "kvkk_flat_page_version": null}}
                                """)
                        .answers(200);

        assertThat(reply.json().get("attributes"))
                .hasToString(
                        "{\"register_client_type\":\"default\",\"logged_ip\":\"127.0.0.1\","
                                + "\"kvkk_flat_page_version\":\"000\",\"confirm\":true,\"hat\":\"m\",\"shoe\":38}");
    }

    @Test
    void attributes_are_bounded_as_they_add_up() {
        var nur = Shopper.signedIn(shop, "nur@example.com");
        var long4 = "x".repeat(4000);
        nur.patch(PATH, "{\"attributes\": {\"a\": \"%s\"}}".formatted(long4)).answers(200);
        nur.patch(PATH, "{\"attributes\": {\"b\": \"%s\"}}".formatted(long4)).answers(200);

        nur.patch(PATH, "{\"attributes\": {\"c\": \"%s\"}, \"first_name\": \"X\"}".formatted(long4))
                .answers(400)
                .says(
                        "{\"attributes\": [\"Ensure this field holds no more than 8 KiB, 50 keys"
                                + " and 3 levels.\"]}");
        nur.get(PATH).shows("first_name", "Ayşe");
        nur.patch(PATH, "{\"attributes\": {\"a\": null}}").answers(200);
        nur.patch(PATH, "{\"attributes\": {\"c\": \"%s\"}}".formatted(long4)).answers(200);
    }

    @Test
    void an_empty_text_says_nothing_of_a_consent() {
        ayse.patch(PATH, "{\"email_allowed\": true, \"call_allowed\": true}").answers(200);
        ayse.patch(PATH, "{\"email_allowed\": \"\", \"call_allowed\": \"\"}")
                .answers(200)
                .shows("email_allowed", true)
                .shows("call_allowed", true);
        ayse.patch(PATH, "{\"call_allowed\": null, \"whatsapp_allowed\": true}")
                .answers(200)
                .shows("call_allowed", false);
        assertThat(
                        shop.count(
                                "select count(*) from customer c join email_address e on"
                                        + " e.customer_id = c.id where e.identity = 'ayse@example.com'"
                                        + " and whatsapp_allowed"))
                .isEqualTo(1);
    }
}
