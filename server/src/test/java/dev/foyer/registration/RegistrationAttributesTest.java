package dev.foyer.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.json.Json;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The field `attributes` of a registration (contract 0.2.3, D.1).
class RegistrationAttributesTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String TOO_MUCH =
            "{\"attributes\": [\"Ensure this field holds no more than 8 KiB, 50 keys and 3 levels.\"]}";

    @Test
    void the_clients_values_are_kept_and_stand_behind_the_documented_ones() {
        var sent = "{\"note\": \"ş\", \"confirm\": false, \"list\": [1, 2.5, null, true, {}]}";
        shows(
                sent,
                """
                {"register_client_type": "default", "logged_ip": "127.0.0.1",
                 "kvkk_flat_page_version": "000", "confirm": true,
                 "list": [1, 2.5, null, true, {}], "note": "ş"}
                """);
    }

    @Test
    void what_the_server_owns_is_never_taken_from_a_client() {
        shows(
                """
                {"logged_ip": "6.6.6.6", "confirm": false, "city": "Ankara", "verified_phone": "+905550000001"}
                """,
                """
                {"register_client_type": "default", "logged_ip": "127.0.0.1",
                 "kvkk_flat_page_version": "000", "confirm": true}
                """);
    }

    @Test
    void the_text_of_the_privacy_page_is_the_clients_or_else_the_setting() {
        Operator.of(shop).set("KVKK_FLAT_PAGE_VERSION", "\"2026-11\"").answers(200);
        try {
            register("{}").answers(201);
            assertThat(version(register("{}"))).isEqualTo("2026-11");
            assertThat(version(register("{\"kvkk_flat_page_version\": null}")))
                    .isEqualTo("2026-11");
            assertThat(version(register("{\"kvkk_flat_page_version\": \"101\"}"))).isEqualTo("101");
        } finally {
            Operator.of(shop).unset("KVKK_FLAT_PAGE_VERSION").answers(200);
        }
    }

    @Test
    void the_client_type_is_that_of_the_registration_if_it_is_one() {
        for (var type : new String[] {"default", "android", "ios", "instore", "b2b"}) {
            assertClientType(type, '"' + type + '"');
        }
        for (var other : new String[] {"\"mobile\"", "\"IOS\"", "7", "null", "[]", "{}", "true"}) {
            assertClientType("default", other);
        }
    }

    @Test
    void fifty_keys_are_taken_and_no_more() {
        register(keys(50)).answers(201);
        register(keys(51)).answers(400).says(TOO_MUCH);
    }

    @Test
    void three_levels_are_taken_and_no_more() {
        register("{\"a\": {\"b\": {\"c\": 1}}}").answers(201);
        register("{\"a\": [[1]]}").answers(201);
        register("{\"a\": {\"b\": {\"c\": {}}}}").answers(400).says(TOO_MUCH);
        register("{\"a\": [[[]]]}").answers(400).says(TOO_MUCH);
    }

    @Test
    void eight_kibibytes_are_taken_and_no_more() {
        int room = 8 * 1024 - "{\"a\":\"\"}".length();
        register("{\"a\": \"" + "x".repeat(room) + "\"}").answers(201);
        register("{\"a\": \"" + "x".repeat(room + 1) + "\"}").answers(400).says(TOO_MUCH);
        // Two bytes each in UTF-8.
        register("{\"a\": \"" + "ş".repeat(room / 2) + "\"}").answers(201);
        register("{\"a\": \"" + "ş".repeat(room / 2 + 1) + "\"}").answers(400).says(TOO_MUCH);
    }

    @Test
    void numbers_are_kept_short() {
        var complaint =
                "{\"attributes\": [\"Ensure that numbers in this field have no more than 100 digits.\"]}";
        register("{\"n\": [1e100, 1e-100, 123456789012345678901234567890, -0.1]}").answers(201);
        for (var endless :
                new String[] {"1e101", "1e131000", "1e200000", "1e-101", "9".repeat(101)}) {
            register("{\"n\": " + endless + "}").answers(400).says(complaint);
            register("{\"n\": [{\"m\": " + endless + "}]}").answers(400).says(complaint);
        }
    }

    @Test
    void attributes_are_an_object_of_storable_texts() {
        for (var nothing : new String[] {"null", "\"\"", "{}"}) {
            register(nothing).answers(201);
        }
        register("[]").answers(400).says(notADictionary("list"));
        register("\"x\"").answers(400).says(notADictionary("str"));
        register("7").answers(400).says(notADictionary("int"));
        register("1.5").answers(400).says(notADictionary("float"));
        register("true").answers(400).says(notADictionary("bool"));
        for (var unstorable :
                new String[] {
                    "{\"a\": \"\\u0000\"}", "{\"\\u0000\": 1}", "{\"a\": [\"\\ud800\"]}"
                }) {
            register(unstorable)
                    .answers(400)
                    .says("{\"attributes\": [\"Null characters are not allowed.\"]}");
        }
    }

    private static void shows(String sent, String shown) {
        var reply = register(sent).answers(201);
        assertThat(Json.text(reply.json().get("attributes")))
                .isEqualTo(Json.text(Json.parseOwn(shown)));
    }

    private static void assertClientType(String expected, String told) {
        var deniz = Shopper.guest(shop);
        var form = form("{\"register_client_type\": " + told + "}");
        deniz.post("/users/registration/", form).answers(201);
        deniz.get("/current_user/").shows("client_type", expected);
    }

    private static String version(Reply reply) {
        return reply.answers(201).json().get("attributes").get("kvkk_flat_page_version").asString();
    }

    private static String keys(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "\"k" + i + "\": " + i)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String notADictionary(String type) {
        return "{\"attributes\": [\"Expected a dictionary of items but got type \\\"%s\\\".\"]}"
                .formatted(type);
    }

    private static Reply register(String attributes) {
        return Shopper.guest(shop).post("/users/registration/", form(attributes));
    }

    /// The attributes stand there as they were written, not as a JSON writer would have it.
    private static String form(String attributes) {
        return Person.named("Deniz", "Kaya")
                .withEmail("attributes" + NUMBER.incrementAndGet() + "@example.com")
                .json()
                .replaceFirst("}$", "")
                .concat(", \"attributes\": " + attributes + "}");
    }
}
