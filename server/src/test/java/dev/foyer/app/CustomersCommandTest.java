package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `foyer customers`, as an operator types it.
class CustomersCommandTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @TempDir static Path folder;

    @Test
    void a_customer_is_found_shown_and_signed_out() throws Exception {
        var ayse = Shopper.signedIn(shop, "found@example.com");
        long id = ayse.get("/current_user/").json().get("pk").asLong();

        var found = foyer("customers", "find", "YIL");
        assertThat(found.err()).isEmpty();
        assertThat(found.code()).isZero();
        var lines = found.out().lines().toList();
        assertThat(lines.getFirst()).matches("NUMBER +NAME +E-MAIL +PHONE +STATE +LAST SIGN-IN");
        assertThat(lines.get(1))
                .startsWith(id + " ")
                .contains("A… Y…", "f…@example.com", "registered");
        assertThat(Json.parseOwn(foyer("customers", "find", "yil", "--json", "--full").out()))
                .isEqualTo(Operator.of(shop).get("/api/customers/?q=y%C4%B1l&full=true").json());

        var shown = foyer("customers", "show", "" + id, "--full");
        assertThat(shown.code()).isZero();
        assertThat(shown.out())
                .contains(
                        "name      Ayşe Yılmaz\n",
                        "e-mail    found@example.com (primary, not proved)\n")
                .contains("allowed   nothing\n", "sessions  1\n");

        assertThat(foyer("customers", "sessions", "" + id).out())
                .containsPattern("OPENED +USED +NETWORK +DEVICE")
                .contains("127.0.…");
        assertThat(foyer("customers", "end-sessions", "" + id).out()).isEqualTo("ended: 1\n");
        ayse.get("/current_user/").answers(401);
    }

    @Test
    void an_account_is_opened_closed_and_opened_again() throws Exception {
        var file = Files.writeString(folder.resolve("password"), "uzun-bir-parola-9\n");
        var created =
                foyer(
                        "customers",
                        "create",
                        "made@example.com",
                        "Elif",
                        "Kaya",
                        "--password",
                        "@" + file);
        assertThat(created.err()).isEmpty();
        assertThat(created.out()).matches("customer \\d+, letter: confirmation\n");
        var id = created.out().split("[ ,]", -1)[1];
        Shopper.guest(shop).login("made@example.com", "uzun-bir-parola-9").answers(200);

        assertThat(foyer("customers", "deactivate", id).out()).isEqualTo("deactivated\n");
        assertThat(foyer("customers", "deactivate", id).out()).isEqualTo("deactivated before\n");
        Shopper.guest(shop).login("made@example.com", "uzun-bir-parola-9").answers(400);
        assertThat(foyer("customers", "activate", id).out()).isEqualTo("activated\n");
        Shopper.guest(shop).login("made@example.com", "uzun-bir-parola-9").answers(200);

        var events = foyer("customers", "events", id);
        assertThat(events.code()).isZero();
        assertThat(events.out())
                .containsPattern("WHEN +WHAT +BY +NETWORK +DETAILS")
                .containsSubsequence(
                        "signed_in", "activated", "deactivated", "signed_in", "registered")
                .contains("sessions=1");
        assertThat(Json.parseOwn(foyer("customers", "events", id, "--json").out()))
                .isEqualTo(Operator.of(shop).get("/api/customers/" + id + "/events/").json());
    }

    @Test
    void used_wrongly_it_ends_with_2_and_refused_with_1() throws Exception {
        assertThat(foyer("customers").code()).isEqualTo(2);
        assertThat(foyer("customers", "show", "ayse").code()).isEqualTo(2);

        var nobody = foyer("customers", "show", "999999");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).isEqualTo("foyer: Not found.\n");
        var tooShort = foyer("customers", "find", "a");
        assertThat(tooShort.code()).isEqualTo(1);
        assertThat(tooShort.err()).startsWith("foyer: Type at least 2 characters");
        assertThat(foyer("customers", "deactivate", "999999").code()).isEqualTo(1);
    }

    private static Program.Ended foyer(String... arguments)
            throws IOException, InterruptedException {
        return Commands.at(shop, arguments);
    }
}
