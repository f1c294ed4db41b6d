package dev.foyer.web;

import tools.jackson.databind.JsonNode;

/// What a text column of the database can hold: everything but the null character and lone halves
/// of a pair of surrogates (PostgreSQL manual, 8.3 and 23.3).
final class Storable {
    private Storable() {}

    static boolean is(JsonNode value) {
        if (value.isString()) {
            return is(value.stringValue());
        }
        return value.propertyStream().allMatch(entry -> is(entry.getKey()) && is(entry.getValue()))
                && value.valueStream().allMatch(Storable::is);
    }

    static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    private static boolean is(String text) {
        return text.indexOf('\0') < 0 && !hasLoneSurrogate(text);
    }
}
