package dev.foyer.places;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One list of places as JSON, and everything that is wrong with it.
final class PlaceFile {
    private static final int MOST_COMPLAINTS = 20;

    /// As in the list of cities: a name of digits alone would be taken for an id.
    private static final Pattern NAME =
            Pattern.compile("(?!\\s)(?![0-9]+$)[^\\p{Cntrl}\\p{Cs}]{1,100}(?<!\\s)");

    private final List<String> complaints = new ArrayList<>();
    private final String one;

    /// @param one what an entry of the list is, in a word
    PlaceFile(String one) {
        this.one = one;
    }

    /// The bytes of a file of the shop's own, if it has one.
    static Optional<byte[]> own(@Nullable Path shopFiles, String name, int largest) {
        var file = shopFiles == null ? null : shopFiles.resolve("places").resolve(name);
        if (file == null || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > largest) {
                throw new IllegalArgumentException("larger than " + largest / 1024 + " KiB");
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be read: " + e, e);
        }
    }

    static byte[] shipped(String name) {
        try (var stream = PlaceFile.class.getResourceAsStream("/places/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks /places/" + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The entries of a list, or none where it is no such list.
    List<JsonNode> entries(byte[] file, int most) {
        try {
            var list = Json.parse(file);
            if (list.isArray() && !list.isEmpty() && list.size() <= most) {
                return list.valueStream().toList();
            }
            complaints.add("expected a list of 1 to " + most + " entries");
        } catch (Json.Malformed e) {
            complaints.add("expected JSON: " + e.getMessage());
        }
        return List.of();
    }

    int id(JsonNode entry, String name, int place, int largest) {
        var id = entry.path(name);
        if (id.isIntegralNumber()
                && id.canConvertToInt()
                && id.intValue() >= 1
                && id.intValue() <= largest) {
            return id.intValue();
        }
        wrong(place, "expected " + name + " to be a number from 1 to " + largest);
        return 0;
    }

    String name(JsonNode name, int place) {
        if (name.isString() && NAME.matcher(name.stringValue()).matches()) {
            return name.stringValue();
        }
        wrong(
                place,
                "expected a name of 1 to 100 characters, not of digits alone, without blanks around"
                        + " it");
        return "";
    }

    void wrong(int place, String complaint) {
        complaints.add(one + " " + place + ": " + complaint);
    }

    /// @throws IllegalArgumentException with every complaint, up to a bound, in one line
    void refuseIfWrong() {
        if (!complaints.isEmpty()) {
            var told = complaints.stream().limit(MOST_COMPLAINTS).toList();
            int untold = complaints.size() - told.size();
            throw new IllegalArgumentException(
                    String.join("; ", told) + (untold > 0 ? "; and " + untold + " more" : ""));
        }
    }
}
