package dev.foyer.credential;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text as it is compared where case and accents do not matter: `İSTANBUL`, `ıstanbul` and
/// `istanbul` are one, and so are `ＡＹŞＥ` and `ayse`.
final class Folded {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Folded() {}

    static String of(String text) {
        var letters = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return MARKS.matcher(letters).replaceAll("").toLowerCase(Locale.ROOT).replace('ı', 'i');
    }
}
