package dev.foyer.places;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tells which two spellings are one name.
///
/// Turkish has two letters i: `ı` and `I`, `i` and `İ`. Software that does not know it writes
/// `istanbul` as `ISTANBUL`, software that does writes `ISPARTA` as `ısparta`. So the four count as
/// one, and so does every letter with its accents and without.
final class Spelling {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");

    private Spelling() {}

    /// The same text for all spellings of a name. Upper case first, because it makes one letter of
    /// `ı` and `i`; `İ` is a letter and its mark to Unicode (UAX 15, NFKD), and the mark goes.
    static String fold(String name) {
        var apart = Normalizer.normalize(name.toUpperCase(Locale.ROOT), Normalizer.Form.NFKD);
        var bare = MARKS.matcher(apart).replaceAll("").toUpperCase(Locale.ROOT);
        return BLANKS.matcher(bare).replaceAll(" ").strip();
    }
}
