package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The two lists of common passwords, and the search in them.
class CommonPasswordsTest {
    @Test
    void the_long_list_is_long_sorted_and_folded() throws IOException {
        var common = lines("/passwords/common.txt");
        var more = lines("/passwords/more.txt");

        assertThat(common).hasSize(CommonPasswords.SHORT.size());
        assertThat(common.size() + more.size()).isEqualTo(CommonPasswords.LONG.size());
        assertThat(more).isSorted().doesNotHaveDuplicates();
        assertThat(Collections.disjoint(more, new HashSet<>(common))).isTrue();
        assertThat(common).isSorted().doesNotHaveDuplicates();
        assertThat(more).allMatch(line -> line.length() >= 6 && line.equals(Folded.of(line)));
        assertThat(more).noneMatch(line -> line.matches(".*@[^@]*\\.[a-z]+.*"));
        long ofEight =
                common.stream().filter(line -> line.length() >= 8).count()
                        + more.stream().filter(line -> line.length() >= 8).count();
        assertThat(ofEight).as("those that eight characters let through").isGreaterThan(100_000);
    }

    @Test
    void every_listed_password_is_found_in_capitals_too() throws IOException {
        for (var line : lines("/passwords/common.txt")) {
            assertThat(CommonPasswords.SHORT.contains(line.toUpperCase(Locale.ROOT))).isTrue();
            assertThat(CommonPasswords.LONG.contains(line)).isTrue();
        }
        for (var line : lines("/passwords/more.txt")) {
            assertThat(CommonPasswords.LONG.contains(line.toUpperCase(Locale.ROOT))).isTrue();
            assertThat(CommonPasswords.SHORT.contains(line)).isFalse();
        }
    }

    @Test
    void what_is_not_listed_is_not_found() {
        for (var good :
                List.of(
                        "",
                        "kirmizi-bisiklet-7",
                        "!",
                        "zzzzzzzzzzzy",
                        "\uFFFF",
                        "password\nqwerty",
                        "a",
                        "ab",
                        "test123")) {
            assertThat(CommonPasswords.SHORT.contains(good)).as(good).isFalse();
        }
        assertThat(CommonPasswords.LONG.contains("")).isFalse();
        assertThat(CommonPasswords.LONG.contains("kirmizi-bisiklet-7")).isFalse();
    }

    @Property(tries = 300)
    void the_search_finds_what_a_set_finds(
            @ForAll("words") Set<String> words, @ForAll("word") String other) {
        var sorted = new TreeSet<>(words);
        var lines = SortedLines.of(sorted.isEmpty() ? "" : String.join("\n", sorted) + "\n");

        assertThat(sorted).allMatch(lines::contains);
        assertThat(lines.contains(other)).isEqualTo(sorted.contains(other));
        assertThat(lines.contains("")).isFalse();
    }

    @Property(tries = 300)
    void a_repetition_is_found_wherever_it_ends(
            @ForAll("listed") String word,
            @ForAll @IntRange(min = 2, max = 40) int times,
            @ForAll @IntRange(max = 5) int more) {
        var repeated = word.repeat(times) + word.substring(0, Math.min(more, word.length()));

        assertThat(CommonPasswords.LONG.contains(repeated)).isTrue();
        assertThat(CommonPasswords.LONG.contains("  " + repeated + " ")).isTrue();
        assertThat(CommonPasswords.LONG.contains("zq8" + repeated + "kx9")).isFalse();
        assertThat(CommonPasswords.SHORT.contains(word.repeat(20))).isFalse();
    }

    /// On the list, or so short that no list is asked.
    @Provide
    Arbitrary<String> listed() {
        return Arbitraries.of(
                "dragon", "Sunshine", "FENERBAHÇE", "istanbul34", "abcabc", "zq", "q!7", "🌷");
    }

    /// Two letters of two bytes among them; in the order of their bytes, which is that of `String`
    /// below the surrogates.
    @Provide
    Arbitrary<String> word() {
        return Arbitraries.strings().withChars("abz9şı").ofMinLength(1).ofMaxLength(8);
    }

    @Provide
    Arbitrary<Set<String>> words() {
        return word().set().ofMaxSize(40);
    }

    private static List<String> lines(String resource) throws IOException {
        try (var stream = CommonPasswords.class.getResourceAsStream(resource);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
            return reader.readAllLines();
        }
    }
}
