package dev.foyer.outbox;

import dev.foyer.json.Json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills `{phone}` and the like into a gateway's texts, each time written so that a value cannot
/// break out of its place: percent-encoded in a URL and a form, escaped in JSON and XML.
///
/// Known are `{phone}` (E.164), `{digits}` (the same without `+`), `{text}`, `{id}` (stable over
/// all attempts, the idempotency key), and the gateway's own values and secrets by their names.
final class Placeholders {
    static final Pattern PLACE = Pattern.compile("\\{([a-z_]{1,40})}");

    private Placeholders() {}

    /// The first placeholder in a text that has no value.
    static Optional<String> unknown(String template, Map<String, String> values) {
        return PLACE.matcher(template)
                .results()
                .map(place -> place.group(1))
                .filter(name -> !values.containsKey(name))
                .findFirst();
    }

    static String fill(String template, Map<String, String> values, UnaryOperator<String> escape) {
        return PLACE.matcher(template)
                .replaceAll(
                        place -> {
                            var value = values.get(place.group(1));
                            var text = value == null ? place.group() : escape.apply(value);
                            return Matcher.quoteReplacement(text);
                        });
    }

    /// How values are written in a body of this type.
    static UnaryOperator<String> escapeFor(String contentType) {
        var type = contentType.toLowerCase(Locale.ROOT);
        if (type.contains("json")) {
            return Placeholders::json;
        }
        if (type.contains("xml")) {
            return Placeholders::xml;
        }
        return type.contains("form-urlencoded") ? Placeholders::url : UnaryOperator.identity();
    }

    /// A plus sign for a blank would be one where the place lies in the path of a URL.
    static String url(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A header must not hold a line break.
    static String header(String value) {
        return value.replaceAll("[\\r\\n]", " ");
    }

    private static String json(String value) {
        var quoted = Json.text(Json.node(value));
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String xml(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }
}
