package dev.foyer.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which spellings are a city (contract 0.2.12).
class CitiesTest {
    private static final Cities PROVINCES = Cities.load(null);
    private static final Locale TURKISH = Locale.of("tr");
    private static final int WAYS = 6;

    @Test
    void the_provinces_of_turkey_stand_under_their_plate_codes() {
        assertThat(PROVINCES.all().stream().map(City::id))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 81).boxed().toList());
        assertThat(PROVINCES.all().stream().map(City::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "1, Adana",
        "6, Ankara",
        "06, Ankara",
        "16, Bursa",
        "32, Isparta",
        "33, Mersin",
        "34, İstanbul",
        "35, İzmir",
        "42, Konya",
        "54, Sakarya",
        "63, Şanlıurfa",
        "67, Zonguldak",
        "76, Iğdır",
        "81, Düzce",
        "istanbul, İstanbul",
        "ISTANBUL, İstanbul",
        "İSTANBUL, İstanbul",
        "Istanbul, İstanbul",
        "ıstanbul, İstanbul",
        "i̇stanbul, İstanbul",
        "ISPARTA, Isparta",
        "ısparta, Isparta",
        "isparta, Isparta",
        "İSPARTA, Isparta",
        "IGDIR, Iğdır",
        "iğdir, Iğdır",
        "Mugla, Muğla",
        "CANAKKALE, Çanakkale",
        "sanliurfa, Şanlıurfa",
        "Hakkâri, Hakkari",
        "' \u00a0izmir\t', İzmir",
    })
    void a_city_is_found(String typed, String name) {
        assertThat(PROVINCES.find(typed)).map(City::name).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00",
                "82",
                "-1",
                "+6",
                "1.0",
                "1e1",
                "999999999",
                "99999999999999999999",
                "٣٤",
                "Atlantis",
                "Istanbu",
                "Istanbull",
                "İ",
                "34 İstanbul",
                "null",
                "undefined",
                "' or 1=1 --",
                "%",
                "\u0301"
            })
    void what_is_no_city_is_not_found(String typed) {
        assertThat(PROVINCES.find(typed)).isEmpty();
    }

    @Test
    void every_province_is_found_in_turkish_and_in_english_case() {
        for (var city : PROVINCES.all()) {
            var name = city.name();
            for (var typed :
                    List.of(
                            name,
                            name.toUpperCase(TURKISH),
                            name.toLowerCase(TURKISH),
                            name.toUpperCase(Locale.ENGLISH),
                            name.toLowerCase(Locale.ENGLISH),
                            Normalizer.normalize(name, Normalizer.Form.NFD),
                            plain(name),
                            plain(name).toUpperCase(Locale.ENGLISH),
                            plain(name).toUpperCase(TURKISH),
                            Integer.toString(city.id()),
                            "%02d".formatted(city.id()))) {
                assertThat(PROVINCES.find(typed)).as(typed).contains(city);
            }
        }
    }

    @Property
    void however_its_letters_are_mixed_a_name_stays_that_name(
            @ForAll("provinces") City city, @ForAll("ways") List<Integer> ways) {
        var name = city.name();
        var mixed =
                IntStream.range(0, name.length())
                        .mapToObj(i -> written(name.substring(i, i + 1), ways.get(i)))
                        .collect(Collectors.joining());

        assertThat(PROVINCES.find(mixed)).as(mixed).contains(city);
    }

    /// `q`, `w` and `x` are no Turkish letters, so no province has one.
    @Property
    void one_letter_more_makes_it_no_city(
            @ForAll("provinces") City city,
            @ForAll @IntRange(max = 14) int place,
            @ForAll("foreign") char letter) {
        var typed = new StringBuilder(city.name());
        typed.insert(Math.min(place, typed.length()), letter);

        assertThat(PROVINCES.find(typed.toString())).isEmpty();
    }

    @Test
    void a_shop_without_a_file_of_its_own_has_the_provinces() {
        assertThat(Cities.load(Path.of("there-is-no-such-folder")).all())
                .isEqualTo(PROVINCES.all());
        assertThatThrownBy(() -> PROVINCES.all().removeFirst())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Provide
    Arbitrary<City> provinces() {
        return Arbitraries.of(PROVINCES.all());
    }

    @Provide
    Arbitrary<List<Integer>> ways() {
        return Arbitraries.integers().between(0, WAYS - 1).list().ofSize(20);
    }

    @Provide
    Arbitrary<Character> foreign() {
        return Arbitraries.of('q', 'w', 'x');
    }

    /// One letter in one of the cases of one of the languages, with its accents or without.
    private static String written(String letter, int way) {
        return switch (way) {
            case 0 -> letter.toUpperCase(TURKISH);
            case 1 -> letter.toLowerCase(TURKISH);
            case 2 -> letter.toUpperCase(Locale.ENGLISH);
            case 3 -> letter.toLowerCase(Locale.ENGLISH);
            case 4 -> plain(letter);
            default -> letter;
        };
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('ı', 'i');
    }
}
