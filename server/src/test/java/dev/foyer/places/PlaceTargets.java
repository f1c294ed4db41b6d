package dev.foyer.places;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;

import java.util.HashSet;
import java.util.List;

/// Targets for the shop's own lists of places.
public final class PlaceTargets {
    private static final Cities CITIES = Cities.load(null);

    private PlaceTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.bytes(
                        "cities",
                        PlaceTargets::cities,
                        List.of(
                                bytes(
                                        "[{\"id\": 34, \"name\": \"İstanbul\"}, {\"id\": 6, \"name\": \"Ankara\"}]"),
                                bytes("[{\"id\": 1e3, \"name\": \"34\"}]"))),
                Target.bytes(
                        "townships",
                        PlaceTargets::townships,
                        List.of(
                                bytes(
                                        "[{\"id\": 1, \"city\": 34, \"name\": \"Kadıköy\", \"districts\":"
                                                + " [\"Moda\", \"Fenerbahçe\"]}]"))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void cities(byte[] file) {
        try {
            var cities = CityList.read(file);
            var ids = new HashSet<Integer>();
            cities.forEach(city -> holds(ids.add(city.id()), "each id once"));
            holds(!cities.isEmpty(), "there is a city");
        } catch (IllegalArgumentException e) {
            holds(e.getMessage() != null && e.getMessage().length() < 20_000, "it is told why");
        }
    }

    private static void townships(byte[] file) {
        try {
            var _ = Townships.read(file, CITIES);
        } catch (IllegalArgumentException e) {
            holds(e.getMessage() != null, "it is told why");
        }
    }
}
