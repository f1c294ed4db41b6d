package dev.foyer.credential;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How much a password resembles a value, or a word of it, as Django measures it.
final class Likeness {
    /// Between the words of a name or an address; `ş` and `ı` are letters too.
    private static final Pattern NO_LETTER =
            Pattern.compile("\\W+", Pattern.UNICODE_CHARACTER_CLASS);

    private Likeness() {}

    static boolean isLike(String password, String value, double most) {
        var lower = password.toLowerCase(Locale.ROOT);
        var whole = Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var parts = new ArrayList<>(List.of(NO_LETTER.split(whole, -1)));
        parts.add(whole);
        return parts.stream()
                .filter(part -> !part.isEmpty())
                .anyMatch(part -> similarity(lower, part) >= most);
    }

    /// Twice the letters that both have, over the letters of both.
    private static double similarity(String one, String other) {
        var counts = new HashMap<Integer, Integer>();
        one.chars().forEach(letter -> counts.merge(letter, 1, Integer::sum));
        long shared =
                other.chars().filter(letter -> counts.merge(letter, -1, Integer::sum) >= 0).count();
        return 2.0 * shared / (one.length() + other.length());
    }
}
