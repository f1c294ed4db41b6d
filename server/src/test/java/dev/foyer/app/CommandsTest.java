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
import java.time.Duration;
import java.util.Map;

/// `foyer settings` and `foyer outbox`, as an operator types them.
class CommandsTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @TempDir static Path empty;

    @Test
    void settings_are_listed_as_a_table_and_as_json() throws Exception {
        var table = foyer("settings", "list");
        assertThat(table.code()).isZero();
        assertThat(table.err()).isEmpty();
        var lines = table.out().lines().toList();
        assertThat(lines).hasSizeGreaterThan(20);
        assertThat(lines.getFirst()).matches("NAME +VALUE +FROM");
        assertThat(lines.get(1)).matches("SHOP_NAME +\"Foyer\" +default");

        var json = foyer("settings", "list", "--json");
        assertThat(json.code()).isZero();
        assertThat(Json.parseOwn(json.out()))
                .isEqualTo(Operator.of(shop).get("/api/settings/").json());
    }

    @Test
    void a_value_is_read_from_a_file() throws Exception {
        var file = Files.writeString(empty.resolve("name.json"), "\"Lale\"\n");

        assertThat(foyer("settings", "set", "SHOP_NAME", "@" + file).out())
                .startsWith("SHOP_NAME = \"Lale\"");
        assertThat(foyer("settings", "set", "SHOP_NAME", "@" + file + ".not").code()).isEqualTo(1);
        assertThat(foyer("settings", "unset", "SHOP_NAME").code()).isZero();
        Files.delete(file);
    }

    @Test
    void a_gateway_with_its_secret_is_read_from_a_file_and_shown_nowhere() throws Exception {
        var file = empty.resolve("gateways.json");
        Files.writeString(
                file,
                """
                {"main": {"preset": "netgsm", "values": {"user": "8501234567", "sender": "SHOP"},
                          "secrets": {"password": "hunter2"}}}
                """);

        var set = foyer("settings", "set", "SMS_GATEWAYS", "@" + file);
        assertThat(set.code()).isZero();
        assertThat(set.out() + set.err()).contains("SMS_GATEWAYS = ").doesNotContain("hunter2");
        assertThat(foyer("settings", "unset", "SMS_GATEWAYS").code()).isZero();
        Files.delete(file);
    }

    @Test
    void a_setting_is_set_read_and_taken_back() throws Exception {
        var set = foyer("settings", "set", "NO_REPLY_EMAIL", "shop@example.com");
        assertThat(set.code()).isZero();
        assertThat(set.out())
                .isEqualTo(
                        """
                        NO_REPLY_EMAIL = "shop@example.com"
                          from      set
                          default   "no-reply@localhost.localdomain"
                          expected  an e-mail address
                          Sender address of every mail.
                        """);
        Operator.of(shop).get("/api/settings/NO_REPLY_EMAIL/").shows("value", "shop@example.com");

        var get = foyer("settings", "get", "no_reply_email", "--json");
        assertThat(Json.parseOwn(get.out()).get("value").asString()).isEqualTo("shop@example.com");

        assertThat(foyer("settings", "unset", "NO_REPLY_EMAIL").code()).isZero();
        Operator.of(shop).get("/api/settings/NO_REPLY_EMAIL/").shows("source", "default");
    }

    @Test
    void a_refused_change_ends_with_1_and_says_why() throws Exception {
        var wrong = foyer("settings", "set", "SESSION_COOKIE_AGE", "5");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).isEqualTo("foyer: Expected whole seconds from 60 to 34560000.\n");

        var unknown = foyer("settings", "get", "NO_SUCH", "--json");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).isEqualTo("{\"detail\":\"There is no setting NO_SUCH.\"}\n");
    }

    @Test
    void used_wrongly_it_ends_with_2() throws Exception {
        assertThat(foyer("settings").code()).isEqualTo(2);
        assertThat(foyer("settings", "set", "SHOP_NAME").code()).isEqualTo(2);
        assertThat(foyer("outbox", "show", "first").code()).isEqualTo(2);
        assertThat(foyer("settings", "set", "--help").code()).isZero();
    }

    @Test
    void without_a_server_without_a_token_and_with_a_wrong_one_it_says_so() throws Exception {
        var nobody =
                Program.run(
                        Map.of("MANAGEMENT_PORT", "1", "MANAGEMENT_TOKEN", Shop.MANAGEMENT_TOKEN),
                        "settings",
                        "list");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err())
                .isEqualTo(
                        "foyer: no server answers at http://127.0.0.1:1; start one with ./foyer"
                                + " serve\n");

        var noToken = Program.run(Map.of("FOYER_DATA", empty.toString()), "outbox", "list");
        assertThat(noToken.code()).isEqualTo(1);
        assertThat(noToken.err()).startsWith("foyer: no management token: set MANAGEMENT_TOKEN");

        var wrongToken = Program.run(Commands.environment(shop, "wrong"), "settings", "list");
        assertThat(wrongToken.code()).isEqualTo(1);
        assertThat(wrongToken.err())
                .isEqualTo("foyer: Authentication credentials were not provided.\n");
    }

    @Test
    void the_outbox_is_listed_shown_and_retried() throws Exception {
        Shopper.signedIn(shop, "deniz@example.com");
        long id = shop.count("select max(id) from outbox_message");
        Eventually.holds(
                "the mail is delivered",
                Duration.ofSeconds(10),
                () ->
                        shop.count("select count(*) from outbox_message where state <> 'delivered'")
                                == 0);

        var list = foyer("outbox", "list", "--json");
        assertThat(list.code()).isZero();
        assertThat(Json.parseOwn(list.out())).hasToString("{\"count\":0,\"results\":[]}");

        var show = foyer("outbox", "show", Long.toString(id));
        assertThat(show.code()).isZero();
        assertThat(show.out())
                .startsWith(
                        id
                                + "  delivered  email to d…@example.com: Confirm your e-mail"
                                + " address for Foyer\n")
                .containsPattern("1 +\\S+Z +delivered")
                .doesNotContain("deniz");

        var retry = foyer("outbox", "retry", Long.toString(id));
        assertThat(retry.code()).isEqualTo(1);
        assertThat(retry.err()).isEqualTo("foyer: Not found.\n");
        assertThat(foyer("outbox", "show", "999999").code()).isEqualTo(1);
    }

    private static Program.Ended foyer(String... arguments)
            throws IOException, InterruptedException {
        return Commands.at(shop, arguments);
    }
}
