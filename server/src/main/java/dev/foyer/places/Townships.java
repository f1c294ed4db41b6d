package dev.foyer.places;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The townships of all cities. Immutable.
final class Townships {
    static final String FILE = "townships.json";

    /// Nine times the bytes of the shipped list.
    static final int LARGEST_FILE = 8 * 1024 * 1024;

    /// Ten times the townships of Turkey.
    private static final int MOST = 10_000;

    /// With three more digits an id still fits into an `integer`.
    private static final int LARGEST_ID = 2_000_000;

    private static final int LARGEST_CITY = 999_999_999;

    static final Townships NONE = new Townships(List.of());

    private final Map<Integer, Township> byId = new HashMap<>();
    private final Map<Integer, List<Township>> byCity = new HashMap<>();

    private Townships(List<Township> all) {
        for (var township : all) {
            byId.put(township.id(), township);
            byCity.computeIfAbsent(township.city(), _ -> new ArrayList<>()).add(township);
        }
    }

    /// Turkey's, read when somebody asks for the first time: some 50,000 names, 4 MB of memory.
    private static final class Shipped {
        static final Townships ALL = read(PlaceFile.shipped(FILE), Cities.load(null));
    }

    static Townships shipped() {
        return Shipped.ALL;
    }

    /// @throws IllegalArgumentException with everything that is wrong with the file
    static Townships read(byte[] bytes, Cities cities) {
        var file = new PlaceFile("township");
        var all = new ArrayList<Township>();
        var ids = new HashMap<Integer, String>();
        int place = 0;
        for (var entry : file.entries(bytes, MOST)) {
            place++;
            var township = township(file, entry, place);
            if (township.city() > 0 && cities.find(Integer.toString(township.city())).isEmpty()) {
                file.wrong(place, "there is no city " + township.city());
            }
            var same = ids.putIfAbsent(township.id(), township.name());
            if (same != null && township.id() > 0) {
                file.wrong(place, "the id " + township.id() + " is that of " + same + " already");
            }
            all.add(township);
        }
        file.refuseIfWrong();
        return new Townships(all);
    }

    private static Township township(PlaceFile file, JsonNode entry, int place) {
        int id = file.id(entry, "id", place, LARGEST_ID);
        int city = file.id(entry, "city", place, LARGEST_CITY);
        var name = file.name(entry.path("name"), place);
        return new Township(id, city, name, districts(file, entry.path("districts"), place));
    }

    private static List<String> districts(PlaceFile file, JsonNode list, int place) {
        if (list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > Township.MOST_DISTRICTS) {
            file.wrong(
                    place,
                    "expected districts to be a list of at most "
                            + Township.MOST_DISTRICTS
                            + " names");
            return List.of();
        }
        return list.valueStream().map(name -> name.isNull() ? "" : file.name(name, place)).toList();
    }

    List<Township> of(int city) {
        return Collections.unmodifiableList(byCity.getOrDefault(city, List.of()));
    }

    Map<Integer, Township> byId() {
        return byId;
    }
}
