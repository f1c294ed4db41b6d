package dev.foyer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.json.Json;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;

/// That every benchmark of real servers still works from end to end. What the figures are is no
/// matter here, only that they can be.
class ShortRunTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"guest", "login", "register", "mixed", "flood", "scale", "start", "memory"})
    void a_short_run_yields_sound_figures_in_three_files(String name) throws Exception {
        assertThat(Bench.run(name, "--short", "--results=" + folder)).isZero();

        var json = Json.parseOwn(Files.readString(folder.resolve(name + ".json")));
        assertThat(json.get("lines").size()).isPositive();
        for (var line : json.get("lines")) {
            assertThat(median(line)).as(line.get("figure").stringValue()).isFinite();
        }
        assertThat(json.get("lines").valueStream().anyMatch(line -> line.has("met"))).isTrue();
        assertThat(Files.readString(folder.resolve(name + ".md"))).contains("| reach");
        assertThat(Files.readString(folder.resolve(name + ".svg"))).endsWith("</svg>\n");
    }

    private static double median(JsonNode line) {
        return line.get("foyer").get("median").doubleValue();
    }
}
