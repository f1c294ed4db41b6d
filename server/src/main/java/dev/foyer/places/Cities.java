package dev.foyer.places;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The cities that a shopper may name (contract 0.2.12): the 81 provinces of Turkey as shipped, or
/// the list of the shop's own folder. Immutable and safe for use by many threads.
public final class Cities {
    /// In characters: of a name, and so of what may be one.
    public static final int LONGEST_NAME = 100;

    private static final String FILE = "places/cities.json";

    /// A hundred times the bytes of the shipped list.
    private static final long LARGEST_FILE = 512 * 1024;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final List<City> all;
    private final Map<Integer, City> byId;
    private final Map<String, City> byName;

    private Cities(List<City> all) {
        this.all = List.copyOf(all);
        this.byId = all.stream().collect(Collectors.toMap(City::id, Function.identity()));
        this.byName =
                all.stream()
                        .collect(
                                Collectors.toMap(
                                        city -> Spelling.fold(city.name()), Function.identity()));
    }

    /// Reads `places/cities.json` of the shop's folder, which takes the place of the shipped list:
    /// `[{"id": 34, "name": "İstanbul"}, …]`.
    ///
    /// @throws IllegalArgumentException with everything that is wrong with the file
    public static Cities load(@Nullable Path shopFiles) {
        var own = shopFiles == null ? null : shopFiles.resolve(FILE);
        var file = own != null && Files.exists(own) ? read(own) : shipped();
        return new Cities(CityList.read(file));
    }

    /// Every city, in the order of the list.
    public List<City> all() {
        return all;
    }

    /// The city of this id or this name. Case does not matter, in Turkish and in English, nor do
    /// accents, which many keyboards lack: `istanbul`, `ISTANBUL`, `İSTANBUL`, `Mugla`, `06`.
    public Optional<City> find(String idOrName) {
        var text = idOrName.strip();
        return Optional.ofNullable(
                NUMBER.matcher(text).matches()
                        ? byId.get(Integer.valueOf(text))
                        : byName.get(Spelling.fold(text)));
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IllegalArgumentException(
                        "larger than " + LARGEST_FILE / 1024 + " KiB, which no list of cities is");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be read: " + e, e);
        }
    }

    private static byte[] shipped() {
        try (var stream = Cities.class.getResourceAsStream("/" + FILE)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks /" + FILE);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
