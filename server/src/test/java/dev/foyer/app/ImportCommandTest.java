package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.foyer.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `foyer import`: files as other shops write them.
class ImportCommandTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @TempDir static Path folder;

    @Test
    void what_is_refused_is_listed_with_line_and_reason_and_can_be_mended() throws Exception {
        var file =
                write(
                        "some.jsonl",
                        """
                        \uFEFF{"email": "one@example.com"}

                        {"email": "two@"}
                        {"email": "three@example.com"
                        [1]
                        {"email": "one@example.com", "first_name": "Again"}
                        {"email": "long@example.com", "first_name": "%s"}
                        {"email": "last@example.com"}\r
                        """
                                .formatted("x".repeat(70_000)));

        var ended = Commands.at(shop, "import", file.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .isEqualTo(
                        "imported 2, already here 1, refused 4: see " + file + ".refused.jsonl\n");
        var refused = Path.of(file + ".refused.jsonl");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(refused)))
                .isEqualTo("rw-------");
        var lines = Files.readAllLines(refused).stream().map(Json::parseOwn).toList();
        assertThat(lines.stream().map(line -> line.get("line").asInt()))
                .containsExactly(3, 4, 5, 7);
        assertThat(Json.text(lines.get(0)))
                .isEqualTo(
                        "{\"line\":3,\"reason\":\"email: Enter a valid email address.\","
                                + "\"record\":{\"email\":\"two@\"}}");
        assertThat(lines.get(1).get("text").asString())
                .isEqualTo("{\"email\": \"three@example.com\"");
        assertThat(lines.get(1).get("reason").asString()).startsWith("The line is no JSON: ");
        assertThat(Json.text(lines.get(2)))
                .isEqualTo(
                        "{\"line\":5,\"reason\":\"The line is no JSON object.\",\"text\":\"[1]\"}");
        assertThat(lines.get(3).get("reason").asString())
                .isEqualTo("The line is longer than a record may be.");
        assertThat(Path.of(file + ".progress")).doesNotExist();

        var mended =
                Files.writeString(
                        folder.resolve("mended.jsonl"),
                        Files.readAllLines(refused).getFirst().replace("two@", "two@example.com"));
        assertThat(Commands.at(shop, "import", mended.toString(), "--json").out())
                .isEqualTo("{\"imported\":1,\"skipped\":0,\"refused\":0}\n");
        assertThat(Path.of(mended + ".refused.jsonl")).doesNotExist();
    }

    @Test
    void columns_of_another_shop_are_mapped() throws Exception {
        var file =
                write(
                        "export.csv",
                        """
                        \uFEFFE-Mail;First Name;last-name;Kundennummer;Notes;Newsletter;attributes.city;attributes
                        ali@example.com;Ali;"Öz;demir";K-1;x;yes;İzmir;"{""a"": [1, 2]}"
                        veli@example.com;"Ve
                        li";"O""Neill";K-2;;no;;
                        short@example.com;Short
                        broken@example.com;;;;;;;{broken
                        """);

        var unknown = Commands.at(shop, "import", file.toString(), "--delimiter", ";");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err())
                .contains(
                        "foyer: unknown columns [\uFEFFE-Mail, Kundennummer, Notes, Newsletter]: name them with --map");

        var ended =
                Commands.at(
                        shop,
                        "import",
                        file.toString(),
                        "--delimiter",
                        ";",
                        "--map",
                        "E-Mail=email",
                        "--map",
                        "Kundennummer=external_id",
                        "--map",
                        "Notes=-",
                        "--map=Newsletter=email_allowed",
                        "--json");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).isEqualTo("{\"imported\":2,\"skipped\":0,\"refused\":2}\n");
        assertThat(
                        shop.count(
                                """
                                select count(*) from customer c
                                 where c.external_id = 'K-1' and c.last_name = 'Öz;demir' and c.email_allowed
                                   and c.attributes = '{"a": [1, 2], "city": "İzmir"}'
                                    or c.external_id = 'K-2' and c.first_name = E'Ve\\nli' and c.last_name = 'O"Neill'
                                   and not c.email_allowed and c.attributes = '{}'
                                """))
                .isEqualTo(2);
        var refused = Files.readAllLines(Path.of(file + ".refused.jsonl"));
        assertThat(refused.getFirst())
                .isEqualTo(
                        "{\"line\":5,\"reason\":\"The line has 2 cells, and the first line 8.\","
                                + "\"text\":\"[\\\"short@example.com\\\",\\\"Short\\\"]\"}");
        assertThat(Json.parseOwn(refused.getLast()).get("reason").asString())
                .startsWith("A cell is no JSON: ");
    }

    @Test
    void a_file_that_breaks_off_is_imported_up_to_there() throws Exception {
        var file = write("torn.csv", "email\ntorn1@example.com\ntorn2@example.com\n\"torn3");

        var ended = Commands.at(shop, "import", file.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("foyer: the file breaks off after line 3: ");
        assertThat(
                        shop.count(
                                "select count(*) from email_address where identity like 'torn%@example.com'"))
                .isEqualTo(2);
        var latin = folder.resolve("latin.csv");
        Files.write(latin, "email,first_name\na@example.com,\u00e7\n".getBytes(ISO_8859_1));
        assertThat(Commands.at(shop, "import", latin.toString()).err())
                .contains("foyer: the file is not UTF-8, some way after line ");
    }

    @Test
    void who_was_here_already_is_listed_on_request() throws Exception {
        var file = write("again.jsonl", "{\"email\": \"again@example.com\"}\n".repeat(2));

        var ended = Commands.at(shop, "import", file.toString(), "--keep-skipped", "--json");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualTo("{\"imported\":1,\"skipped\":1,\"refused\":0}\n");
        assertThat(Files.readString(Path.of(file + ".skipped.jsonl")))
                .isEqualTo(
                        "{\"line\":2,\"reason\":\"Already here.\",\"record\":{\"email\":\"again@example.com\"}}\n");
    }

    @Test
    void many_batches_come_in_whole() throws Exception {
        var file =
                write(
                        "many.jsonl",
                        IntStream.range(0, 2500)
                                .mapToObj("{\"email\": \"many%d@example.com\"}\n"::formatted)
                                .collect(Collectors.joining()));

        assertThat(Commands.at(shop, "import", file.toString()).out())
                .isEqualTo("imported 2,500, already here 0, refused 0\n");
        assertThat(Commands.at(shop, "import", file.toString()).out())
                .isEqualTo("imported 0, already here 2,500, refused 0\n");
    }

    @Test
    void a_file_that_changed_since_it_was_cut_off_is_not_gone_on_with() throws Exception {
        var file = write("changed.jsonl", "{\"email\": \"changed@example.com\"}\n");
        Files.writeString(Path.of(file + ".progress"), "{\"file\": \"7 another\", \"entries\": 1}");

        var refused = Commands.at(shop, "import", file.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("has changed since its import was cut off");

        assertThat(Commands.at(shop, "import", file.toString(), "--restart").out())
                .isEqualTo("imported 1, already here 0, refused 0\n");
    }

    @Test
    void used_wrongly_it_ends_with_2_and_without_a_file_or_a_server_with_1() throws Exception {
        assertThat(Commands.at(shop, "import").code()).isEqualTo(2);
        assertThat(Commands.at(shop, "import", "x", "--map", "a=nothing").code()).isEqualTo(2);
        assertThat(Commands.at(shop, "import", "x", "--format", "xml").code()).isEqualTo(2);
        var missing = Commands.at(shop, "import", folder.resolve("none.csv").toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("none.csv: there is no such file");
        assertThat(Commands.at(shop, "import", write("empty.csv", "").toString()).err())
                .isEqualTo("foyer: the file is empty\n");
    }

    private static Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
