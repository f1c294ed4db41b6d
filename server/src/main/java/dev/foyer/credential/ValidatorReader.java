package dev.foyer.credential;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads `AUTH_PASSWORD_VALIDATORS`: a preset's name, or validators as Django's settings write
/// them. Tells what is wrong.
final class ValidatorReader {
    static final String EXPECTED = "one of " + Validators.presets() + ", or a list of validators";

    private static final String NAMES =
            "UserAttributeSimilarityValidator, MinimumLengthValidator, CommonPasswordValidator,"
                    + " NumericPasswordValidator, ContextWordsValidator";

    private static final Set<String> KEYS = Set.of("NAME", "OPTIONS");

    /// More validators than there are kinds cannot be meant; so many are read at most.
    private static final int MOST = 20;

    /// The least `PASSWORD_MAX_LENGTH`: there is always a password that fits.
    private static final int LONGEST_MINIMUM = 128;

    /// Django's standard.
    private static final int MINIMUM = 8;

    /// Django's least `max_similarity`: below, everything is similar.
    private static final double LEAST_SIMILAR = 0.1;

    private ValidatorReader() {}

    /// Why a value cannot be taken.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String expected) {
            super(expected);
        }
    }

    static Validators read(JsonNode value) throws Refused {
        if (value.isString()) {
            return Validators.preset(value.stringValue()).orElseThrow(() -> new Refused(EXPECTED));
        }
        if (!value.isArray() || value.isEmpty() || value.size() > MOST) {
            throw new Refused(EXPECTED);
        }
        var validators = new ArrayList<Validator>();
        var kinds = new HashSet<Class<?>>();
        for (var entry : value.values()) {
            var validator = validator(entry);
            if (!kinds.add(validator.getClass())) {
                throw new Refused("each validator once; " + name(entry) + " is there twice");
            }
            validators.add(validator);
        }
        return Validators.custom(validators);
    }

    private static Validator validator(JsonNode entry) throws Refused {
        var name = name(entry);
        var options = new ValidatorOptions(name, entry.path("OPTIONS"));
        return switch (name) {
            case "UserAttributeSimilarityValidator" -> similarity(options);
            case "MinimumLengthValidator" ->
                    new Validator.MinimumLength(
                            options.only("min_length")
                                    .whole("min_length", 1, LONGEST_MINIMUM, MINIMUM));
            case "CommonPasswordValidator" -> new Validator.NotCommon(list(options.only("list")));
            case "NumericPasswordValidator" -> {
                var _ = options.only();
                yield new Validator.NotNumeric();
            }
            case "ContextWordsValidator" ->
                    new Validator.NoContext(options.only("words").words("words"));
            default -> throw new Refused("validators of " + NAMES + "; not \"" + name + "\"");
        };
    }

    /// The last part of a dotted path; an entry may be the bare name.
    private static String name(JsonNode entry) throws Refused {
        var path = entry.isString() ? entry : entry.path("NAME");
        if (!path.isString()) {
            throw new Refused("each validator to be a name or an object with a NAME");
        }
        var unknown = entry.propertyNames().stream().filter(key -> !KEYS.contains(key)).findFirst();
        if (unknown.isPresent()) {
            throw new Refused("NAME and OPTIONS in a validator; not \"" + unknown.get() + "\"");
        }
        return path.stringValue().substring(path.stringValue().lastIndexOf('.') + 1);
    }

    private static Validator similarity(ValidatorOptions options) throws Refused {
        var standard = Validators.SIMILARITY;
        var known = options.only("max_similarity", "user_attributes");
        return new Validator.Similarity(
                known.ratio("max_similarity", LEAST_SIMILAR, standard.most()),
                known.choices("user_attributes", standard.attributes()));
    }

    private static CommonPasswords list(ValidatorOptions options) throws Refused {
        var words = List.of(CommonPasswords.LONG.word(), CommonPasswords.SHORT.word());
        return Optional.of(options.choice("list", words))
                .filter(CommonPasswords.SHORT.word()::equals)
                .map(_ -> CommonPasswords.SHORT)
                .orElse(CommonPasswords.LONG);
    }
}
