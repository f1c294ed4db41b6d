package dev.foyer.credential;

import dev.foyer.credential.ValidatorReader.Refused;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.regex.Pattern;

/// The `OPTIONS` of one validator, each with its type, its bounds and its standard.
final class ValidatorOptions {
    /// A shop knows a few dozen words of its own; a dictionary belongs into the list of passwords.
    private static final int MOST_WORDS = 200;

    private static final Pattern WORD = Pattern.compile("(?=(?:.*\\p{L}){3})[^\\p{Cntrl}]{3,64}");

    private final String validator;
    private final JsonNode options;

    /// @param options missing where there are none
    ValidatorOptions(String validator, JsonNode options) {
        this.validator = validator;
        this.options = options;
    }

    /// These options, where no other is given.
    ValidatorOptions only(String... names) throws Refused {
        if (!options.isMissingNode() && !options.isObject()) {
            throw new Refused("the OPTIONS of " + validator + " to be an object");
        }
        var known = List.of(names);
        var unknown =
                options.propertyNames().stream().filter(name -> !known.contains(name)).findFirst();
        if (unknown.isPresent()) {
            throw new Refused(
                    "no option \"%s\" of %s, which knows %s"
                            .formatted(
                                    unknown.get(),
                                    validator,
                                    known.isEmpty() ? "none" : String.join(", ", known)));
        }
        return this;
    }

    int whole(String name, int least, int most, int standard) throws Refused {
        var value = options.path(name);
        if (value.isMissingNode()) {
            return standard;
        }
        if (value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= most) {
            return value.intValue();
        }
        throw refused(name, "a whole number from %d to %d".formatted(least, most));
    }

    /// A number up to 1.
    double ratio(String name, double least, double standard) throws Refused {
        var value = options.path(name);
        if (value.isMissingNode()) {
            return standard;
        }
        if (value.isNumber() && value.asDouble() >= least && value.asDouble() <= 1) {
            return value.asDouble();
        }
        throw refused(name, "a number from " + least + " to 1");
    }

    /// One of a few words, of which the first is the standard.
    String choice(String name, List<String> words) throws Refused {
        var value = options.path(name);
        if (value.isMissingNode()) {
            return words.getFirst();
        }
        if (value.isString() && words.contains(value.stringValue())) {
            return value.stringValue();
        }
        throw refused(name, "one of " + String.join(", ", words));
    }

    /// Some of a few words, in the order in which they are given; all of them are the standard.
    List<String> choices(String name, List<String> words) throws Refused {
        var value = options.path(name);
        if (value.isMissingNode()) {
            return words;
        }
        var given = value.valueStream().filter(JsonNode::isString).map(JsonNode::stringValue);
        var chosen = given.filter(words::contains).distinct().toList();
        if (value.isArray() && !chosen.isEmpty() && chosen.size() == value.size()) {
            return chosen;
        }
        throw refused(name, "a list of " + String.join(", ", words) + ", each once");
    }

    /// Words of the shop's own; none is the standard.
    List<String> words(String name) throws Refused {
        var value = options.path(name);
        if (value.isMissingNode()) {
            return List.of();
        }
        var words =
                value.valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .filter(word -> WORD.matcher(word).matches())
                        .toList();
        if (value.isArray() && words.size() == value.size() && words.size() <= MOST_WORDS) {
            return words;
        }
        throw refused(
                name,
                "a list of at most %d words of 3 to 64 characters, 3 letters among them"
                        .formatted(MOST_WORDS));
    }

    private Refused refused(String name, String expected) {
        return new Refused("%s of %s to be %s".formatted(name, validator, expected));
    }
}
