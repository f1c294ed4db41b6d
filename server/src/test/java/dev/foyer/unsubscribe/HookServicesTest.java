package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/// Who may call the hooks: added on the management port of one node, known to both, or named by a
/// setting.
class HookServicesTest {
    private static final Duration PROMISED = Duration.ofSeconds(1);
    private static final String SERVICES = "/api/services/";

    private static Shop shop;
    private static Shop other;
    private static Operator operator;

    @BeforeAll
    static void openTwo() throws Exception {
        shop = Shop.open();
        shop.beforeAll(null);
        other = Shop.nodeBeside(shop);
        other.beforeAll(null);
        operator = Operator.of(shop);
    }

    @AfterAll
    static void closeBoth() throws Exception {
        other.afterAll(null);
        shop.afterAll(null);
    }

    @Test
    void a_service_is_added_with_a_secret_that_is_told_once() {
        var reply =
                post("", "{\"name\": \"İYS 2\", \"gateway\": \"kvkk\"}")
                        .answers(200)
                        .hasKeys(
                                "name",
                                "gateway",
                                "active",
                                "source",
                                "allow_batches",
                                "require_signature",
                                "created",
                                "rotated",
                                "overlap_until",
                                "secret")
                        .shows("name", "İYS 2")
                        .shows("gateway", "kvkk")
                        .shows("active", true)
                        .shows("source", "added")
                        .shows("allow_batches", false)
                        .shows("require_signature", false)
                        .shows("rotated", null)
                        .shows("overlap_until", null);
        var secret = reply.json().get("secret").asString();
        assertThat(secret).matches("[A-Za-z0-9]{43}");

        works(new CallCentre(shop, CallCentre.KVKK, "İYS 2", secret));
        works(new CallCentre(other, CallCentre.KVKK, "İYS 2", secret));
        assertThat(operator.get(SERVICES).answers(200).text())
                .contains("İYS 2")
                .doesNotContain(secret)
                .doesNotContain("\"secret\"");
        var stored = "select count(*) from hook_service where secret like '%%%s%%'";
        assertThat(shop.count(stored.formatted(secret))).isZero();
        assertThat(String.join("\n", shop.logged())).doesNotContain(secret);
    }

    @Test
    void a_secret_that_is_given_is_not_told_at_all() {
        post("", "{\"name\": \"given\", \"gateway\": \"default\", \"secret\": \" blanks stay \"}")
                .answers(200)
                .hasKeys(
                        "name",
                        "gateway",
                        "active",
                        "source",
                        "allow_batches",
                        "require_signature",
                        "created",
                        "rotated",
                        "overlap_until");
        works(new CallCentre(shop, CallCentre.OTHER, "given", " blanks stay "));
        fails(new CallCentre(shop, CallCentre.OTHER, "given", "blanks stay"));
    }

    @Test
    void a_name_is_given_once() {
        CallCentre.kvkk(shop, "once", "first-secret");

        post("", "{\"name\": \"once\", \"gateway\": \"default\"}")
                .answers(400)
                .says("{\"name\": [\"There is a service of this name already.\"]}");
        works(new CallCentre(shop, CallCentre.KVKK, "once", "first-secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"name\": [\"This field is required.\"], \"gateway\": [\"This field is required.\"]}",
                "{\"name\": \"a/b\", \"gateway\": \"kvkk\"} | {\"name\": [\"Expected 1 to 20 letters, digits,"
                        + " blanks, dots, _ and -, first a letter or digit.\"]}",
                "{\"name\": \"..\", \"gateway\": \"kvkk\"} | {\"name\": [\"Expected 1 to 20 letters, digits,"
                        + " blanks, dots, _ and -, first a letter or digit.\"]}",
                "{\"name\": \"a23456789012345678901\", \"gateway\": \"kvkk\"} | {\"name\": [\"Expected 1 to 20"
                        + " letters, digits, blanks, dots, _ and -, first a letter or digit.\"]}",
                "{\"name\": \"a\", \"gateway\": \"KVKK\"} | {\"gateway\": [\"\\\"KVKK\\\" is not a valid choice.\"]}",
                "{\"name\": \"a\", \"gateway\": \"kvkk\", \"secret\": \"seven77\"} | {\"secret\": [\"Expected 8 to 200"
                        + " characters, none of them a control character.\"]}",
                "{\"name\": \"a\", \"gateway\": \"kvkk\", \"secret\": \"eight\\nlines\"} | {\"secret\": [\"Expected 8"
                        + " to 200 characters, none of them a control character.\"]}",
                "{\"name\": \"a\", \"gateway\": \"kvkk\", \"allow_batches\": \"perhaps\"} | {\"allow_batches\":"
                        + " [\"Must be a valid boolean.\"]}",
            })
    void what_is_wrong_with_a_new_service_is_told(String body, String complaint) {
        post("", body).answers(400).says(complaint);
    }

    @Test
    void a_rotation_leaves_the_old_secret_good_for_a_while() {
        var old = CallCentre.kvkk(shop, "rotated", "the-old-secret");
        var reply =
                post("rotated/rotate/", "{\"overlap\": 600}")
                        .answers(200)
                        .shows("name", "rotated");
        var fresh = old.knowing(reply.json().get("secret").asString());
        assertThat(reply.json().get("overlap_until").asString()).endsWith("Z");
        works(fresh);
        works(old.at(other));

        shop.clock().forward(Duration.ofMinutes(10));
        other.clock().forward(Duration.ofMinutes(10));
        works(fresh.at(other));
        fails(old);
        fails(old.at(other));
        assertThat(listed("rotated")).contains("\"overlap_until\":null");
    }

    @Test
    void a_second_rotation_ends_the_first_secret_and_none_may_overlap() {
        var first = CallCentre.kvkk(shop, "twice", "the-first-secret");
        post("twice/rotate/", "{\"secret\": \"the-second-secret\"}").answers(200);
        post("twice/rotate/", "{\"secret\": \"the-third-secret\"}").answers(200);
        fails(first);
        works(first.knowing("the-second-secret"));
        works(first.knowing("the-third-secret"));

        post("twice/rotate/", "{\"secret\": \"the-fourth-secret\", \"overlap\": 0}")
                .answers(200)
                .shows("overlap_until", null);
        fails(first.knowing("the-third-secret"));
        works(first.knowing("the-fourth-secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2592001", "1.5", "\"24h\"", "99999999999999999999"})
    void a_wrong_overlap_is_told_and_changes_nothing(String overlap) {
        var name = "overlap" + Math.floorMod(overlap.hashCode(), 10_000);
        var service = CallCentre.kvkk(shop, name, "the-only-secret");

        post(name + "/rotate/", "{\"overlap\": " + overlap + "}")
                .answers(400)
                .says("{\"overlap\": [\"Expected whole seconds from 0 to 2592000.\"]}");
        works(service);
    }

    @Test
    void a_removed_service_is_refused_at_once_on_every_node() {
        var gone = CallCentre.kvkk(shop, "gone soon", "secret-of-gone");
        works(gone.at(other));
        var repeated = gone.body("{\"email\": \"nobody@example.com\"}", gone.now());
        gone.send("PATCH", repeated).answers(200);

        operator.send("DELETE", SERVICES + "gone%20soon/", "")
                .answers(200)
                .shows("name", "gone soon");
        fails(gone.at(other));
        gone.send("PATCH", repeated).answers(400).says(CallCentre.MISMATCH);
        var unknown = "{\"detail\": \"There is no service gone soon.\"}";
        operator.send("DELETE", SERVICES + "gone%20soon/", "").answers(404).says(unknown);
        post("gone%20soon/rotate/", "{}").answers(404).says(unknown);

        // Back under the same name, it still cannot be made to repeat itself.
        CallCentre.kvkk(shop, "gone soon", "secret-of-gone");
        gone.send("PATCH", repeated.replace("nobody@", "somebody@"))
                .answers(400)
                .says(CallCentre.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00b", "%F0%9F%99%82", "..%2Fsettings", "a%2Fb", "%ED%A0%80"})
    void a_name_that_can_be_none_is_unknown(String name) {
        operator.send("DELETE", SERVICES + name + "/", "").answers(404);
        post(name + "/rotate/", "{}").answers(404);
    }

    @Test
    void a_stranger_neither_sees_nor_changes_services() {
        var nobody = Operator.saying(shop, "Bearer wrong");
        nobody.get(SERVICES).answers(401);
        nobody.send("POST", SERVICES, "{\"name\": \"x\", \"gateway\": \"kvkk\"}").answers(401);
        nobody.send("POST", SERVICES + "x/rotate/", "{}").answers(401);
        nobody.send("DELETE", SERVICES + "x/", "").answers(401);
    }

    @Test
    void a_setting_names_services_of_the_KVKK_hook_too() throws Exception {
        var partner = new CallCentre(shop, CallCentre.KVKK, "partner", "secret-of-partner");
        fails(partner);
        operator.set("KVKK_UNSUBSCRIPTION_SECRET_MAP", "{\"partner\": \"secret-of-partner\"}")
                .answers(200)
                .says(
                        """
                        {"name": "KVKK_UNSUBSCRIPTION_SECRET_MAP", "value": {"partner": "…"}, "source": "set",
                         "default": {},
                         "expected": "an object of secrets by the name of a service, 8 to 200 characters, none of \
                        them a control character",
                         "help": "Secrets of services that call the KVKK hook, by name; ./foyer services is the \
                        better place."}
                        """);
        works(partner);
        Eventually.holds("the other node knows it", PROMISED, () -> status(partner.at(other)) == 200);
        fails(new CallCentre(shop, CallCentre.OTHER, "partner", "secret-of-partner"));
        assertThat(listed("partner")).contains("\"source\":\"setting\"");
        assertThat(shop.count("select count(*) from setting where value::text like '%secret-of-%'"))
                .isZero();

        var ofSetting =
                "{\"detail\": \"The service partner stands in KVKK_UNSUBSCRIPTION_SECRET_MAP: change it there.\"}";
        operator.send("DELETE", SERVICES + "partner/", "").answers(409).says(ofSetting);
        post("partner/rotate/", "{}").answers(409).says(ofSetting);

        // Added by hand, the name is no longer that of the setting.
        CallCentre.add(shop, "partner", "kvkk", "secret-of-hand", "");
        fails(partner);
        works(partner.knowing("secret-of-hand"));
        operator.send("DELETE", SERVICES + "partner/", "").answers(200);
        works(partner);
        operator.unset("KVKK_UNSUBSCRIPTION_SECRET_MAP").answers(200);
        fails(partner);
    }

    @Test
    void an_empty_secret_in_the_setting_shuts_the_service() {
        operator.set("KVKK_UNSUBSCRIPTION_SECRET_MAP", "{\"shut\": \"\", \"open\": \"open-secret\"}")
                .answers(200);

        fails(new CallCentre(shop, CallCentre.KVKK, "shut", ""));
        works(new CallCentre(shop, CallCentre.KVKK, "open", "open-secret"));
        operator.unset("KVKK_UNSUBSCRIPTION_SECRET_MAP").answers(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "KVKK_UNSUBSCRIPTION_SECRET_MAP | []",
                "KVKK_UNSUBSCRIPTION_SECRET_MAP | {\"a\": \"short\"}",
                "KVKK_UNSUBSCRIPTION_SECRET_MAP | {\"a\": 12345678}",
                "KVKK_UNSUBSCRIPTION_SECRET_MAP | {\"a name that is too long\": \"12345678\"}",
                "KVKK_UNSUBSCRIPTION_SECRET_MAP | {\"a\": \"…\"}",
                "ACTIVE_SUBSCRIPTION_GATEWAYS | \"a\"",
                "ACTIVE_SUBSCRIPTION_GATEWAYS | [\"a\", \"a\"]",
                "ACTIVE_SUBSCRIPTION_GATEWAYS | [7]",
                "SUBSCRIPTION_GATEWAY | [\"a\"]",
                "SUBSCRIPTION_GATEWAY | \"/\"",
                "HOOK_CLOCK_SKEW | 301",
                "HOOK_CLOCK_SKEW | -1",
            })
    void a_wrong_value_is_refused(String name, String json) {
        operator.set(name, json).answers(400);
    }

    private static Reply post(String path, String body) {
        return operator.send("POST", SERVICES + path, body);
    }

    private static void works(CallCentre service) {
        service.call("{\"email\": \"nobody@example.com\"}").answers(200).says("{}");
    }

    private static void fails(CallCentre service) {
        service.call("{\"email\": \"nobody@example.com\"}")
                .answers(400)
                .says(CallCentre.MISMATCH);
    }

    private static int status(CallCentre service) {
        return service.call("{\"email\": \"nobody@example.com\"}").status();
    }

    /// The one of this name in the list, as JSON.
    private static String listed(String name) {
        return operator.get(SERVICES)
                .answers(200)
                .json()
                .get("results")
                .valueStream()
                .filter(one -> one.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .toString();
    }
}
