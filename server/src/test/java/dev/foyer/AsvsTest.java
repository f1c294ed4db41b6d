package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// That docs/asvs.md leaves nothing out and names no test that is not there.
class AsvsTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "."));
    private static final Path TESTS = BASE.resolve(Path.of("src", "test", "java"));
    private static final Path PAGE = BASE.resolve(Path.of("..", "docs", "asvs.md"));

    private static final Pattern ROW =
            Pattern.compile("\\| (\\d\\.\\d+\\.\\d+) \\| [^|]+ \\| ([a-z ]+) \\| ([^|]+) \\|");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+Test)\\.(\\w+)`");
    private static final List<String> STATES =
            List.of("met", "met by setting", "partly", "not met", "no case");

    /// The requirements of levels 1 and 2 in ASVS 5.0.0: how many stand in each section, but for
    /// those that level 3 alone asks for.
    private static final List<String> REQUIREMENTS =
            Stream.of(
                            numbers("3.2", 1, 2),
                            numbers("3.3", 1, 4),
                            numbers("3.4", 1, 6),
                            numbers("3.5", 1, 5),
                            numbers("3.7", 1, 2),
                            numbers("6.1", 1, 3),
                            numbers("6.2", 1, 12),
                            numbers("6.3", 1, 4),
                            numbers("6.4", 1, 4),
                            numbers("6.5", 1, 5),
                            numbers("6.6", 1, 3),
                            numbers("6.8", 1, 4),
                            numbers("7.1", 1, 3),
                            numbers("7.2", 1, 4),
                            numbers("7.3", 1, 2),
                            numbers("7.4", 1, 5),
                            numbers("7.5", 1, 2),
                            numbers("7.6", 1, 2))
                    .flatMap(List::stream)
                    .toList();

    private static List<String> numbers(String section, int first, int last) {
        return java.util.stream.IntStream.rangeClosed(first, last)
                .mapToObj(number -> section + "." + number)
                .toList();
    }

    @Test
    void every_requirement_has_its_line() throws IOException {
        assertThat(rows().map(row -> row.get(0))).containsExactlyElementsOf(REQUIREMENTS);
    }

    @Test
    void every_line_says_how_it_stands_and_what_is_met_is_shown() throws IOException {
        assertThat(rows())
                .allSatisfy(
                        row -> {
                            assertThat(row.get(1)).as(row.get(0)).isIn(STATES);
                            assertThat(!row.get(1).startsWith("met") || hasTest(row.get(2)))
                                    .as("%s names a test", row.get(0))
                                    .isTrue();
                        });
    }

    @Test
    void every_test_that_is_named_exists() throws IOException {
        var sources = sources();
        assertThat(NAMED.matcher(Files.readString(PAGE)).results().toList())
                .isNotEmpty()
                .allSatisfy(
                        named ->
                                assertThat(sources.getOrDefault(named.group(1), ""))
                                        .as(named.group())
                                        .contains(" void " + named.group(2) + "("));
    }

    private static boolean hasTest(String text) {
        return NAMED.matcher(text).find();
    }

    /// Number, state, and what shows it.
    private static Stream<List<String>> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> List.of(row.group(1), row.group(2), row.group(3)));
    }

    /// The sources of all test classes by their names.
    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        try (var found = Files.walk(TESTS)) {
            for (var file : found.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                sources.put(
                        file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }
}
