package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// `foyer consents`, as an operator types it. What is broken stays broken, so the order counts.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsentsCommandTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @TempDir static Path folder;

    @Test
    @Order(1)
    void a_sound_ledger_is_verified_and_a_witness_is_told() throws Exception {
        Shopper.signedIn(shop, "ayse@example.com");
        Shopper.signedIn(shop, "zeynep@example.com");
        var taken = foyer("consents", "checkpoint");
        assertThat(taken.code()).isZero();
        assertThat(taken.out())
                .matches("checkpoint \\d+:[0-9a-f]{64} of \\S+Z, 10 entries in 2 chains\n");
        var witness = taken.out().split(" ", 3)[1];
        var number = witness.substring(0, witness.indexOf(':'));

        var sound = foyer("consents", "verify", "--witness", witness);
        assertThat(sound.code()).isZero();
        assertThat(sound.err()).isEmpty();
        assertThat(sound.out())
                .isEqualTo(
                        "sound: 10 entries in 2 chains, "
                                + number
                                + " checkpoints, 2 customers\nlast "
                                + taken.out());

        var json = foyer("consents", "verify", "--json", "--slice", "3");
        assertThat(json.code()).isZero();
        var last =
                Json.text(
                        Operator.of(shop).get("/api/consents/checkpoints/" + number + "/").json());
        assertThat(json.out().strip())
                .isEqualTo(
                        Json.text(
                                Json.parseOwn(
                                        """
                                        {"sound": true, "witnessed": true, "entries": 10, "heads": 2,
                                         "checkpoints": %s, "customers": 2, "unopened": 0, "broken": 0,
                                         "findings": [], "checkpoint": %s}
                                        """
                                                .formatted(number, last))));
    }

    @Test
    @Order(2)
    void a_history_is_handed_out_as_json_and_as_a_page() throws Exception {
        var json = foyer("consents", "export", "ayse@example.com");
        assertThat(json.code()).isZero();
        assertThat(Json.parseOwn(json.out()))
                .isEqualTo(
                        Operator.of(shop)
                                .get("/api/consents/history/?customer=ayse@example.com")
                                .json());

        var file = folder.resolve("ayse.html");
        var html = foyer("consents", "export", "1", "--html", file.toString(), "--language", "tr");
        assertThat(html.code()).isZero();
        assertThat(html.out()).isEmpty();
        assertThat(html.err()).isEqualTo("foyer: written to " + file + "\n");
        assertThat(Files.readString(file))
                .contains("<html lang=\"tr\">", "1 numaralı müşterinin izinleri", "izin yok");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        var unknown = foyer("consents", "export", "nobody@example.com", "--html", file + ".not");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).isEqualTo("foyer: Not found.\n");
        assertThat(Path.of(file + ".not")).doesNotExist();
    }

    @Test
    @Order(3)
    void used_wrongly_it_ends_with_2() throws Exception {
        assertThat(foyer("consents").code()).isEqualTo(2);
        assertThat(foyer("consents", "export").code()).isEqualTo(2);
        assertThat(foyer("consents", "verify", "--witness", "1:abc").code()).isEqualTo(2);
        assertThat(foyer("consents", "verify", "--help").code()).isZero();
        assertThat(foyer("help").out()).contains("consents");
    }

    @Test
    @Order(4)
    void a_ledger_that_was_set_back_fails_before_its_witness() throws Exception {
        var unknown = "7:" + "ab".repeat(32);
        var set = foyer("consents", "verify", "--witness", unknown);

        assertThat(set.code()).isEqualTo(1);
        assertThat(set.out())
                .startsWith("broken: the checkpoint " + unknown + " is gone or was replaced\n")
                .contains("\nbroken: 10 entries in 2 chains");
    }

    @Test
    @Order(5)
    void the_first_broken_entry_is_named_first_and_the_exit_code_is_1() throws Exception {
        var chain =
                Operator.of(shop)
                        .get("/api/consents/history/?customer=1")
                        .json()
                        .get("pseudonym")
                        .asString();
        shop.database()
                .change(
                        tx -> {
                            tx.execute("alter table consent_ledger disable trigger append_only");
                            tx.execute(
                                    "update consent_ledger set new_value = true where entry = 2 and chain = decode('"
                                            + chain
                                            + "', 'hex')");
                            tx.execute(
                                    "alter table consent_ledger enable always trigger append_only");
                        });

        var broken = foyer("consents", "verify");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out())
                .startsWith(
                        "broken: entry 2 of chain "
                                + chain
                                + " was altered, or written by somebody without the key\n"
                                + "broken: 10 entries in 2 chains, ");

        var json = Json.parseOwn(foyer("consents", "verify", "--json").out());
        assertThat(json.get("sound").asBoolean()).isFalse();
        assertThat(Json.text(json.get("findings").get(0)))
                .isEqualTo(
                        Json.text(
                                Json.parseOwn(
                                        """
                                        {"problem": "altered", "chain": "%1$s", "entry": 2, "checkpoint": null,
                                         "customer": null,
                                         "text": "entry 2 of chain %1$s was altered, or written by somebody\
                                         without the key"}
                                        """
                                                .formatted(chain))));
        assertThat(foyer("consents", "export", "1").out()).contains("\"sound\" : false");
    }

    private static Program.Ended foyer(String... arguments)
            throws IOException, InterruptedException {
        return Commands.at(shop, arguments);
    }
}
