package dev.foyer.words;

import java.util.List;
import java.util.Map;

/// One language that the shop speaks. Immutable.
public final class Language {
    private final String code;
    private final Map<String, String> words;

    Language(String code, Map<String, String> words) {
        this.code = code;
        this.words = Map.copyOf(words);
    }

    /// The code of `Accept-Language`, such as `tr`.
    public String code() {
        return code;
    }

    /// The locale told as `language_code` (contract 0.1.11), such as `tr-tr`.
    public String locale() {
        return words.getOrDefault("locale", code);
    }

    /// The phrase in this language.
    public String say(Phrase phrase) {
        return fill(say(phrase.name()), phrase.arguments());
    }

    /// The phrase of this name, without arguments; a name that nobody wrote down is said as it is.
    public String say(String name) {
        return words.getOrDefault(name, name);
    }

    Map<String, String> words() {
        return words;
    }

    private static String fill(String text, List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            text = text.replace("{" + i + "}", arguments.get(i));
        }
        return text;
    }
}
