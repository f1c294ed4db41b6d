package dev.foyer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;

/// That `flood` still works from end to end. What the figures are is no matter here, only that
/// every request was answered by us, and that they can be.
class FloodBenchmarkTest {
    @TempDir Path folder;

    @Test
    void a_short_flood_yields_sound_figures() throws Exception {
        assertThat(Bench.run("flood", "--short", "--results=" + folder)).isZero();

        var json = Json.parseOwn(Files.readString(folder.resolve("flood.json")));
        assertThat(median(json, "reads p99", "foyer")).isPositive().isFinite();
        assertThat(median(json, "reads p99", "limit")).isPositive().isFinite();
        assertThat(median(json, "sign-ins accepted", "foyer")).isPositive();
        assertThat(median(json, "sign-ins without an answer of ours", "foyer")).isZero();
    }

    private static double median(JsonNode report, String figure, String subject) {
        return report.get("lines")
                .valueStream()
                .filter(line -> line.get("figure").stringValue().equals(figure))
                .findFirst()
                .orElseThrow()
                .get(subject)
                .get("median")
                .doubleValue();
    }
}
