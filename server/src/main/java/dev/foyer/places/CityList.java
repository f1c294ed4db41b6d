package dev.foyer.places;

import dev.foyer.json.Json;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads one list of cities and gathers everything that is wrong with it.
final class CityList {
    /// Of all countries' large towns together there are some 50,000; a shop delivers to fewer.
    private static final int MOST = 10_000;

    private static final int LARGEST_ID = 999_999_999;
    private static final int MOST_COMPLAINTS = 20;

    /// A name of digits alone would be taken for an id.
    private static final Pattern NAME =
            Pattern.compile("(?!\\s)(?![0-9]+$)[^\\p{Cntrl}\\p{Cs}]{1,100}(?<!\\s)");

    private final List<City> cities = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Map<Integer, City> byId = new HashMap<>();
    private final Map<String, City> byName = new HashMap<>();

    private CityList() {}

    /// @throws IllegalArgumentException with every complaint, up to a bound, in one line
    static List<City> read(byte[] file) {
        var list = new CityList();
        list.readAll(parsed(file));
        if (!list.complaints.isEmpty()) {
            var told = list.complaints.stream().limit(MOST_COMPLAINTS).toList();
            int untold = list.complaints.size() - told.size();
            throw new IllegalArgumentException(
                    String.join("; ", told) + (untold > 0 ? "; and " + untold + " more" : ""));
        }
        return list.cities;
    }

    private static JsonNode parsed(byte[] file) {
        try {
            return Json.parse(file);
        } catch (Json.Malformed e) {
            throw new IllegalArgumentException("expected JSON: " + e.getMessage(), e);
        }
    }

    private void readAll(JsonNode list) {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
            complaints.add(
                    "expected a list of 1 to "
                            + MOST
                            + " cities such as [{\"id\": 34, \"name\": \"İstanbul\"}]");
            return;
        }
        int place = 0;
        for (var entry : list) {
            place++;
            read(entry, place);
        }
    }

    private void read(JsonNode entry, int place) {
        var id = entry.path("id");
        var name = entry.path("name");
        boolean soundId =
                id.isIntegralNumber()
                        && id.canConvertToInt()
                        && id.intValue() >= 1
                        && id.intValue() <= LARGEST_ID;
        boolean soundName = name.isString() && NAME.matcher(name.stringValue()).matches();
        if (!soundId) {
            complaints.add("city " + place + ": expected an id from 1 to " + LARGEST_ID);
        }
        if (!soundName) {
            complaints.add(
                    "city "
                            + place
                            + ": expected a name of 1 to "
                            + Cities.LONGEST_NAME
                            + " characters, not of digits alone, without blanks around it");
        }
        if (soundId && soundName) {
            add(new City(id.intValue(), name.stringValue()), place);
        }
    }

    private void add(City city, int place) {
        var sameId = byId.putIfAbsent(city.id(), city);
        if (sameId != null) {
            complaints.add(
                    "city "
                            + place
                            + ": the id "
                            + city.id()
                            + " is that of "
                            + sameId.name()
                            + " already");
        }
        var sameName = byName.putIfAbsent(Spelling.fold(city.name()), city);
        if (sameName != null) {
            complaints.add(
                    "city "
                            + place
                            + ": "
                            + city.name()
                            + " cannot be told from "
                            + sameName.name());
        }
        cities.add(city);
    }
}
