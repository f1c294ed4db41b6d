package dev.foyer.json;

import tools.jackson.databind.JsonNode;

/// What a text column of the database can hold: everything but the null character and lone halves
/// of a pair of surrogates (PostgreSQL manual, 8.3 and 23.3).
public final class Storable {
    private Storable() {}

    /// Whether this value can be stored, with all that it holds.
    public static boolean is(JsonNode value) {
        if (value.isString()) {
            return is(value.stringValue());
        }
        return value.propertyStream().allMatch(entry -> is(entry.getKey()) && is(entry.getValue()))
                && value.valueStream().allMatch(Storable::is);
    }

    /// Whether a text holds half a pair of surrogates.
    public static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length()
                        || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static boolean is(String text) {
        return text.indexOf('\0') < 0 && !hasLoneSurrogate(text);
    }
}
