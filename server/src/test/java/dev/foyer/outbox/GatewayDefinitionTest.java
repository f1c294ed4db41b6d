package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.json.Json;
import dev.foyer.people.Operator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/// `SMS_GATEWAYS` and `SMS_GATEWAY` as an operator sets them: what is refused, with which reason,
/// and where secrets stay.
class GatewayDefinitionTest {
    private static final String WHOLE =
            """
            "url": "https://sms.example/send", "headers": {"Content-Type": "text/plain"}, "body": "{text}"
            """
                    .strip();

    private static final String WITH_SECRET =
            "{\"main\": {" + WHOLE + ", \"secrets\": {\"password\": \"%s\"}}}";

    @RegisterExtension static final Shop shop = Shop.open();
    @RegisterExtension static final Shop other = Shop.nodeBeside(shop);

    private static final Operator operator = Operator.of(shop);

    @AfterEach
    void unset() {
        operator.unset("SMS_GATEWAY").answers(200);
        operator.unset("SMS_GATEWAYS").answers(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"main\": {#}}",
                "{\"main\": {#, \"method\": \"PUT\", \"timeout\": 30, \"success\": {\"status\": [200, 204]}}}",
                "{\"a\": {#}, \"b_2-c\": {#, \"success\": {\"body\": \"^OK\"}}}",
                "{\"main\": {\"method\": \"GET\", \"url\": \"http://localhost:8080/?text={text}&to={digits}\"}}",
                "{\"main\": {#, \"values\": {\"sender\": \"Shop\"}, \"secrets\": {\"password\": \"x\"},"
                        + " \"basic_auth\": {\"user\": \"{sender}\", \"password\": \"{password}\"}}}",
                "{\"main\": {\"preset\": \"netgsm\", \"values\": {\"sender\": \"S\", \"user\": \"u\"},"
                        + " \"secrets\": {\"password\": \"p\"}}}",
                "{\"main\": {\"preset\": \"twilio\", \"values\": {\"sender\": \"S\", \"account_sid\": \"u\"},"
                        + " \"secrets\": {\"auth_token\": \"p\"}}}",
                "{\"main\": {\"preset\": \"vonage\", \"values\": {\"sender\": \"S\", \"api_key\": \"u\"},"
                        + " \"secrets\": {\"api_secret\": \"p\"}}}",
            })
    void a_sound_definition_is_taken(String gateways) {
        operator.set("SMS_GATEWAYS", gateways.replace("#", WHOLE)).answers(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7 | an object",
                "{#, \"urls\": \"x\"} | no key \"urls\"; known are basic_auth, body, headers, method, preset,"
                        + " secrets, success, timeout, url, values",
                "{#, \"method\": \"DELETE\"} | method is one of GET, POST, PUT",
                "{#, \"method\": {}} | method is a text",
                "{\"body\": \"{text}\"} | url is an https URL",
                "{#, \"url\": 7} | url is a text",
                "{#, \"url\": \"sms.example\"} | url is an https URL",
                "{#, \"url\": \"ftp://sms.example\"} | url is an https URL",
                "{#, \"url\": \"http://sms.example/\"} | url is an https URL",
                "{#, \"url\": \"http://localhost@sms.example/\"} | url is an https URL",
                "{#, \"url\": \"http://127.0.0.1.sms.example/\"} | url is an https URL",
                "{#, \"url\": \"https://sms.example/a b\"} | url is an https URL",
                "{#, \"headers\": [\"A: b\"]} | headers is an object of texts",
                "{#, \"headers\": {\"A\": 1}} | headers is an object of texts",
                "{#, \"headers\": {\"A b\": \"c\"}} | the header \"A b\" cannot be sent",
                "{#, \"headers\": {\"A\": \"b\\r\\nC: d\"}} | the header \"A\" cannot be sent",
                "{#, \"headers\": {\"Content-Length\": \"1\"}} | the header \"Content-Length\" cannot be sent",
                "{#, \"headers\": {\"X\": \"y\"}} | a body needs the header Content-Type, which tells how values"
                        + " are written in it",
                "{#, \"basic_auth\": {\"user\": \"u\"}} | basic_auth has user and password, as placeholders of"
                        + " values and secrets",
                "{#, \"basic_auth\": {\"user\": \"u\", \"password\": \"p\"}} | basic_auth.password is the placeholder"
                        + " of one of the secrets: they alone are sealed",
                "{#, \"headers\": {\"Authorization\": \"Bearer t\"}} | the header \"Authorization\" takes a"
                        + " placeholder of one of the secrets",
                "{#, \"values\": {\"password\": \"p\"}} | api_secret, auth_token, password, secret, token belong"
                        + " under secrets, which are sealed",
                "{#, \"url\": \"https://user:p@sms.example/\"} | url is an https URL",
                "{#, \"body\": {\"text\": \"{text}\"}} | body is a text",
                "{#, \"body\": \"hello\"} | {text} must stand in url, body or headers",
                "{#, \"body\": \"{text} {message}\"} | nothing stands for {message}; known are digits, id, phone,"
                        + " text",
                "{#, \"success\": \"ok\"} | success has body, status",
                "{#, \"success\": {\"stauts\": [200]}} | success has body, status",
                "{#, \"success\": {\"status\": 200}} | success.status is a list of numbers",
                "{#, \"success\": {\"status\": []}} | success.status is a list of numbers",
                "{#, \"success\": {\"status\": [\"200\"]}} | success.status is a list of numbers",
                "{#, \"success\": {\"body\": 1}} | body is a text",
                "{#, \"success\": {\"body\": \"(\"}} | success.body is a regular expression: Unclosed group",
                "{#, \"timeout\": 0} | timeout is 1 to 30 seconds",
                "{#, \"timeout\": 31} | timeout is 1 to 30 seconds",
                "{#, \"timeout\": 1.5} | timeout is 1 to 30 seconds",
                "{#, \"timeout\": \"5\"} | timeout is 1 to 30 seconds",
                "{#, \"values\": {\"A\": \"b\"}} | a value or secret is named by a-z and _, and not like one of"
                        + " [phone, digits, text, id]",
                "{#, \"secrets\": {\"text\": \"b\"}} | a value or secret is named by a-z and _, and not like one of"
                        + " [phone, digits, text, id]",
                "{#, \"secrets\": {\"a\": 1}} | secrets is an object of texts",
                "{\"preset\": \"nobody\"} | preset is one of netgsm, twilio, vonage",
                "{\"preset\": 1} | preset is one of netgsm, twilio, vonage",
                "{\"preset\": \"netgsm\", \"values\": {\"user\": \"u\"}, \"secrets\": {\"password\": \"p\"}} |"
                        + " nothing stands for {sender}; known are digits, id, password, phone, text, user",
            })
    void a_wrong_one_is_refused_with_the_reason(String definition, String reason) {
        var json = definition.replace("#", WHOLE);
        var refused =
                operator.set("SMS_GATEWAYS", "{\"good\": {" + WHOLE + "}, \"main\": " + json + "}")
                        .answers(400);

        assertThat(refused.json().get("value").get(0).asString())
                .isEqualTo("Expected gateway main: " + reason + ".");
        operator.get("/api/settings/SMS_GATEWAYS/").shows("source", "default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | an object of gateway definitions by name",
                "\"main\" | an object of gateway definitions by name",
                "null | an object of gateway definitions by name",
                "{\"Main\": {}} | a gateway is named by a-z, 0-9, _ and -, not \"Main\"",
                "{\"\": {}} | a gateway is named by a-z, 0-9, _ and -, not \"\"",
            })
    void what_is_no_set_of_gateways_is_refused(String json, String reason) {
        var refused = operator.set("SMS_GATEWAYS", json).answers(400);
        assertThat(refused.json().get("value").get(0).asString())
                .isEqualTo("Expected " + reason + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"main\" | SMS_GATEWAY to name gateways of SMS_GATEWAYS; there is no \"main\"",
                "[\"a\", \"main\"] | SMS_GATEWAY to name gateways of SMS_GATEWAYS; there is no \"main\"",
                "[\"a\", \"a\"] | each gateway to be named once",
                "[\"\"] | SMS_GATEWAY to name gateways of SMS_GATEWAYS; there is no \"\"",
                "7 | the name of a gateway, or a list of names",
                "null | the name of a gateway, or a list of names",
                "{\"a\": \"a\"} | the name of a gateway, or a list of names",
                "[7] | the name of a gateway, or a list of names",
                "[{}] | the name of a gateway, or a list of names",
                "[[\"a\"]] | the name of a gateway, or a list of names",
            })
    void what_names_no_gateway_is_refused(String json, String reason) {
        operator.set("SMS_GATEWAYS", "{\"a\": {" + WHOLE + "}}").answers(200);
        var refused = operator.set("SMS_GATEWAY", json).answers(400);
        assertThat(refused.json().get("value").get(0).asString())
                .isEqualTo("Expected " + reason + ".");
    }

    @Test
    void a_gateway_in_use_cannot_be_taken_away() {
        operator.set("SMS_GATEWAYS", "{\"a\": {#}, \"b\": {#}}".replace("#", WHOLE)).answers(200);
        operator.set("SMS_GATEWAY", "[\"b\", \"a\"]").answers(200);
        var complaint =
                "{\"value\": [\"Expected SMS_GATEWAY to name gateways of SMS_GATEWAYS; there is no \\\"b\\\".\"]}";

        operator.set("SMS_GATEWAYS", "{\"a\": {" + WHOLE + "}}").answers(400).says(complaint);
        operator.unset("SMS_GATEWAYS").answers(400).says(complaint);
        operator.set("SMS_GATEWAY", "\"a\"").answers(200);
        operator.set("SMS_GATEWAYS", "{\"a\": {" + WHOLE + "}}").answers(200);
        operator.set("SMS_GATEWAY", "\"\"").answers(200);
        operator.unset("SMS_GATEWAYS").answers(200);
    }

    @Test
    void secrets_are_stored_sealed_and_shown_as_dots() {
        var dots = Json.parseOwn(WITH_SECRET.formatted("…"));
        var answer =
                operator.set("SMS_GATEWAYS", WITH_SECRET.formatted("open-sesame")).answers(200);
        assertThat(answer.json().get("value")).isEqualTo(dots);
        assertThat(operator.get("/api/settings/SMS_GATEWAYS/").json().get("value")).isEqualTo(dots);
        assertThat(operator.get("/api/settings/").text()).doesNotContain("open-sesame");

        assertThat(stored()).contains("\"sealed:").doesNotContain("open-sesame");
        assertThat(shop.logged()).isNotEmpty().noneMatch(line -> line.contains("open-sesame"));
    }

    @Test
    void dots_sent_back_keep_the_secret_and_are_refused_where_there_is_none() throws Exception {
        try (var provider = SmsProvider.open()) {
            operator.set("SMS_GATEWAYS", "{\"main\": " + provider.definition() + "}").answers(200);
            var shown = operator.get("/api/settings/SMS_GATEWAYS/").json().get("value").toString();
            assertThat(shown).doesNotContain("open-sesame").contains("…");
            var changed = shown.replace("\"timeout\":1", "\"timeout\":2");
            operator.set("SMS_GATEWAYS", changed).answers(200);

            test(operator, "main");
            assertThat(provider.taken().getFirst().headers())
                    .containsEntry("x-api-key", "open-sesame");

            var renamed = operator.set("SMS_GATEWAYS", changed.replace("\"main\"", "\"new\""));
            renamed.answers(400)
                    .says(
                            "{\"value\": [\"Expected the secret new/key, of which nothing is known yet.\"]}");
        }
    }

    @Test
    void the_other_node_opens_the_secret() throws Exception {
        try (var provider = SmsProvider.open()) {
            operator.set("SMS_GATEWAYS", "{\"main\": " + provider.definition() + "}").answers(200);
            var there = Operator.of(other);
            Eventually.holds(
                    "the other node knows the gateway",
                    Duration.ofSeconds(10),
                    () -> there.get("/api/settings/SMS_GATEWAYS/").json().get("value").has("main"));

            test(there, "main");

            assertThat(provider.taken().getFirst().headers())
                    .containsEntry("x-api-key", "open-sesame");
        }
    }

    private static void test(Operator operator, String gateway) {
        operator.send(
                        "POST",
                        "/api/sms/test/",
                        "{\"phone\": \"05550000001\", \"gateway\": \"" + gateway + "\"}")
                .answers(200)
                .says("{\"delivered\": true, \"detail\": \"taken over\"}");
    }

    private static String stored() {
        return shop.database()
                .read(
                        handle ->
                                handle.createQuery(
                                                "select value::text from setting where name = 'SMS_GATEWAYS'")
                                        .mapTo(String.class)
                                        .one());
    }
}
