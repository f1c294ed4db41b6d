package dev.foyer.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;

/// The places of addresses: Turkey as shipped, and lists of a shop's own.
class PlacesTest {
    @TempDir Path shopFiles;

    private final Places turkey = Places.load(null, Cities.load(null));

    @Test
    void turkey_has_81_provinces_973_townships_and_50253_districts() {
        assertThat(turkey.countries()).containsExactly(new Country(792, "TR", "Türkiye"));
        var townships = new ArrayList<Township>();
        for (var city : turkey.citiesOf(turkey.home())) {
            assertThat(turkey.townshipsOf(city)).as(city.name()).isNotEmpty();
            townships.addAll(turkey.townshipsOf(city));
        }
        assertThat(turkey.citiesOf(turkey.home())).hasSize(81);
        assertThat(townships).hasSize(973);
        assertThat(townships.stream().mapToInt(one -> one.districts().size()).sum())
                .isEqualTo(50_253);
        assertThat(townships).allMatch(one -> !one.districts().isEmpty());
    }

    @Test
    void every_place_is_found_by_its_number_and_no_number_is_there_twice() {
        var ids = new HashSet<Integer>();
        for (var city : turkey.citiesOf(turkey.home())) {
            assertThat(turkey.city(city.id())).contains(city);
            for (var township : turkey.townshipsOf(city)) {
                assertThat(township.id() / 100).isEqualTo(city.id());
                assertThat(turkey.township(township.id())).contains(township);
                for (var district : township.districts()) {
                    assertThat(ids.add(district.id())).isTrue();
                }
                var last = township.districts().getLast();
                assertThat(turkey.district(last.id())).contains(last);
            }
        }
    }

    @Test
    void numbers_stay_as_they_were_told_once() {
        assertThat(turkey.township(101).orElseThrow().name()).isEqualTo("Aladağ");
        assertThat(turkey.township(3423).orElseThrow().name()).isEqualTo("Kadıköy");
        assertThat(turkey.township(607).orElseThrow().name()).isEqualTo("Çankaya");
        assertThat(turkey.district(3423001).orElseThrow().name()).isEqualTo("19 Mayıs Mah");
        assertThat(turkey.district(101001).orElseThrow().name()).isEqualTo("Akören Mah");
    }

    @Test
    void what_is_no_number_of_a_place_finds_nothing() {
        for (long id :
                new long[] {0, -1, 82, 100, 3400, 3499, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32}) {
            assertThat(turkey.district(id)).isEmpty();
            assertThat(turkey.township(id)).isEmpty();
        }
        assertThat(turkey.city(0)).isEmpty();
        assertThat(turkey.city((1L << 32) + 34)).isEmpty();
        assertThat(turkey.country(90)).isEmpty();
        assertThat(turkey.district(3423000)).isEmpty();
        assertThat(turkey.district(3423999)).isEmpty();
    }

    @Test
    void a_shop_brings_its_own_lists() throws IOException {
        write(
                "countries.json",
                "[{\"id\": 276, \"code\": \"DE\", \"name\": \"Deutschland\"}, "
                        + "{\"id\": 40, \"code\": \"AT\", \"name\": \"Österreich\"}]");
        write("cities.json", "[{\"id\": 11, \"name\": \"Berlin\"}]");
        write(
                "townships.json",
                "[{\"id\": 5, \"city\": 11, \"name\": \"Mitte\", \"districts\": [\"Moabit\", null, \"Wedding\"]},"
                        + " {\"id\": 6, \"city\": 11, \"name\": \"Pankow\"}]");
        var places = load();

        assertThat(places.home().name()).isEqualTo("Deutschland");
        var berlin = places.city(11).orElseThrow();
        assertThat(places.citiesOf(places.home())).containsExactly(berlin);
        assertThat(places.citiesOf(places.country(40).orElseThrow())).isEmpty();
        assertThat(places.townshipsOf(berlin))
                .extracting(Township::name)
                .containsExactly("Mitte", "Pankow");
        var mitte = places.township(5).orElseThrow();
        assertThat(mitte.districts())
                .extracting(District::id, District::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(5001, "Moabit"),
                        org.assertj.core.groups.Tuple.tuple(5003, "Wedding"));
        assertThat(places.district(5002)).isEmpty();
        assertThat(places.township(6).orElseThrow().districts()).isEmpty();
    }

    @Test
    void own_cities_without_own_townships_have_none() throws IOException {
        write("cities.json", "[{\"id\": 34, \"name\": \"Hamburg\"}]");
        var places = load();
        assertThat(places.townshipsOf(places.city(34).orElseThrow())).isEmpty();
        assertThat(places.township(3423)).isEmpty();
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_the_name_of_the_file() throws IOException {
        write(
                "townships.json",
                "[{\"id\": 0, \"city\": 34, \"name\": \"A\"}, {\"id\": 7, \"city\": 99, \"name\": \"B\"},"
                        + " {\"id\": 7, \"city\": 1, \"name\": \"C\", \"districts\": [\" \"]},"
                        + " {\"id\": 8, \"city\": 1, \"name\": \"12\", \"districts\": \"x\"}]");
        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        """
                        places/townships.json: township 1: expected id to be a number from 1 to 2000000; \
                        township 2: there is no city 99; \
                        township 3: expected a name of 1 to 100 characters, not of digits alone, \
                        without blanks around it; \
                        township 3: the id 7 is that of B already; \
                        township 4: expected a name of 1 to 100 characters, not of digits alone, \
                        without blanks around it; \
                        township 4: expected districts to be a list of at most 999 names\
                        """);
        Files.delete(shopFiles.resolve("places/townships.json"));
        write("countries.json", "[{\"id\": 1000, \"code\": \"tr\", \"name\": \"\"}, 5]");
        assertThatThrownBy(this::load)
                .hasMessageStartingWith(
                        "places/countries.json: country 1: expected id to be a number from 1 to 999; ");
        for (var wrong : new String[] {"", "{", "[]", "{}", "null", "\"x\""}) {
            write("countries.json", wrong);
            assertThatThrownBy(this::load).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_file_that_is_too_large_is_not_read() throws IOException {
        write("countries.json", " ".repeat(64 * 1024 + 1));
        assertThatThrownBy(this::load).hasMessage("places/countries.json: larger than 64 KiB");
    }

    private Places load() {
        return Places.load(shopFiles, Cities.load(shopFiles));
    }

    private void write(String name, String json) throws IOException {
        Files.writeString(Files.createDirectories(shopFiles.resolve("places")).resolve(name), json);
    }
}
