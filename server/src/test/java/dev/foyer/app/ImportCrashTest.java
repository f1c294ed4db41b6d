package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `kill -9` in the middle of an import and of an export: the same command again goes on, and in
/// the end everybody is there once.
class ImportCrashTest {
    private static final String TOKEN = Shop.MANAGEMENT_TOKEN;
    private static final int MANY = 12_000;

    @TempDir static Path folder;

    @Test
    void an_import_survives_the_kill_of_the_command_and_of_the_server() throws Exception {
        var data = Program.withPrograms(folder.resolve("data"));
        var file = file();
        var progress = Path.of(file + ".progress");
        try (var server = Program.serve(data, Map.of("MANAGEMENT_TOKEN", TOKEN))) {
            var command = Program.start(asking(server), "import", file.toString());
            awaitEntries(progress, 2000);
            command.kill();
            long done = entries(progress);
            assertThat(done).isLessThan(MANY);

            command = Program.start(asking(server), "import", file.toString());
            awaitEntries(progress, done + 2000);
            server.kill();
            var ended = command.ended();
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err()).contains("call the same command again to go on");
        }
        long done = entries(progress);
        assertThat(done).isLessThan(MANY);
        try (var server = Program.serve(data, Map.of("MANAGEMENT_TOKEN", TOKEN))) {
            var ended = Program.run(asking(server), "import", file.toString(), "--json");

            assertThat(ended.code()).as(ended.err()).isEqualTo(1);
            var tally = Json.parseOwn(ended.out());
            assertThat(tally.get("refused").asInt()).isEqualTo(2);
            assertThat(tally.get("imported").asInt() + tally.get("skipped").asInt())
                    .isEqualTo(MANY - 2);
            assertThat(progress).doesNotExist();
            assertThat(Files.readAllLines(Path.of(file + ".refused.jsonl")))
                    .extracting(line -> Json.parseOwn(line).get("line").asInt())
                    .containsExactly(11, MANY - 9);
            assertEverybodyIsThereOnce(data);

            exportIsKilledAndGoesOn(server);
        }
    }

    private static void exportIsKilledAndGoesOn(Program server) throws Exception {
        var file = folder.resolve("out.jsonl");
        var progress = Path.of(file + ".progress");
        var command = Program.start(asking(server), "export", file.toString());
        Eventually.holds(
                "some of the export is written",
                Duration.ofSeconds(60),
                () -> Files.exists(progress));
        command.kill();
        assertThat(Files.exists(file)).as("half a file").isNotEqualTo(Files.exists(progress));
        Files.deleteIfExists(file);

        var ended = Program.run(asking(server), "export", file.toString(), "--json");

        assertThat(ended.out()).isEqualTo("{\"exported\":" + (MANY - 2) + "}\n");
        assertThat(
                        Files.readAllLines(file).stream()
                                .map(line -> Json.parseOwn(line).get("email").asString())
                                .distinct())
                .hasSize(MANY - 2);
        assertThat(Files.readAllLines(file)).hasSize(MANY - 2);
    }

    /// Two records of it are no good.
    private static Path file() throws IOException {
        return Files.writeString(
                folder.resolve("many.jsonl"),
                IntStream.range(0, MANY)
                        .mapToObj(
                                i ->
                                        "{\"email\": \"many%d%s\", \"external_id\": \"%d\"}\n"
                                                .formatted(
                                                        i,
                                                        i == 10 || i == MANY - 10
                                                                ? ""
                                                                : "@example.com",
                                                        i))
                        .collect(Collectors.joining()));
    }

    private static Map<String, String> asking(Program server) {
        var environment = new HashMap<String, String>();
        environment.put("MANAGEMENT_PORT", Integer.toString(server.managementPort()));
        environment.put("MANAGEMENT_TOKEN", TOKEN);
        return environment;
    }

    private static void awaitEntries(Path progress, long least) throws InterruptedException {
        Eventually.holds(
                least + " entries are done",
                Duration.ofSeconds(60),
                () -> entries(progress) >= least);
    }

    private static long entries(Path progress) {
        try {
            return Files.exists(progress)
                    ? Json.parseOwn(Files.readString(progress)).get("entries").asLong()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertEverybodyIsThereOnce(Path data) throws IOException {
        var postgres = data.resolve("postgres");
        var port = Files.readString(postgres.resolve("port")).strip();
        var password = Files.readString(postgres.resolve("password")).strip();
        var jdbi = Jdbi.create("jdbc:postgresql://127.0.0.1:" + port + "/foyer", "foyer", password);
        var counts =
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                select (select count(*) from customer) || ' '
                                                       || (select count(distinct identity) from email_address) || ' '
                                                       || (select count(distinct external_id) from customer)
                                                """)
                                        .mapTo(String.class)
                                        .one());
        assertThat(counts).isEqualTo("%1$d %1$d %1$d".formatted(MANY - 2));
    }
}
