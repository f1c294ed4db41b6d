package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/// Who may call the hooks: added on the management port of one node, known to both.
class HookServicesTest {
    @RegisterExtension static final Shop shop = Shop.open();
    @RegisterExtension static final Shop other = Shop.nodeBeside(shop);

    private static final KeptServices services = new KeptServices(shop);

    @Test
    void a_service_is_added_with_a_secret_that_is_told_once() {
        var reply =
                services.post("", "{\"name\": \"İYS 2\", \"gateway\": \"kvkk\"}")
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

        new CallCentre(shop, CallCentre.KVKK, "İYS 2", secret).works();
        new CallCentre(other, CallCentre.KVKK, "İYS 2", secret).works();
        assertThat(services.list().text())
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
        services.post(
                        "",
                        "{\"name\": \"given\", \"gateway\": \"default\", \"secret\": \" blanks stay \"}")
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
        new CallCentre(shop, CallCentre.OTHER, "given", " blanks stay ").works();
        new CallCentre(shop, CallCentre.OTHER, "given", "blanks stay").fails();
    }

    @Test
    void a_name_is_given_once() {
        CallCentre.kvkk(shop, "once", "first-secret");

        services.post("", "{\"name\": \"once\", \"gateway\": \"default\"}")
                .answers(400)
                .says("{\"name\": [\"There is a service of this name already.\"]}");
        new CallCentre(shop, CallCentre.KVKK, "once", "first-secret").works();
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
        services.post("", body).answers(400).says(complaint);
    }

    @Test
    void a_rotation_leaves_the_old_secret_good_for_a_while() {
        var old = CallCentre.kvkk(shop, "rotated", "the-old-secret");
        var reply =
                services.post("rotated/rotate/", "{\"overlap\": 600}")
                        .answers(200)
                        .shows("name", "rotated");
        var fresh = old.knowing(reply.json().get("secret").asString());
        assertThat(reply.json().get("overlap_until").asString()).endsWith("Z");
        fresh.works();
        old.at(other).works();

        shop.clock().forward(Duration.ofMinutes(10));
        other.clock().forward(Duration.ofMinutes(10));
        fresh.at(other).works();
        old.fails();
        old.at(other).fails();
        assertThat(services.listed("rotated")).contains("\"overlap_until\":null");

        shop.clock().forward(Duration.ofMinutes(5));
        other.clock().forward(Duration.ofMinutes(5));
        shop.housekeeping();
        assertThat(
                        shop.count(
                                "select count(*) from hook_service where name = 'rotated'"
                                        + " and previous_secret is not null"))
                .isZero();
        fresh.works();
    }

    @Test
    void a_second_rotation_ends_the_first_secret_and_none_may_overlap() {
        var first = CallCentre.kvkk(shop, "twice", "the-first-secret");
        services.post("twice/rotate/", "{\"secret\": \"the-second-secret\"}").answers(200);
        services.post("twice/rotate/", "{\"secret\": \"the-third-secret\"}").answers(200);
        first.fails();
        first.knowing("the-second-secret").works();
        first.knowing("the-third-secret").works();

        services.post("twice/rotate/", "{\"secret\": \"the-fourth-secret\", \"overlap\": 0}")
                .answers(200)
                .shows("overlap_until", null);
        first.knowing("the-third-secret").fails();
        first.knowing("the-fourth-secret").works();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2592001", "1.5", "\"24h\"", "99999999999999999999"})
    void a_wrong_overlap_is_told_and_changes_nothing(String overlap) {
        var name = "overlap" + Math.floorMod(overlap.hashCode(), 10_000);
        var service = CallCentre.kvkk(shop, name, "the-only-secret");

        services.post(name + "/rotate/", "{\"overlap\": " + overlap + "}")
                .answers(400)
                .says("{\"overlap\": [\"Expected whole seconds from 0 to 2592000.\"]}");
        service.works();
    }

    @Test
    void a_removed_service_is_refused_at_once_on_every_node() {
        var gone = CallCentre.kvkk(shop, "gone soon", "secret-of-gone");
        gone.at(other).works();
        var repeated = gone.body("{\"email\": \"nobody@example.com\"}", gone.now());
        gone.send("PATCH", repeated).answers(200);

        services.remove("gone%20soon").answers(200).shows("name", "gone soon");
        gone.at(other).fails();
        gone.send("PATCH", repeated).answers(400).says(CallCentre.MISMATCH);
        var unknown = "{\"detail\": \"There is no service gone soon.\"}";
        services.remove("gone%20soon").answers(404).says(unknown);
        services.post("gone%20soon/rotate/", "{}").answers(404).says(unknown);

        // Back under the same name, it still cannot be made to repeat itself.
        CallCentre.kvkk(shop, "gone soon", "secret-of-gone");
        gone.send("PATCH", repeated.replace("nobody@", "somebody@"))
                .answers(400)
                .says(CallCentre.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00b", "%F0%9F%99%82", "..%2Fsettings", "a%2Fb", "%ED%A0%80"})
    void a_name_that_can_be_none_is_unknown(String name) {
        services.remove(name).answers(404);
        services.post(name + "/rotate/", "{}").answers(404);
    }

    @Test
    void a_stranger_neither_sees_nor_changes_services() {
        var nobody = Operator.saying(shop, "Bearer wrong");
        nobody.get(KeptServices.PATH).answers(401);
        nobody.send("POST", KeptServices.PATH, "{\"name\": \"x\", \"gateway\": \"kvkk\"}")
                .answers(401);
        nobody.send("POST", KeptServices.PATH + "x/rotate/", "{}").answers(401);
        nobody.send("DELETE", KeptServices.PATH + "x/", "").answers(401);
    }
}
