package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `PATCH /users/hooks/kvkk-unsubscribe-user/` (contract B.2.1, 0.2.9): who is meant, what is
/// withdrawn, and what is refused.
class KvkkHookTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static CallCentre iys;

    @BeforeAll
    static void register() {
        iys = CallCentre.kvkk(shop, "iys", "my_secret_key");
    }

    @Test
    void what_is_false_is_withdrawn_and_what_is_not_named_stays() {
        var ayse = Subscriber.of(shop, "ayse@example.com").allows(true, true, true);

        iys.call("{\"email\": \"ayse@example.com\", \"sms_allowed\": false}")
                .answers(200)
                .says("{}");
        ayse.allows(true, false, true);
        iys.call(
                        """
                        {"email": "AYSE@Example.com", "email_allowed": false, "sms_allowed": false,
                         "call_allowed": false}
                        """)
                .answers(200)
                .says("{}");
        ayse.allows(false, false, false);
    }

    @Test
    void one_who_names_no_channel_withdraws_nothing() {
        var elif = Subscriber.of(shop, "elif@example.com");

        iys.call("{\"email\": \"elif@example.com\"}").answers(200).says("{}");
        elif.allows(true, true, true);
    }

    @Test
    void the_source_sends_POST_and_slashes_do_not_matter() {
        var zeynep = Subscriber.of(shop, "zeynep@example.com");
        for (var path : new String[] {iys.path(), iys.path().replaceAll("/$", "")}) {
            for (var method : new String[] {"POST", "PATCH"}) {
                new CallCentre(shop, path, iys.name(), iys.secret())
                        .send(
                                method,
                                iys.body(
                                        "{\"email\": \"zeynep@example.com\", \"sms_allowed\":"
                                                + " false}",
                                        iys.now()))
                        .answers(200)
                        .says("{}");
            }
        }
        zeynep.allows(true, false, true);
        iys.send("GET", "{}").answers(405).has("Allow", "OPTIONS, POST, PATCH");
        iys.send("PUT", "{}").answers(405);
    }

    @Test
    void it_needs_no_session_no_token_and_gets_no_cookie() {
        Subscriber.of(shop, "merve@example.com");
        var reply = iys.withdraw("\"email\": \"merve@example.com\"").answers(200);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(iys.send("PATCH", "{}").answers(400).setCookies()).isEmpty();
        assertThat(iys.send("DELETE", "{}").answers(405).setCookies()).isEmpty();

        // A browser's cookies, a foreign origin and a dead token: nothing of it is looked at.
        Shopper.signedIn(shop, "browser@example.com")
                .withoutToken()
                .with("Origin", "https://elsewhere.example")
                .with("Sec-Fetch-Site", "cross-site")
                .with("Authorization", "Token 0123456789012345678901234567890123456789")
                .post(iys.path(), iys.body("{\"email\": \"x@example.com\"}", iys.now()))
                .answers(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "05551234567",
                "5551234567",
                "0 (555) 123 45 67",
                "+90 555 123 45 67",
                "+905551234567",
                "00905551234567",
                "0555-123-45-67",
                "\\u200e0555 123 45 67"
            })
    void a_phone_is_known_in_every_spelling(String phone) {
        var email = "phone" + Math.floorMod(phone.hashCode(), 1_000_000) + "@example.com";
        var owner = Subscriber.of(shop, email, "+905551234567");

        iys.withdraw("\"phone\": \"" + phone + "\"").answers(200).says("{}");
        owner.allows(false, false, true);
    }

    @Test
    void a_phone_withdraws_for_every_account_that_has_it_and_for_no_other() {
        var mother = Subscriber.of(shop, "mother@example.com", "05557770001");
        var daughter = Subscriber.of(shop, "daughter@example.com", "+90 555 777 00 01");
        var neighbour = Subscriber.of(shop, "neighbour@example.com", "05557770002");

        iys.withdraw("\"phone\": \"0555 777 00 01\"").answers(200);
        mother.allows(false, false, true);
        daughter.allows(false, false, true);
        neighbour.allows(true, true, true);
    }

    @Test
    void one_customer_who_is_named_in_several_ways_withdraws_all_of_it() {
        var ece = Subscriber.of(shop, "ece@example.com", "05557770003");

        iys.call(
                        """
                        {"email": "ece@example.com", "email_allowed": false},
                        {"phone": "05557770003", "call_allowed": false},
                        {"email": "ECE@example.com", "sms_allowed": "False"}
                        """)
                .answers(200)
                .says("{}");
        ece.allows(false, false, false);
    }

    @Test
    void unknown_people_are_skipped_in_silence() {
        var selin = Subscriber.of(shop, "selin@example.com");

        iys.call(
                        """
                        {"email": "nobody@example.com", "email_allowed": false},
                        {"phone": "05550009999", "sms_allowed": false},
                        {"email": "selin@example.com", "email_allowed": false}
                        """)
                .answers(200)
                .says("{}");
        selin.allows(false, true, true);
    }

    @Test
    void one_who_is_wrong_among_a_hundred_undoes_all_of_them() {
        var first = Subscriber.of(shop, "first@example.com");
        var people =
                IntStream.range(0, 98)
                        .mapToObj(i -> "{\"email\": \"p" + i + "@example.com\"},")
                        .collect(Collectors.joining());
        var body =
                "{\"email\": \"first@example.com\", \"email_allowed\": false},"
                        + people
                        + "{\"email\": \"last@example.com\", \"email_allowed\": true}";

        iys.call(body)
                .answers(400)
                .says(
                        "{\"unsubscribed_users\": ["
                                + "{},".repeat(99)
                                + "{\"email_allowed\": [\"Only false is acceptable.\"]}]}");
        first.allows(true, true, true);
        iys.call(body.replace("true", "false")).answers(200);
        first.allows(false, true, true);
    }

    @Test
    void a_hundred_are_taken_and_one_more_is_not() {
        var one = "{\"email\": \"many@example.com\", \"sms_allowed\": false}";
        var many = Subscriber.of(shop, "many@example.com");

        iys.call((one + ",").repeat(100) + one)
                .answers(400)
                .says(
                        "{\"unsubscribed_users\": [\"Ensure unsubscribed_users field has at most"
                                + " 100 items.\"]}");
        many.allows(true, true, true);
        iys.call((one + ",").repeat(99) + one).answers(200).says("{}");
        many.allows(true, false, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"non_field_errors\": [\"User data must include email or phone field\"]}",
                "{\"email\": \"\", \"phone\": null} | {\"non_field_errors\": [\"User data must"
                        + " include email or phone field\"]}",
                "{\"email\": \"a@b.co\", \"phone\": \"05551112233\"} | {\"non_field_errors\":"
                        + " [\"Only email or phone field acceptable\"]}",
                "{\"email\": \"a@b\"} | {\"email\": [\"Enter a valid email address.\"]}",
                "{\"email\": \"a@b\", \"phone\": \"12\"} | {\"phone\": [\"Enter a valid phone"
                        + " number.\"], \"email\": [\"Enter a valid email address.\"]}",
                "{\"email\": \"AYŞE@ornek.com\"} | {\"email\": [\"Enter a valid email address.\"]}",
                "{\"email\": \"İlke@ornek.com\"} | {\"email\": [\"Enter a valid email address.\"]}",
                "{\"email\": \"a\\u0000@b.co\"} | {\"email\": [\"Null characters are not"
                        + " allowed.\"]}",
                "{\"email\": \"\\ud800@b.co\"} | {\"email\": [\"Surrogate characters are not"
                        + " allowed.\"]}",
                "{\"email\": [\"a@b.co\"]} | {\"email\": [\"Not a valid string.\"]}",
                "{\"phone\": \"kırmızı\"} | {\"phone\": [\"Enter a valid phone number.\"]}",
                "{\"phone\": {}} | {\"phone\": [\"Not a valid string.\"]}",
                "{\"email\": \"a@b.co\", \"sms_allowed\": true} | {\"sms_allowed\": [\"Only false"
                        + " is acceptable.\"]}",
                "{\"email\": \"a@b.co\", \"sms_allowed\": 1} | {\"sms_allowed\": [\"Only false is"
                        + " acceptable.\"]}",
                "{\"email\": \"a@b.co\", \"call_allowed\": null} | {\"call_allowed\": [\"This field"
                        + " may not be null.\"]}",
                "{\"email\": \"a@b.co\", \"email_allowed\": \"maybe\"} | {\"email_allowed\":"
                        + " [\"Must be a valid boolean.\"]}",
                "\"a@b.co\" | {\"non_field_errors\": [\"Invalid data. Expected a dictionary, but"
                        + " got str.\"]}",
                "null | {\"non_field_errors\": [\"No data provided\"]}",
                "[] | {\"non_field_errors\": [\"Invalid data. Expected a dictionary, but got"
                        + " list.\"]}",
            })
    void somebody_who_is_wrong_is_told_at_her_place(String person, String complaint) {
        iys.call("{\"email\": \"a@example.com\", \"sms_allowed\": false}, " + person)
                .answers(400)
                .says("{\"unsubscribed_users\": [{}, " + complaint + "]}");
    }

    @Test
    void every_wrong_field_is_told_at_once() {
        iys.send("PATCH", "{}")
                .answers(400)
                .says(
                        """
                        {"service_name": ["This field is required."], "hash_value": ["This field is required."],
                         "request_datetime": ["This field is required."],
                         "unsubscribed_users": ["This field is required."]}
                        """);
        iys.send(
                        "PATCH",
                        """
                        {"service_name": "a name that is too long", "hash_value": "", "request_datetime": "now",
                         "unsubscribed_users": [{"email": 7}]}
                        """)
                .answers(400)
                .says(
                        """
                        {"service_name": ["Ensure this field has no more than 20 characters."],
                         "hash_value": ["This field may not be blank."],
                         "request_datetime": ["Datetime has wrong format. Use one of these formats instead: \
                        YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."],
                         "unsubscribed_users": [{"email": ["Enter a valid email address."]}]}
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | This field may not be null.",
                "[] | This list may not be empty.",
                "{} | Expected a list of items but got type \"dict\".",
                "\"a@b.co\" | Expected a list of items but got type \"str\".",
                "7 | Expected a list of items but got type \"int\".",
            })
    void a_list_that_is_none_is_told(String list, String complaint) {
        iys.send("PATCH", iys.body("", iys.now()).replace("[]", list))
                .answers(400)
                .says(
                        "{\"unsubscribed_users\": [\"%s\"]}"
                                .formatted(complaint.replace("\"", "\\\"")));
    }

    @Test
    void nothing_of_people_and_secrets_is_logged() {
        Subscriber.of(shop, "gizli.kisi@example.com", "05558887766");
        iys.withdraw("\"email\": \"gizli.kisi@example.com\"").answers(200);
        iys.withdraw("\"phone\": \"05558887766\"").answers(200);

        var log = String.join("\n", shop.logged());
        assertThat(log)
                .contains("PATCH /users/hooks/kvkk-unsubscribe-user/ 200")
                .contains("iys withdrew ")
                .doesNotContain("gizli")
                .doesNotContain("555888776")
                .doesNotContain("my_secret_key");
    }
}
