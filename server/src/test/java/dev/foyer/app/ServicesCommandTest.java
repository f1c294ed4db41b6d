package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;
import dev.foyer.people.Shopper;
import dev.foyer.secret.Sha256;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// `foyer services`, as an operator types it.
class ServicesCommandTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @TempDir static Path empty;

    private static final Pattern SECRET = Pattern.compile("  secret  ([A-Za-z0-9]{43})\n");

    @Test
    void a_service_is_added_listed_rotated_and_removed() throws Exception {
        var added = foyer("services", "add", "iys one", "--gateway", "kvkk");
        assertThat(added.code()).isZero();
        assertThat(added.out())
                .startsWith("iys one (kvkk) added\n")
                .endsWith("  Keep it now: it is shown this once.\n");
        var first = secret(added);
        works("iys one", first);

        var list = foyer("services", "list");
        assertThat(list.code()).isZero();
        assertThat(list.out())
                .containsPattern(
                        "NAME +GATEWAY +ACTIVE +FROM +OPTIONS +CREATED +ROTATED +OLD SECRET UNTIL")
                .containsPattern("iys one +kvkk +yes +added +- +\\S+Z +- +-")
                .doesNotContain(first);

        var rotated = foyer("services", "rotate", "iys one", "--overlap", "30m");
        assertThat(rotated.code()).isZero();
        assertThat(rotated.out())
                .startsWith("iys one (kvkk) has another secret\n  old secret until  ");
        works("iys one", first);
        works("iys one", secret(rotated));
        assertThat(foyer("services", "rotate", "iys one", "--overlap=0").out())
                .doesNotContain("old secret");
        fails("iys one", first);

        var removed = foyer("services", "remove", "iys one");
        assertThat(removed.code()).isZero();
        assertThat(removed.out()).isEqualTo("iys one (kvkk) removed\n");
        var again = foyer("services", "remove", "iys one");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).isEqualTo("foyer: There is no service iys one.\n");
    }

    @Test
    void a_secret_is_read_from_a_file_and_repeated_nowhere() throws Exception {
        var file = Files.writeString(empty.resolve("secret"), "my_secret_key\n");

        var added =
                foyer(
                        "services",
                        "add",
                        "filed",
                        "--gateway=kvkk",
                        "--secret",
                        "@" + file,
                        "--json");
        assertThat(added.code()).isZero();
        assertThat(Json.parseOwn(added.out()).has("secret")).isFalse();
        works("filed", "my_secret_key");
        assertThat(foyer("services", "add", "x", "--gateway=kvkk", "--secret", "@none").code())
                .isEqualTo(1);
    }

    @Test
    void options_are_given_by_name() throws Exception {
        assertThat(
                        foyer(
                                        "services",
                                        "add",
                                        "options",
                                        "--gateway=default",
                                        "--allow-batches",
                                        "--require-signature")
                                .code())
                .isZero();
        assertThat(foyer("services", "list").out())
                .containsPattern("options +default +yes +added +batches signature ");
        var json = Json.parseOwn(foyer("services", "list", "--json").out());
        assertThat(json.get("count").asInt()).isEqualTo(json.get("results").size());
    }

    @Test
    void what_is_refused_ends_with_1_and_what_is_used_wrongly_with_2() throws Exception {
        var gateway = foyer("services", "add", "x", "--gateway", "iys");
        assertThat(gateway.code()).isEqualTo(1);
        assertThat(gateway.err()).isEqualTo("foyer: \"iys\" is not a valid choice.\n");
        var tooShort = foyer("services", "add", "x", "--gateway=kvkk", "--secret=short");
        assertThat(tooShort.code()).isEqualTo(1);
        assertThat(tooShort.err())
                .isEqualTo(
                        "foyer: Expected 8 to 200 characters, none of them a control character.\n");

        assertThat(foyer("services").code()).isEqualTo(2);
        assertThat(foyer("services", "add", "x").code()).isEqualTo(2);
        assertThat(foyer("services", "rotate", "x", "--overlap", "soon").code()).isEqualTo(2);
        assertThat(foyer("services", "rotate", "--help").code()).isZero();
    }

    private static String secret(Program.Ended ended) {
        var secret = SECRET.matcher(ended.out());
        assertThat(secret.find()).as(ended.out()).isTrue();
        return secret.group(1);
    }

    private static void works(String name, String secret) {
        assertThat(call(name, secret)).isEqualTo(200);
    }

    private static void fails(String name, String secret) {
        assertThat(call(name, secret)).isEqualTo(400);
    }

    private static int call(String name, String secret) {
        var time = shop.clock().instant().toString();
        var body =
                """
                {"service_name": "%s", "request_datetime": "%s", "hash_value": "%s",
                 "unsubscribed_users": [{"email": "nobody@example.com"}]}
                """
                        .formatted(name, time, Sha256.of(secret + time).hex());
        return Shopper.stranger(shop).post("/users/hooks/kvkk-unsubscribe-user/", body).status();
    }

    private static Program.Ended foyer(String... arguments)
            throws IOException, InterruptedException {
        return Commands.at(shop, arguments);
    }
}
