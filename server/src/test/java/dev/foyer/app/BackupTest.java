package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foyer.db.DatabaseUrl;
import dev.foyer.db.Migrations;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// `foyer backup` beside a running server, and `foyer restore`.
class BackupTest {
    private static final String DATABASE = TestDatabase.fresh();

    @RegisterExtension
    static final Shop shop = Shop.open().with("DATABASE_URL", DATABASE).mayLeaveMessages();

    @TempDir static Path folder;

    private static Path backup = Path.of("none yet");

    @BeforeAll
    static void aShopWithCustomers() throws Exception {
        Shopper.signedIn(shop, "ayse@example.com");
        Shopper.signedIn(shop, "mehmet@example.com");
        Shopper.signedIn(shop, "gone@example.com");
        long gone =
                shop.count(
                        "select customer_id from email_address where address = 'gone@example.com'");
        Operator.of(shop).send("POST", "/api/customers/" + gone + "/erase/", "{}").answers(200);
        Operator.of(shop).set("SHOP_NAME", "\"Kırmızı \\\\N \\\\.\"").answers(200);
        Operator.of(shop)
                .send(
                        "POST",
                        "/api/customers/import/",
                        """
                        {"records": [{"email": "x@example.com", "external_id": "\\t\\\\N", "first_name": "\\\\.\\n😀 İ",
                                      "attributes": {"a": "\\r\\n\\t\\\\"}}]}
                        """)
                .answers(200)
                .shows("imported", 1);
        shop.drained();
        // Nothing is left for the server's own checkpoints to add meanwhile.
        Operator.of(shop).send("POST", "/api/consents/checkpoints/", "{}").answers(200);
        backup = folder.resolve("shop.backup");
        Backups.backup(DATABASE, backup);
    }

    @Test
    void everything_is_back_table_by_table_and_customers_sign_in() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        var before = Backups.contents(DATABASE);
        var fresh = TestDatabase.empty();

        var ended = Backups.foyer(fresh, "restore", backup.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).matches("(?s)\\d+ rows of \\d+ tables are back, as of 20.*Z\n");
        assertThat(Backups.contents(fresh)).isEqualTo(before);
        assertThat(before.get("customer")).startsWith("4 ");
        var again = Shop.open().with("DATABASE_URL", fresh).mayLeaveMessages();
        again.beforeAll(null);
        try {
            Shopper.guest(again).login("ayse@example.com").answers(200);
            Shopper.signedIn(again, "new@example.com");
            Operator.of(again).get("/api/settings/SHOP_NAME/").shows("value", "Kırmızı \\N \\.");
        } finally {
            again.afterAll(null);
        }
    }

    @Test
    void a_database_in_use_is_not_touched() throws Exception {
        var before = Backups.contents(DATABASE);

        var ended = Backups.foyer(DATABASE, "restore", backup.toString(), "--json");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("foyer: the database is in use, or was: take an empty one\n");
        assertThat(Backups.contents(DATABASE)).isEqualTo(before);

        var other = TestDatabase.empty();
        try (var handle = Backups.open(other)) {
            handle.execute("create table somebody_elses (id int)");
        }
        assertThat(Backups.foyer(other, "restore", backup.toString()).err())
                .endsWith("foyer: the database holds something else: take an empty one\n");
    }

    @Test
    void a_damaged_file_is_refused_before_the_database_is_touched() throws Exception {
        var bytes = Files.readAllBytes(backup);
        var fresh = TestDatabase.empty();
        for (var part :
                List.of("customer.copy", "setting.copy", "manifest.json", "manifest.seal")) {
            var damaged = bytes.clone();
            damaged[begin(bytes, part) + 3] ^= 1;
            assertRefused(fresh, damaged);
        }
        assertRefused(fresh, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(fresh, "no backup at all".getBytes(UTF_8));
        assertRefused(fresh, new byte[0]);
        assertThat(Backups.foyer(fresh, "restore", folder.resolve("none").toString()).err())
                .endsWith("there is no such file\n");
        assertThat(Backups.contents(fresh)).isEmpty();
    }

    @Test
    void a_changed_file_is_refused_though_its_digests_are_right() throws Exception {
        var forged = folder.resolve("forged.backup");
        rewrite(forged, "manifest.json", text -> text.replace("\"rows\":3", "\"rows\":2"));
        var fresh = TestDatabase.empty();

        var ended = Backups.foyer(fresh, "restore", forged.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("its seal is broken");
        rewrite(forged, "tables/customer.copy", text -> text.replace("Ayşe", "Fake"));
        assertThat(Backups.foyer(fresh, "restore", forged.toString()).err())
                .contains("is damaged at the table customer: its digest is another one");
        assertThat(Backups.contents(fresh)).isEmpty();
    }

    @Test
    void another_secret_key_is_refused_both_ways() throws Exception {
        var other = "another-secret-key-for-tests-0123456789";
        var fresh = TestDatabase.empty();

        var restore =
                Program.run(
                        Map.of("DATABASE_URL", fresh, "SECRET_KEY", other),
                        "restore",
                        backup.toString());
        assertThat(restore.code()).isEqualTo(1);
        assertThat(restore.err()).contains("foyer: the backup belongs to another SECRET_KEY");
        assertThat(Backups.contents(fresh)).isEmpty();

        var file = folder.resolve("other.backup");
        var make =
                Program.run(
                        Map.of("DATABASE_URL", DATABASE, "SECRET_KEY", other),
                        "backup",
                        file.toString());
        assertThat(make.err())
                .endsWith("foyer: SECRET_KEY is another one than this database is used with\n");
        assertThat(file).doesNotExist();
        assertThat(
                        Program.run(
                                        Map.of(
                                                "DATABASE_URL",
                                                fresh,
                                                "SECRET_KEY",
                                                other + "," + Shop.SECRET_KEY),
                                        "restore",
                                        backup.toString())
                                .code())
                .isZero();
    }

    @Test
    void a_backup_of_an_older_version_is_brought_up_to_date_and_a_newer_one_is_refused()
            throws Exception {
        var old = TestDatabase.empty();
        Migrations.runUpTo(DatabaseUrl.parse(old).orElseThrow(), "2");
        try (var handle = Backups.open(old);
                var now = Backups.open(DATABASE)) {
            var fingerprint =
                    now.createQuery("select value from installation").mapTo(String.class).one();
            handle.execute(
                    "insert into installation values ('secret_key_fingerprint', ?)", fingerprint);
            handle.execute("insert into setting values ('SHOP_NAME', '\"Old\"', now())");
        }
        var file = folder.resolve("old.backup");
        Backups.backup(old, file);
        var fresh = TestDatabase.empty();

        assertThat(Backups.foyer(fresh, "restore", file.toString()).code()).isZero();

        assertThat(Backups.contents(fresh).keySet()).isEqualTo(Backups.contents(DATABASE).keySet());
        assertThat(Backups.number(fresh, "select count(*) from setting")).isEqualTo(1);

        try (var handle = Backups.open(old)) {
            handle.execute("update schema_history set version = '999' where version = '2'");
        }
        var newer = folder.resolve("newer.backup");
        Backups.backup(old, newer);
        var untouched = TestDatabase.empty();
        assertThat(Backups.foyer(untouched, "restore", newer.toString()).err())
                .contains("foyer: this Foyer does not know the tables of the backup (version 999)");
        assertThat(Backups.contents(untouched)).isEmpty();
    }

    @Test
    void used_wrongly_it_ends_with_2_and_refuses_to_overwrite() throws Exception {
        assertThat(Backups.foyer(DATABASE, "backup").code()).isEqualTo(2);
        assertThat(Backups.foyer(DATABASE, "restore").code()).isEqualTo(2);
        var again = Backups.foyer(DATABASE, "backup", backup.toString());
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("is there already");
        var nobody = folder.resolve("nobody.backup").toString();
        assertThat(Backups.foyer(TestDatabase.empty(), "backup", nobody).err())
                .contains("foyer: no server has ever run on ");
        assertThat(Path.of(nobody)).doesNotExist();
    }

    private static void assertRefused(String database, byte[] bytes) throws Exception {
        var file = Files.write(folder.resolve("damaged.backup"), bytes);
        var ended = Backups.foyer(database, "restore", file.toString());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("foyer: " + file).containsAnyOf("damaged", "seal");
    }

    /// Where the compressed bytes of a part begin: its name stands right before them.
    private static int begin(byte[] bytes, String part) {
        int at = new String(bytes, ISO_8859_1).indexOf(part);
        assertThat(at).isPositive();
        return at + part.length();
    }

    private interface Change {
        String of(String text);
    }

    /// Somebody who can write a ZIP, and has no key.
    private static void rewrite(Path into, String name, Change change) throws IOException {
        try (var zip = new ZipFile(backup.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(into))) {
            for (var entry : zip.stream().toList()) {
                var bytes = zip.getInputStream(entry).readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals(name)) {
                    var changed = change.of(new String(bytes, UTF_8));
                    assertThat(changed).isNotEqualTo(new String(bytes, UTF_8));
                    bytes = changed.getBytes(UTF_8);
                }
                out.write(bytes);
            }
        }
    }
}
