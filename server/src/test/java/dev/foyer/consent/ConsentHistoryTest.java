package dev.foyer.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.customer.Shapes;
import dev.foyer.json.Json;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import tools.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;

/// `/api/consents/…` of the management port: what a registration leaves in the ledger, handed out
/// as JSON and as a page, and verified slice by slice.
class ConsentHistoryTest {
    @RegisterExtension
    static final Shop shop = Shop.open().with("KVKK_FLAT_PAGE_VERSION", "\"2026-03\"");

    private static final String HISTORY = "/api/consents/history/?customer=";

    @Test
    void a_registration_leaves_one_entry_for_each_channel_and_one_for_the_privacy_text() {
        shop.clock().stop();
        var now = Shapes.timestamp(shop.clock().instant());
        var reply =
                Shopper.guest(shop)
                        .post(
                                "/users/registration/",
                                Person.named("Ayşe", "Yılmaz")
                                        .withEmail("ayse@example.com")
                                        .with("email_allowed", "true")
                                        .with("whatsapp_allowed", "true")
                                        .json())
                        .answers(201);
        long id = reply.json().get("id").asLong();
        var request = reply.header("X-Request-ID");

        var history = (ObjectNode) Operator.of(shop).get(HISTORY + id).answers(200).json();

        var pseudonym = history.get("pseudonym").asString();
        var address = history.get("entries").get(0).get("address_hash").asString();
        assertThat(pseudonym).matches("[0-9a-f]{32}");
        assertThat(address).matches("[0-9a-f]{64}");
        var hashes =
                history.get("entries").valueStream().map(e -> e.get("hash").asString()).toList();
        assertThat(hashes)
                .hasSize(5)
                .doesNotHaveDuplicates()
                .allMatch(h -> h.matches("[0-9a-f]{64}"));
        var entry =
                """
                {"entry": %d, "subject": "%s", "old": null, "new": %s, "recorded": "NOW",
                 "source": "registration", "service": null, "text_version": "2026-03",
                 "address": "127.0.0.1", "address_hash": "ADDRESS", "request_id": "REQUEST", "hash": "%s"}
                """;
        var expected =
                """
                {"customer": %d, "pseudonym": "%s", "sound": true, "flaw": null, "earlier": 0,
                 "entries": [%s, %s, %s, %s, %s]}
                """
                        .formatted(
                                id,
                                pseudonym,
                                entry.formatted(1, "email_allowed", true, hashes.get(0)),
                                entry.formatted(2, "sms_allowed", false, hashes.get(1)),
                                entry.formatted(3, "call_allowed", false, hashes.get(2)),
                                entry.formatted(4, "whatsapp_allowed", true, hashes.get(3)),
                                entry.formatted(5, "confirm", true, hashes.get(4)))
                        .replace("NOW", now)
                        .replace("ADDRESS", address)
                        .replace("REQUEST", request);
        assertThat(Json.text(history)).isEqualTo(Json.text(Json.parseOwn(expected)));
        Operator.of(shop).get(HISTORY + "AYSE%40example.com").answers(200).says(expected);
    }

    @Test
    void what_was_not_registered_is_not_in_the_ledger() {
        var before = shop.count("select count(*) from consent_ledger");
        Shopper.guest(shop)
                .post("/users/registration/", Person.named("Ece", "Kaya").json())
                .answers(400);
        Shopper.signedIn(shop, "ece@example.com");
        Shopper.guest(shop)
                .post(
                        "/users/registration/",
                        Person.named("Ece", "Kaya").withEmail("ece@example.com").json())
                .answers(400);

        assertThat(shop.count("select count(*) from consent_ledger")).isEqualTo(before + 5);
    }

    @Test
    void unknown_customers_have_no_history() {
        for (var customer : new String[] {"999999", "nobody@example.com", "", "x", "1 or 1=1"}) {
            var query = URLEncoder.encode(customer, StandardCharsets.UTF_8);
            Operator.of(shop)
                    .get(HISTORY + query)
                    .answers(404)
                    .says("{\"detail\": \"Not found.\"}");
            Operator.of(shop).get("/api/consents/history/page/?customer=" + query).answers(404);
        }
    }

    @Test
    void the_page_tells_the_same_and_says_nothing_that_could_run() {
        Shopper.guest(shop)
                .post(
                        "/users/registration/",
                        Person.named("Elif", "Demir")
                                .withEmail("elif@example.com")
                                .with("sms_allowed", "true")
                                .with(
                                        "attributes",
                                        "{\"kvkk_flat_page_version\": \"<script>1</script>\"}")
                                .json())
                .answers(201);

        var page =
                Operator.of(shop)
                        .get("/api/consents/history/page/?customer=elif@example.com")
                        .answers(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.text())
                .contains("<html lang=\"en\">", "The chain of entries is complete and unaltered.")
                .contains(
                        "<td>SMS</td><td>–</td><td><strong>allowed</strong></td><td>Registration</td>")
                .contains("<td>Phone calls</td><td>–</td><td><strong>not allowed</strong></td>")
                .contains("<td>Privacy text confirmed</td><td>–</td><td><strong>yes</strong></td>")
                .contains("<td>127.0.0.1</td>")
                .doesNotContain("<script", "consent.");
    }

    @Test
    void a_cursor_that_is_none_is_refused() {
        for (var cursor : new String[] {"1", "9..0." + "0".repeat(64) + ".-----oo", "x"}) {
            Operator.of(shop)
                    .get("/api/consents/verify/?cursor=" + cursor)
                    .answers(400)
                    .says(
                            "{\"cursor\": [\"Expected what the slice before gave as \\\"next\\\".\"]}");
        }
    }

    @Test
    void verification_goes_through_four_stages() {
        Shopper.signedIn(shop, "deniz@example.com");
        Operator.of(shop).send("POST", "/api/consents/checkpoints/", "").answers(200);

        var first = Operator.of(shop).get("/api/consents/verify/?most=2").answers(200);
        first.hasKeys("stage", "checked", "findings", "unopened", "next")
                .shows("stage", "entries")
                .shows("checked", 2)
                .shows("unopened", 0);
        assertThat(first.json().get("findings").isEmpty()).isTrue();

        var stages = new LinkedHashSet<String>();
        var cursor = "";
        do {
            var slice =
                    Operator.of(shop)
                            .get("/api/consents/verify/?cursor=" + cursor)
                            .answers(200)
                            .json();
            assertThat(slice.get("findings").isEmpty()).isTrue();
            stages.add(slice.get("stage").asString());
            cursor = slice.get("next").asString("");
        } while (!cursor.isEmpty());
        assertThat(stages).containsExactly("entries", "heads", "checkpoints", "customers");
    }

    @Test
    void a_checkpoint_is_taken_shown_and_found_by_its_number() {
        Shopper.signedIn(shop, "selin@example.com");
        var taken =
                Operator.of(shop)
                        .send("POST", "/api/consents/checkpoints/", "")
                        .answers(200)
                        .json()
                        .get("last");

        assertThat(taken.propertyNames())
                .containsExactly("number", "taken", "chains", "entries", "hash");
        assertThat(taken.get("entries").asLong())
                .isEqualTo(shop.count("select count(*) from consent_ledger"));
        Operator.of(shop)
                .get("/api/consents/checkpoints/" + taken.get("number").asLong() + "/")
                .answers(200)
                .says(Json.text(taken));
        Operator.of(shop)
                .get("/api/consents/checkpoints/")
                .answers(200)
                .says("{\"last\": " + Json.text(taken) + "}");
        Operator.of(shop).get("/api/consents/checkpoints/999999/").answers(404);
        Operator.of(shop).get("/api/consents/checkpoints/first/").answers(404);
    }
}
