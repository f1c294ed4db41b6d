package dev.foyer.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;

/// `application/x-www-form-urlencoded` (WHATWG URL, 5.1): bodies and queries.
final class Forms {
    private Forms() {}

    /// Hands over each pair in order; what is not well encoded stays as it was sent.
    static void each(String encoded, BiConsumer<String, String> pair) {
        for (var part : encoded.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                var name = equals < 0 ? part : part.substring(0, equals);
                var value = equals < 0 ? "" : part.substring(equals + 1);
                pair.accept(decoded(name), decoded(value));
            }
        }
    }

    static Optional<String> first(String encoded, String name) {
        var found = new String[1];
        each(
                encoded,
                (key, value) -> {
                    if (found[0] == null && key.equals(name)) {
                        found[0] = value;
                    }
                });
        return Optional.ofNullable(found[0]);
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
