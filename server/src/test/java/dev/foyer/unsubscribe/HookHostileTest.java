package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Wire;
import dev.foyer.secret.Sha256;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.regex.Matcher;

/// What nobody should send to a hook, and what a prober learns from it.
class HookHostileTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String SECRET = "hostile-secret";
    private static final String PERSON = "{\"email\": \"nobody@example.com\"}";
    private static CallCentre iys;

    @BeforeAll
    static void register() {
        iys = CallCentre.kvkk(shop, "iys", SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "IYS", "iys.", "i", "ïys", "';drop table x;--"})
    void an_unknown_service_is_answered_like_a_wrong_hash(String name) {
        var unknown = new CallCentre(shop, CallCentre.KVKK, name, SECRET).call(PERSON);
        var wrong = iys.knowing("guessed-secret").call(PERSON);

        unknown.answers(400).says(CallCentre.MISMATCH);
        wrong.answers(400).says(CallCentre.MISMATCH);
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void a_stranger_makes_no_row_however_often_he_calls() {
        long before = shop.count("select count(*) from hook_request");
        for (int i = 0; i < 20; i++) {
            iys.knowing("guess " + i + " of many").call(PERSON).answers(400);
        }
        assertThat(shop.count("select count(*) from hook_request")).isEqualTo(before);
    }

    @Test
    void without_any_secret_no_hash_is_right() {
        for (var secret : new String[] {"", "null", "decoy", "Optional.empty"}) {
            new CallCentre(shop, CallCentre.KVKK, "unknown", secret)
                    .call(PERSON)
                    .answers(400)
                    .says(CallCentre.MISMATCH);
            iys.knowing(secret).call(PERSON).answers(400).says(CallCentre.MISMATCH);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "service_name | \"i\\u0000ys\" | Null characters are not allowed.",
                "service_name | \"\\udc00\" | Surrogate characters are not allowed.",
                "service_name | {} | Not a valid string.",
                "service_name | [\"iys\"] | Not a valid string.",
                "service_name | true | Not a valid string.",
                "hash_value | \"\\u0000\" | Null characters are not allowed.",
                "hash_value | null | This field may not be null.",
                "request_datetime | \"2024\\u0000\" | Null characters are not allowed.",
            })
    void what_is_no_text_is_told_at_its_field(String field, String value, String complaint) {
        var known = iys.body(PERSON, iys.now());
        var named = "\"" + field + "\": ";
        var hostile =
                known.replaceAll(named + "\"[^\"]*\"", named + Matcher.quoteReplacement(value));

        iys.send("PATCH", hostile)
                .answers(400)
                .says("{\"" + field + "\": [\"" + complaint + "\"]}");
    }

    @Test
    void the_last_of_two_fields_of_one_name_counts_for_hash_and_people_alike() {
        var victim = Subscriber.of(shop, "victim@example.com");
        var body = iys.body(PERSON, iys.now());
        var doubled =
                body.replace(
                        "\"unsubscribed_users\"",
                        "\"unsubscribed_users\": [{\"email\": \"victim@example.com\","
                                + " \"sms_allowed\": false}], \"unsubscribed_users\"");

        iys.send("PATCH", doubled).answers(200);
        victim.allows(true, true, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/plain | Unsupported media type \\\"text/plain\\\" in request.",
                "application/xml | Unsupported media type \\\"application/xml\\\" in request.",
                "`` | Unsupported media type \\\"\\\" in request.",
            })
    void another_type_is_refused(String type, String detail) {
        iys.send("PATCH", iys.body(PERSON, iys.now()), type)
                .answers(415)
                .says("{\"detail\": \"" + detail + "\"}");
    }

    @Test
    void a_form_cannot_name_people() {
        var time = iys.now();
        iys.send(
                        "POST",
                        "service_name=iys&request_datetime="
                                + time
                                + "&hash_value="
                                + Sha256.of(SECRET + time).hex()
                                + "&unsubscribed_users=nobody",
                        "application/x-www-form-urlencoded")
                .answers(400)
                .says(
                        "{\"unsubscribed_users\": [\"Expected a list of items but got type"
                                + " \\\"str\\\".\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"iys\"", "7", "null", "{", "{\"a\": }", "\u0000", "{} {}"})
    void a_body_that_is_no_object_is_refused(String body) {
        iys.send("PATCH", body).answers(400);
    }

    @Test
    void an_empty_body_lacks_every_field() {
        iys.send("PATCH", "")
                .answers(400)
                .contains("\"service_name\":[\"This field is required.\"]");
    }

    @Test
    void a_huge_body_is_refused_before_anything_is_looked_at() {
        iys.send(
                        "PATCH",
                        iys.body(PERSON, iys.now())
                                .replace("{\"email\"", " ".repeat(70_000) + "{\"email\""))
                .answers(413)
                .says("{\"detail\": \"Request body is too large.\"}");
        iys.send("PATCH", "[".repeat(60_000)).answers(400);
        iys.send("PATCH", iys.body("{},".repeat(15_000) + "{}", iys.now()))
                .answers(400)
                .says(
                        "{\"unsubscribed_users\": [\"Ensure unsubscribed_users field has at most"
                                + " 100 items.\"]}");
        iys.send("PATCH", iys.body(PERSON, iys.now(), "0".repeat(60_000)))
                .answers(400)
                .says(CallCentre.MISMATCH);
    }

    @Test
    void a_hundred_of_the_longest_addresses_find_room() {
        var address =
                "a".repeat(64) + "@" + ("b".repeat(63) + ".").repeat(2) + "c".repeat(57) + ".com";
        assertThat(address).hasSize(254);
        var person =
                "{\"email\": \"%s\", \"email_allowed\": false, \"sms_allowed\": false, \"call_allowed\": false}"
                        .formatted(address);

        iys.call((person + ",").repeat(99) + person).answers(200).says("{}");
    }

    @Test
    void a_body_that_breaks_off_is_a_bad_request() {
        var wire =
                Wire.sayAndBreakOff(
                        shop,
                        """
                        PATCH /users/hooks/kvkk-unsubscribe-user/ HTTP/1.1\r
                        Host: shop.test\r
                        Content-Type: application/json\r
                        Content-Length: 1000\r
                        \r
                        {"service_name":\
                        """);
        assertThat(wire.statuses()).containsExactly(400);
    }

    @Test
    void a_signature_header_of_any_kind_does_no_harm() {
        CallCentre.add(shop, "signs", "kvkk", SECRET, ", \"require_signature\": true");
        var signs = new CallCentre(shop, CallCentre.KVKK, "signs", SECRET);
        var body = signs.body(PERSON, signs.now());
        for (var value : new String[] {"ü", "x".repeat(8000), "sha256=", " "}) {
            var wire =
                    Wire.say(
                            shop,
                            "PATCH /users/hooks/kvkk-unsubscribe-user/ HTTP/1.1\r\n"
                                    + "Host: shop.test\r\n"
                                    + "Connection: close\r\n"
                                    + "Content-Type: application/json\r\n"
                                    + "x-foyer-signature: "
                                    + value
                                    + "\r\nContent-Length: "
                                    + body.length()
                                    + "\r\n\r\n"
                                    + body);
            assertThat(wire.statuses()).containsExactly(400);
        }
    }
}
