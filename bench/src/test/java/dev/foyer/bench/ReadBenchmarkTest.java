package dev.foyer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;

/// That `read` still works from end to end, in one round of a second: a real server, a real
/// database, the limit beside them. What the figures are is no matter here, only that they can be.
class ReadBenchmarkTest {
    @TempDir Path folder;

    @Test
    void one_short_round_of_read_yields_sound_figures_in_three_files() throws Exception {
        var status =
                Bench.run(
                        "read",
                        "--rounds=1",
                        "--seconds=1",
                        "--warmup=1",
                        "--connections=4",
                        "--sessions=8",
                        "--results=" + folder);

        assertThat(status).isZero();
        var json = Json.parseOwn(Files.readString(folder.resolve("read.json")));
        for (var figure :
                new String[] {
                    "requests per second", "CPU of the server", "latency p50", "latency p99"
                }) {
            var line = line(json, figure);
            assertThat(median(line, "foyer")).as("%s of Foyer", figure).isPositive().isFinite();
            assertThat(median(line, "limit")).as("%s of the limit", figure).isPositive().isFinite();
            assertThat(median(line, "ratio"))
                    .isEqualTo(median(line, "foyer") / median(line, "limit"));
        }
        assertThat(median(line(json, "CPU of PostgreSQL"), "foyer")).isNotNegative();
        assertThat(median(line(json, "latency p50"), "foyer"))
                .isLessThanOrEqualTo(median(line(json, "latency p99"), "foyer"));
        assertThat(json.get("versions").get("PostgreSQL").stringValue()).startsWith("18.");
        assertThat(Files.readString(folder.resolve("read.md")))
                .contains("| requests per second, 1/s ")
                .contains("bare HTTP library");
        assertThat(Files.readString(folder.resolve("read.svg")))
                .startsWith("<svg ")
                .endsWith("</svg>\n");
    }

    private static JsonNode line(JsonNode report, String figure) {
        return report.get("lines")
                .valueStream()
                .filter(line -> line.get("figure").stringValue().equals(figure))
                .findFirst()
                .orElseThrow();
    }

    private static double median(JsonNode line, String subject) {
        return line.get(subject).get("median").doubleValue();
    }
}
