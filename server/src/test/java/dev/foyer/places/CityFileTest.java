package dev.foyer.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `places/cities.json`, with which a shop replaces the list of cities.
class CityFileTest {
    @TempDir Path shopFiles;

    @Test
    void the_shops_own_list_takes_the_place_of_ours() throws IOException {
        var cities =
                list(
                        """
                        [{"id": 1, "name": "Berlin"}, {"id": 49089, "name": "München", "note": "ignored"},
                         {"id": 3, "name": "Frankfurt am Main"}]
                        """);

        assertThat(cities.all())
                .containsExactly(
                        new City(1, "Berlin"),
                        new City(49_089, "München"),
                        new City(3, "Frankfurt am Main"));
        assertThat(cities.find("MUNCHEN")).contains(new City(49_089, "München"));
        assertThat(cities.find("49089")).contains(new City(49_089, "München"));
        assertThat(cities.find("frankfurt  AM main")).contains(new City(3, "Frankfurt am Main"));
        assertThat(cities.find("İstanbul")).isEmpty();
        assertThat(cities.find("34")).isEmpty();
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThatThrownBy(
                        () ->
                                list(
                                        """
                                        [{"id": 0, "name": "Ankara"}, {"id": "6", "name": "Bursa"},
                                         {"id": 7, "name": " "}, {"id": 8}, {"id": 9, "name": "34"},
                                         {"id": 10, "name": "Iğdır"}, {"id": 11, "name": "IGDIR"},
                                         {"id": 10, "name": "Konya"}, 5, {"id": 12.5, "name": null}]
                                        """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        """
                        city 1: expected an id from 1 to 999999999; \
                        city 2: expected an id from 1 to 999999999; \
                        city 3: expected a name of 1 to 100 characters, not of digits alone, without blanks around it; \
                        city 4: expected a name of 1 to 100 characters, not of digits alone, without blanks around it; \
                        city 5: expected a name of 1 to 100 characters, not of digits alone, without blanks around it; \
                        city 7: IGDIR cannot be told from Iğdır; \
                        city 8: the id 10 is that of Iğdır already; \
                        city 9: expected an id from 1 to 999999999; \
                        city 9: expected a name of 1 to 100 characters, not of digits alone, without blanks around it; \
                        city 10: expected an id from 1 to 999999999; \
                        city 10: expected a name of 1 to 100 characters, not of digits alone, without blanks around it\
                        """);
    }

    @Test
    void complaints_are_bounded() {
        var wrong =
                IntStream.range(0, 50)
                        .mapToObj(_ -> "{}")
                        .collect(Collectors.joining(",", "[", "]"));
        assertThatThrownBy(() -> list(wrong)).message().endsWith("; and 80 more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''             | expected JSON:",
                "[              | expected JSON:",
                "[] trailing    | expected JSON:",
                "[]             | expected a list of 1 to 10000 cities such as [",
                "{}             | expected a list of 1 to 10000 cities",
                "null           | expected a list of 1 to 10000 cities",
                "\"İstanbul\"   | expected a list of 1 to 10000 cities",
            })
    void what_is_no_list_is_refused(String file, String complaint) {
        assertThatThrownBy(() -> list(file))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith(complaint);
    }

    @Test
    void a_list_too_long_a_file_too_large_and_a_folder_are_refused() throws IOException {
        var long10 =
                IntStream.rangeClosed(1, 10_001)
                        .mapToObj(i -> "{\"id\":" + i + ",\"name\":\"a" + i + "\"}")
                        .collect(Collectors.joining(",", "[", "]"));
        assertThatThrownBy(() -> list(long10))
                .message()
                .startsWith("expected a list of 1 to 10000");
        assertThatThrownBy(() -> list(" ".repeat(600 * 1024)))
                .message()
                .isEqualTo("larger than 512 KiB, which no list of cities is");

        Files.delete(shopFiles.resolve("places/cities.json"));
        Files.createDirectory(shopFiles.resolve("places/cities.json"));
        assertThatThrownBy(() -> Cities.load(shopFiles)).message().startsWith("it cannot be read:");
    }

    private Cities list(String json) throws IOException {
        var folder = Files.createDirectories(shopFiles.resolve("places"));
        Files.writeString(folder.resolve("cities.json"), json);
        return Cities.load(shopFiles);
    }
}
