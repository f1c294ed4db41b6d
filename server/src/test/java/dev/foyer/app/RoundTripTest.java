package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// What `foyer export` writes `foyer import` reads, and nothing is lost or changed on the way.
class RoundTripTest {
    @RegisterExtension static final Shop old = Shop.open();
    @RegisterExtension static final Shop viaJson = Shop.open();
    @RegisterExtension static final Shop viaCsv = Shop.open();

    @TempDir static Path folder;

    /// Every field, and every value that a format might stumble over.
    private static final String HOSTILE =
            """
            {"external_id": "4711", "email": "Full@example.com", "email_verified_at": "2001-02-03T04:05:06.000007Z", \
            "emails": [{"email": "b@xn--rksmrgs-5wao1o.example"}, {"email": "a@example.com", "verified": true}], \
            "username": "=cmd|' /C calc'!A0", \
            "password_hash": "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", \
            "first_name": "İlkay \\"the\\nIşık\\r\\n, ;\\t'", "last_name": "'=1+1", "phone": "+905551112233", \
            "phone_verified": true, "gender": "male", "date_of_birth": "0001-01-01", "language_code": "tr-tr", \
            "user_type": "guest", "client_type": "b2b", "email_allowed": true, "sms_allowed": false, \
            "call_allowed": true, "whatsapp_allowed": true, "consent_version": "@SUM(1)", \
            "consented_at": "1999-12-31T23:59:59Z", "is_active": false, "date_joined": "0001-01-01T00:00:00Z", \
            "last_login": "2026-01-01T00:00:00.1Z", "attributes": {"😀": "\\\\ \\u2028 \\u0001 </script>", \
            "n": 12345678901234567890.12345, "z": null, "t": [true, {"x": ""}], "city": "İstanbul", "confirm": true}}
            {"email": "bare@example.com", "date_joined": "2020-02-29T12:00:00+14:00", "language_code": "de"}
            {"email": "apostrophe@example.com", "first_name": "''=x", "last_name": "''x", \
            "date_joined": "2020-01-01T00:00:00Z"}
            """;

    @Test
    void an_export_of_an_import_of_an_export_is_the_export() throws Exception {
        Shopper.signedIn(old, "ayse@example.com");
        var hostile = Files.writeString(folder.resolve("hostile.jsonl"), HOSTILE);
        assertThat(Commands.at(old, "import", hostile.toString()).out())
                .isEqualTo("imported 3, already here 0, refused 0\n");

        var json = export(old, "old.jsonl");
        var csv = export(old, "old.csv");
        carry(viaJson, json);
        carry(viaCsv, csv);

        assertThat(Files.readString(export(viaJson, "again.jsonl")))
                .isEqualTo(Files.readString(json));
        assertThat(Files.readString(export(viaCsv, "again.csv"))).isEqualTo(Files.readString(csv));
        assertThat(Files.readString(export(viaCsv, "csv.jsonl"))).isEqualTo(Files.readString(json));
        assertThat(Files.readAllLines(json)).hasSize(4);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(json)))
                .isEqualTo("rw-------");
        Shopper.guest(viaJson).login("ayse@example.com").answers(200);
        Shopper.guest(viaCsv).login("ayse@example.com").answers(200);
        Shopper.guest(viaCsv).login("ayse@example.com", "another-password-7").answers(400);
        assertNoCellIsAFormula(csv);
        assertThat(Path.of(json + ".part")).doesNotExist();
        assertThat(Path.of(json + ".progress")).doesNotExist();

        var again = Commands.at(old, "export", json.toString());
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("is there already");

        var bare = folder.resolve("bare.jsonl").toString();
        assertThat(Commands.at(old, "export", bare, "--without-hashes", "--json").out())
                .isEqualTo("{\"exported\":4}\n");
        assertThat(Files.readString(Path.of(bare))).doesNotContain("argon2");
        assertThat(
                        Files.readAllLines(Path.of(bare)).stream()
                                .map(line -> Json.parseOwn(line).get("email").asString()))
                .containsExactly(
                        "ayse@example.com",
                        "Full@example.com",
                        "bare@example.com",
                        "apostrophe@example.com");
    }

    private static Path export(Shop shop, String name) throws Exception {
        var file = folder.resolve(name);
        var ended = Commands.at(shop, "export", file.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("exported 4 to " + file + "\n");
        return file;
    }

    private static void carry(Shop shop, Path file) throws Exception {
        assertThat(Commands.at(shop, "import", file.toString()).out())
                .isEqualTo("imported 4, already here 0, refused 0\n");
    }

    /// The cells of the file, read by the letter and without our guard.
    private static void assertNoCellIsAFormula(Path csv) throws Exception {
        try (var reader = de.siegmar.fastcsv.reader.CsvReader.builder().ofCsvRecord(csv)) {
            for (var line : reader) {
                assertThat(line.getFields())
                        .noneMatch(cell -> cell.matches("(?s)[=+\\-@\\t\\r\\n].*"));
            }
        }
    }
}
