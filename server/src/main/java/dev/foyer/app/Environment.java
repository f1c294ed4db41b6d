package dev.foyer.app;

import dev.foyer.json.Json;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads environment variables by name and type, and gathers every mistake. A secret is never
/// repeated in a complaint.
final class Environment {
    private static final int LONGEST_REPEATED = 100;

    private final Map<String, String> variables;
    private final Complaints complaints;

    Environment(Map<String, String> variables, Complaints complaints) {
        this.variables = variables;
        this.complaints = complaints;
    }

    Complaints complaints() {
        return complaints;
    }

    /// The value as given; an empty one counts as none.
    Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /// A value that a function can read, or the default.
    <T> T read(String name, String expected, T standard, Function<String, Optional<T>> reader) {
        var given = text(name);
        var value = given.flatMap(reader);
        if (given.isPresent() && value.isEmpty()) {
            complaints.add(name, shortened(given.get()), "expected " + expected);
        }
        return value.orElse(standard);
    }

    /// Like [#read], for a value that must not be repeated.
    <T> Optional<T> secret(String name, String expected, Function<String, Optional<T>> reader) {
        var given = text(name);
        var value = given.flatMap(reader);
        if (given.isPresent() && value.isEmpty()) {
            complaints.add(name, "", "expected " + expected);
        }
        return value;
    }

    boolean truth(String name, boolean standard) {
        return read(name, "true or false", standard, Environment::truth);
    }

    int number(String name, int least, int most, int standard) {
        return read(
                name,
                "a whole number from " + least + " to " + most,
                standard,
                text -> number(text).filter(number -> number >= least && number <= most));
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E standard) {
        var words = Arrays.stream(type.getEnumConstants()).map(Environment::word).toList();
        return read(
                name,
                "one of " + String.join(", ", words),
                standard,
                text ->
                        Arrays.stream(type.getEnumConstants())
                                .filter(
                                        constant ->
                                                word(constant)
                                                        .equals(text.toLowerCase(Locale.ROOT)))
                                .findFirst());
    }

    /// Seconds, as `20` or `20s`.
    Duration seconds(String name, Duration standard) {
        return read(
                name,
                "seconds, such as 20s",
                standard,
                text ->
                        number(text.endsWith("s") ? text.substring(0, text.length() - 1) : text)
                                .filter(number -> number >= 0)
                                .map(Duration::ofSeconds));
    }

    /// A JSON list of texts, or texts separated by commas; each read by a function.
    <T> List<T> list(String name, String expected, Function<String, Optional<T>> reader) {
        return read(name, expected, List.of(), text -> all(texts(text), reader));
    }

    /// A URL of http or https without query, fragment and final slash.
    String url(String name, String standard) {
        return read(name, "a URL such as https://shop.example", standard, Environment::url);
    }

    /// A JSON value, or what is no JSON as a text; `True` and `False` as they stand in the
    /// documentation are read too.
    Optional<JsonNode> json(String name) {
        return text(name).map(Environment::parsed);
    }

    private static JsonNode parsed(String text) {
        try {
            return switch (text) {
                case "True" -> Json.node(true);
                case "False" -> Json.node(false);
                default -> Json.parse(text);
            };
        } catch (Json.Malformed _) {
            return Json.node(text);
        }
    }

    private static List<String> texts(String text) {
        if (text.startsWith("[")) {
            var node = parsed(text);
            return node.isArray()
                    ? node.valueStream().map(entry -> entry.asString("")).toList()
                    : List.of(text);
        }
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static <T> Optional<List<T>> all(
            List<String> texts, Function<String, Optional<T>> reader) {
        var values = new ArrayList<T>();
        for (var text : texts) {
            reader.apply(text).ifPresent(values::add);
        }
        return values.size() == texts.size() ? Optional.of(values) : Optional.empty();
    }

    static Optional<String> url(String text) {
        try {
            var uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare =
                    uri.getQuery() == null
                            && uri.getFragment() == null
                            && uri.getUserInfo() == null;
            return web && bare && uri.getHost() != null
                    ? Optional.of(text.replaceAll("/+$", ""))
                    : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> Optional.of(true);
            case "false", "0", "no", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> number(String text) {
        return text.matches("-?\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_REPEATED ? text : text.substring(0, LONGEST_REPEATED) + "…";
    }
}
