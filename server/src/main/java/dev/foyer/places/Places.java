package dev.foyer.places;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where an address may be: countries, the cities of the first of them, their townships and
/// districts. Turkey as shipped, or lists of the shop's own folder. Safe for use by many threads.
public final class Places {
    private static final String COUNTRIES = "countries.json";
    private static final String CITIES = "cities.json";
    private static final int LARGEST_FILE_OF_COUNTRIES = 64 * 1024;

    /// ISO 3166-1 has some 250.
    private static final int MOST_COUNTRIES = 300;

    /// Three digits in ISO 3166-1.
    private static final int LARGEST_COUNTRY = 999;

    private static final Country TURKEY = new Country(792, "TR", "Türkiye");

    private final List<Country> countries;
    private final Cities cities;
    private final Supplier<Townships> townships;

    private Places(List<Country> countries, Cities cities, Supplier<Townships> townships) {
        this.countries = List.copyOf(countries);
        this.cities = cities;
        this.townships = townships;
    }

    /// Reads `places/countries.json` and `places/townships.json` of the shop's folder, which take
    /// the place of the shipped lists. A shop with its own cities and no list of townships has
    /// none, since the shipped ones belong to the shipped cities.
    ///
    /// @throws IllegalArgumentException with a file's name and everything that is wrong with it
    public static Places load(@Nullable Path shopFiles, Cities cities) {
        var countries =
                named(
                        COUNTRIES,
                        () ->
                                PlaceFile.own(shopFiles, COUNTRIES, LARGEST_FILE_OF_COUNTRIES)
                                        .map(Places::countries)
                                        .orElse(List.of(TURKEY)));
        var own =
                named(
                        Townships.FILE,
                        () ->
                                PlaceFile.own(shopFiles, Townships.FILE, Townships.LARGEST_FILE)
                                        .map(file -> Townships.read(file, cities)));
        boolean ownCities = PlaceFile.own(shopFiles, CITIES, Integer.MAX_VALUE).isPresent();
        Supplier<Townships> townships =
                own.<Supplier<Townships>>map(list -> () -> list)
                        .orElse(ownCities ? () -> Townships.NONE : Townships::shipped);
        return new Places(countries, cities, townships);
    }

    /// Every country; the first one is the one whose cities are known.
    public List<Country> countries() {
        return countries;
    }

    public Optional<Country> country(long id) {
        return countries.stream().filter(country -> country.id() == id).findFirst();
    }

    /// The cities of a country.
    public List<City> citiesOf(Country country) {
        return isHome(country) ? cities.all() : List.of();
    }

    public Optional<City> city(long id) {
        return id >= 1 && id <= Integer.MAX_VALUE
                ? cities.all().stream().filter(city -> city.id() == id).findFirst()
                : Optional.empty();
    }

    /// The country of all cities.
    public Country home() {
        return countries.getFirst();
    }

    public boolean isHome(Country country) {
        return country.equals(home());
    }

    public List<Township> townshipsOf(City city) {
        return townships.get().of(city.id());
    }

    public Optional<Township> township(long id) {
        return id >= 1 && id <= Integer.MAX_VALUE
                ? Optional.ofNullable(townships.get().byId().get((int) id))
                : Optional.empty();
    }

    public Optional<District> district(long id) {
        return township(id / (Township.MOST_DISTRICTS + 1))
                .flatMap(
                        township ->
                                township.districts().stream()
                                        .filter(district -> district.id() == id)
                                        .findFirst());
    }

    private static List<Country> countries(byte[] bytes) {
        var file = new PlaceFile("country");
        var all = new ArrayList<Country>();
        var seen = new HashSet<Object>();
        int place = 0;
        for (var entry : file.entries(bytes, MOST_COUNTRIES)) {
            place++;
            int id = file.id(entry, "id", place, LARGEST_COUNTRY);
            var name = file.name(entry.path("name"), place);
            var code = entry.path("code").asString("");
            if (!code.matches("[A-Z]{2}")) {
                file.wrong(place, "expected a code of two capital letters");
            }
            boolean newId = seen.add(id);
            boolean newCode = seen.add(code);
            if (!newId || !newCode) {
                file.wrong(place, "its id or code is there already");
            }
            all.add(new Country(id, code, name));
        }
        file.refuseIfWrong();
        return all;
    }

    private static <T> T named(String file, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("places/" + file + ": " + e.getMessage(), e);
        }
    }
}
