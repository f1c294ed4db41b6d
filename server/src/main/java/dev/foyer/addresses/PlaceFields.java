package dev.foyer.addresses;

import dev.foyer.places.City;
import dev.foyer.places.Country;
import dev.foyer.places.District;
import dev.foyer.places.Places;
import dev.foyer.places.Township;
import dev.foyer.web.Fields;
import dev.foyer.words.Phrase;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/// Reads the places of an address: each must be on the list and lie in the one before it. One that
/// is required is asked for only where there is something to choose from.
final class PlaceFields {
    private final Fields fields;
    private final Places places;

    PlaceFields(Fields fields, Places places) {
        this.fields = fields;
        this.places = places;
    }

    Optional<Country> country() {
        var country = find("country", places::country);
        if (country.isEmpty()) {
            require("country");
        }
        return country;
    }

    Optional<City> city(Optional<Country> country, Set<String> required) {
        var city = find("city", places::city);
        boolean choice = country.filter(one -> !places.citiesOf(one).isEmpty()).isPresent();
        if (city.isEmpty() && choice && required.contains("city")) {
            require("city");
        }
        return inside(city, "city", city.isEmpty() || country.isEmpty() || choice);
    }

    Optional<Township> township(Optional<City> city, Set<String> required) {
        var township = find("township", places::township);
        boolean choice = city.filter(one -> !places.townshipsOf(one).isEmpty()).isPresent();
        if (township.isEmpty() && choice && required.contains("township")) {
            require("township");
        }
        boolean fits =
                township.isEmpty()
                        || (city.isEmpty() && !fields.isRight("city"))
                        || city.filter(one -> one.id() == township.get().city()).isPresent();
        return inside(township, "township", fits);
    }

    Optional<District> district(Optional<Township> township, Set<String> required) {
        var district = find("district", places::district);
        boolean choice = township.filter(one -> !one.districts().isEmpty()).isPresent();
        if (district.isEmpty() && choice && required.contains("district")) {
            require("district");
        }
        boolean fits =
                district.isEmpty()
                        || (township.isEmpty() && !fields.isRight("township"))
                        || township.filter(one -> one.id() == district.get().township().id())
                                .isPresent();
        return inside(district, "district", fits);
    }

    private <T> Optional<T> find(String name, LongFunction<Optional<T>> finder) {
        var id = fields.number(name);
        if (id == null) {
            return Optional.empty();
        }
        var found = finder.apply(id);
        if (found.isEmpty()) {
            fields.wrong(name, Phrase.of("does_not_exist", id));
        }
        return found;
    }

    /// Complains of what is missing, unless something else is wrong with it already.
    private void require(String name) {
        if (fields.isRight(name)) {
            fields.wrong(name, Phrase.of("required"));
        }
    }

    private <T> Optional<T> inside(Optional<T> place, String name, boolean fits) {
        if (!fits) {
            fields.wrong(name, Phrase.of("address." + name + "_elsewhere"));
        }
        return place;
    }
}
