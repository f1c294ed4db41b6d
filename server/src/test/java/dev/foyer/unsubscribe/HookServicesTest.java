package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/// Who may call the hooks: added on the management port of one node, known to both.
class HookServicesTest {
    private static final String SERVICES = "/api/services/";

    @RegisterExtension static final Shop shop = Shop.open();
    @RegisterExtension static final Shop other = Shop.nodeBeside(shop);

    private static final Operator operator = Operator.of(shop);

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
        assertThat(
                        shop.count(
                                "select count(*) from hook_service where secret like '%"
                                        + secret
                                        + "%'"))
                .isZero();
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
                "{} | {\"name\": [\"This field is required.\"], \"gateway\": [\"This field is"
                        + " required.\"]}",
                "{\"name\": \"a/b\", \"gateway\": \"kvkk\"} | {\"name\": [\"Expected 1 to 20"
                        + " letters, digits, blanks, dots, _ and -, first a letter or digit.\"]}",
                "{\"name\": \"..\", \"gateway\": \"kvkk\"} | {\"name\": [\"Expected 1 to 20"
                        + " letters, digits, blanks, dots, _ and -, first a letter or digit.\"]}",
                "{\"name\": \"a23456789012345678901\", \"gateway\": \"kvkk\"} | {\"name\":"
                        + " [\"Expected 1 to 20 letters, digits, blanks, dots, _ and -, first a letter"
                        + " or digit.\"]}",
                "{\"name\": \"a\", \"gateway\": \"KVKK\"} | {\"gateway\": [\"\\\"KVKK\\\" is not a"
                        + " valid choice.\"]}",
                "{\"name\": \"a\", \"gateway\": \"kvkk\", \"secret\": \"seven77\"} | {\"secret\":"
                        + " [\"Expected 8 to 200 characters, none of them a control character.\"]}",
                "{\"name\": \"a\", \"gateway\": \"kvkk\", \"secret\": \"eight\\n"
                        + "lines\"} | {\"secret\": [\"Expected 8 to 200 characters, none of them a"
                        + " control character.\"]}",
                "{\"name\": \"a\", \"gateway\": \"kvkk\", \"allow_batches\": \"perhaps\"} |"
                        + " {\"allow_batches\": [\"Must be a valid boolean.\"]}",
            })
    void what_is_wrong_with_a_new_service_is_told(String body, String complaint) {
        post("", body).answers(400).says(complaint);
    }

    @Test
    void a_rotation_leaves_the_old_secret_good_for_a_while() {
        var old = CallCentre.kvkk(shop, "rotated", "the-old-secret");
        var reply =
                post("rotated/rotate/", "{\"overlap\": 600}").answers(200).shows("name", "rotated");
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

        shop.clock().forward(Duration.ofMinutes(5));
        other.clock().forward(Duration.ofMinutes(5));
        shop.housekeeping();
        assertThat(
                        shop.count(
                                "select count(*) from hook_service where name = 'rotated'"
                                        + " and previous_secret is not null"))
                .isZero();
        works(fresh);
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

    private static Reply post(String path, String body) {
        return operator.send("POST", SERVICES + path, body);
    }

    private static void works(CallCentre service) {
        service.call("{\"email\": \"nobody@example.com\"}").answers(200).says("{}");
    }

    private static void fails(CallCentre service) {
        service.call("{\"email\": \"nobody@example.com\"}").answers(400).says(CallCentre.MISMATCH);
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
