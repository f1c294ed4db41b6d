package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// `BREACHED_PASSWORDS`: folders, files and services in the forms of Have I Been Pwned, and where a
/// new password is held against them.
class BreachesTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String BREACHED = "mavi-pencere-gece-41";
    private static final String TOLD =
            "{\"password\": [\"This password has appeared in a data breach.\"]}";

    @TempDir Path folder;

    @AfterEach
    void off() {
        Operator.of(shop).unset("BREACHED_PASSWORDS").answers(200);
    }

    @Test
    void nobody_is_asked_while_it_is_off() {
        register("off@example.com", BREACHED).answers(201);
        assertThat(codes()).doesNotContain("password_breached");
    }

    @Test
    void a_folder_of_ranges_is_searched() throws Exception {
        Files.writeString(
                folder.resolve(sha1(BREACHED).substring(0, 5)),
                "0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n" + suffix(BREACHED) + ":37\r\n");
        // As the downloader of Have I Been Pwned names it, and in small letters.
        Files.writeString(
                folder.resolve(
                        sha1("yeşil-kapı").substring(0, 5).toLowerCase(Locale.ROOT) + ".txt"),
                suffix("yeşil-kapı").toLowerCase(Locale.ROOT) + ":1\n");
        set(folder.toString()).answers(200);

        register("folder@example.com", BREACHED).answers(400).says(TOLD);
        register("folder@example.com", "yeşil-kapı").answers(400).says(TOLD);
        Shopper.guest(shop)
                .with("Accept-Language", "tr")
                .post("/users/registration/", form("folder@example.com", BREACHED))
                .answers(400)
                .says("{\"password\": [\"Bu parola bir veri sızıntısında görülmüş.\"]}");
        assertThat(codes()).contains("password_breached");
    }

    @Test
    void a_range_that_is_missing_lets_a_password_pass_and_is_told_to_the_operator()
            throws Exception {
        Files.writeString(folder.resolve("00000"), "0018A45C4D1DEF81644B54AB7F969B88D65:1\n");
        set(folder.toString()).answers(200);

        register("missing@example.com", BREACHED).answers(201);

        assertThat(shop.logged())
                .anyMatch(line -> line.contains("since the folder lacks a range"))
                .noneMatch(line -> line.contains(sha1(BREACHED).substring(0, 5)));
        assertThat(Operator.of(shop).get("/metrics").answers(200).text())
                .containsPattern("foyer_breach_check_failures_total\\{source=\"folder\"} [1-9]");
    }

    @Test
    void every_line_of_a_sorted_file_is_found_and_nothing_else() throws Exception {
        for (var end : List.of("\n", "\r\n")) {
            var hashes = new ArrayList<String>();
            for (int i = 0; i < 700; i++) {
                hashes.add(sha1("word " + i));
            }
            Collections.sort(hashes);
            var lines = new StringBuilder();
            for (int i = 0; i < hashes.size(); i++) {
                lines.append(hashes.get(i)).append(':').append((long) i * i * i + 1).append(end);
            }
            var file = folder.resolve("sorted" + end.length());
            Files.writeString(file, lines);

            assertThat(SortedHashes.trouble(file)).isEmpty();
            for (var hash : hashes) {
                assertThat(SortedHashes.contains(file, hash)).as(hash).isTrue();
            }
            for (int i = 0; i < 700; i++) {
                assertThat(SortedHashes.contains(file, sha1("other " + i))).isFalse();
            }
            assertThat(SortedHashes.contains(file, "0".repeat(40))).isFalse();
            assertThat(SortedHashes.contains(file, "F".repeat(40))).isFalse();
        }
    }

    @Test
    void a_sorted_file_is_searched_also_without_a_last_end_of_line_and_padding_counts_nothing()
            throws Exception {
        var lines =
                new ArrayList<>(
                        List.of(
                                sha1(BREACHED) + ":3",
                                sha1("padding-only") + ":0",
                                sha1("word") + ":1"));
        Collections.sort(lines);
        var file = folder.resolve("sorted.txt");
        Files.writeString(file, String.join("\n", lines));
        set(file.toString()).answers(200);

        register("sorted@example.com", BREACHED).answers(400).says(TOLD);
        register("sorted@example.com", "padding-only").answers(201);
    }

    @Test
    void a_service_learns_five_digits_and_pads_its_answer() throws Exception {
        try (var service = RangeServer.answering(suffix(BREACHED) + ":2\r\n")) {
            set(service.url()).answers(200);

            register("service@example.com", BREACHED).answers(400).says(TOLD);
            register("service@example.com", "başka-bir-parola-17").answers(201);

            assertThat(service.asked())
                    .containsExactly(
                            "/range/" + sha1(BREACHED).substring(0, 5) + " true",
                            "/range/" + sha1("başka-bir-parola-17").substring(0, 5) + " true");
        }
    }

    @Test
    void a_service_is_asked_only_where_nothing_else_is_wrong() throws Exception {
        try (var service = RangeServer.answering("")) {
            set(service.url()).answers(200);
            register("not an address", BREACHED).answers(400);
            register("asked@example.com", "123456").answers(400);
            assertThat(service.asked()).isEmpty();
        }
    }

    @Test
    void a_service_in_trouble_lets_passwords_pass() throws Exception {
        for (var trouble : List.of("500", "moved", "hangs", "endless", "drops")) {
            try (var service = RangeServer.troubled(trouble)) {
                set(service.url()).answers(200);
                register(trouble + "@example.com", BREACHED).answers(201);
                assertThat(service.asked()).isNotEmpty();
            }
        }
        assertThat(shop.logged())
                .anyMatch(line -> line.contains("unchecked against breaches, since the service"));
        assertThat(Operator.of(shop).get("/metrics").answers(200).text())
                .containsPattern("foyer_breach_check_failures_total\\{source=\"service\"} [5-9]");
    }

    @Test
    void what_is_no_source_is_refused_when_it_is_set() throws Exception {
        var unsorted = folder.resolve("unsorted");
        Files.writeString(unsorted, "F".repeat(40) + ":1\n" + "0".repeat(40) + ":1\n");
        var other = folder.resolve("other");
        Files.writeString(other, "password\nletmein\n");
        Files.writeString(folder.resolve("empty"), "");
        var bare = Files.createDirectory(folder.resolve("bare"));

        refused(folder.resolve("nothing").toString(), "exists on every node");
        refused("breaches", "the whole path of a folder");
        refused(folder.toString(), "named by five hex digits");
        refused(bare.toString(), "named by five hex digits");
        refused(unsorted.toString(), "sorted by hash");
        refused(other.toString(), "lines HASH:COUNT");
        refused(folder.resolve("empty").toString(), "lines HASH:COUNT");
        refused("https://", "a host");
        refused("https://user:secret@breaches.example/", "a host");
        refused("https://breaches.example/?key=1", "a host");
        Operator.of(shop).set("BREACHED_PASSWORDS", "true").answers(400);
    }

    @Test
    void it_holds_for_every_new_password_and_for_no_old_one() throws Exception {
        var old = Shopper.guest(shop);
        old.post("/users/registration/", form("old@example.com", BREACHED)).answers(201);
        var file = folder.resolve("sorted");
        Files.writeString(file, sha1(BREACHED) + ":3\n");
        set(file.toString()).answers(200);

        Shopper.guest(shop).login("old@example.com", BREACHED).answers(200);
        var changer = Shopper.signedIn(shop, "changer@example.com");
        changer.post(
                        "/users/password/change/",
                        """
                        {"old_password": "%s", "new_password1": "%s", "new_password2": "%2$s"}
                        """
                                .formatted(Shopper.PASSWORD, BREACHED))
                .answers(400)
                .contains("This password has appeared in a data breach.");
        Shopper.guest(shop)
                .post("/users/password/reset/", "{\"email\": \"changer@example.com\"}")
                .answers(200);
        var link = MailBox.of(shop, "changer@example.com").link("/users/reset/");
        Shopper.guest(shop)
                .post(
                        link,
                        "{\"new_password1\": \"%s\", \"new_password2\": \"%1$s\"}"
                                .formatted(BREACHED))
                .answers(400)
                .contains("This password has appeared in a data breach.");
        Operator.of(shop)
                .send(
                        "POST",
                        "/api/customers/",
                        """
                        {"email": "desk@example.com", "first_name": "A", "last_name": "B",
                         "password": "%s"}
                        """
                                .formatted(BREACHED))
                .answers(400)
                .says(TOLD);
    }

    private static void refused(String value, String expected) {
        set(value).answers(400).contains(expected);
    }

    private static Reply set(String value) {
        return Operator.of(shop).set("BREACHED_PASSWORDS", '"' + value + '"');
    }

    private static List<String> codes() {
        return Shopper.guest(shop)
                .get("/users/password/rules/")
                .answers(200)
                .json()
                .get("rules")
                .valueStream()
                .map(rule -> rule.get("code").asString())
                .toList();
    }

    private static Reply register(String email, String password) {
        return Shopper.guest(shop).post("/users/registration/", form(email, password));
    }

    private static String form(String email, String password) {
        return Person.named("Ayşe", "Yılmaz")
                .withEmail(email)
                .with("password", '"' + password + '"')
                .json();
    }

    private static String suffix(String password) {
        return sha1(password).substring(5);
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(
                            MessageDigest.getInstance("SHA-1")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
