package dev.foyer.credential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The words that are guessed first of this customer in this shop.
///
/// A password is theirs where it holds nothing else: one or more of them in any order, with digits,
/// blanks and signs between, and with the usual stand-ins for letters (`f0yer`, `@yşe`). The whole
/// password is looked at, never a part of it, so that a sentence with the shop's name in it is fine
/// (NIST SP 800-63B-4, 3.1.1.2).
final class ContextWords {
    /// Two letters stand side by side in too many good passwords.
    private static final int SHORTEST = 3;

    private static final Pattern NO_LETTER = Pattern.compile("\\P{L}+");
    private static final Pattern SIGN = Pattern.compile("[^\\p{L}\\p{N}]+");

    /// What people type instead of a letter.
    private static final Map<Character, String> STAND_INS =
            Map.of(
                    '0', "o", '1', "il", '3', "e", '4', "a", '5', "s", '7', "t", '8', "b", '@', "a",
                    '$', "s", '!', "i");

    private final Set<String> words = new LinkedHashSet<>();

    private ContextWords() {}

    static ContextWords of(Candidate candidate, List<String> further) {
        var context = new ContextWords();
        context.add(candidate.shopName());
        candidate.own().values().forEach(context::add);
        further.forEach(context::add);
        return context;
    }

    /// A value is a word itself, with and without its signs; so are its parts, and what stands
    /// before the `@` of an address.
    private void add(String value) {
        var folded = Folded.of(value);
        var parts = new ArrayList<>(List.of(NO_LETTER.split(folded, -1)));
        parts.add(folded);
        parts.add(SIGN.matcher(folded).replaceAll(""));
        parts.add(folded.split("@", 2)[0]);
        parts.stream().filter(part -> letters(part) >= SHORTEST).forEach(words::add);
    }

    /// Whether a password is made of these words alone.
    boolean make(Candidate candidate) {
        var text = Folded.of(candidate.normal());
        // How far the text is explained, by signs alone and with a word at least.
        var bySigns = new boolean[text.length() + 1];
        var byWords = new boolean[text.length() + 1];
        bySigns[0] = true;
        for (int i = 0; i < text.length(); i++) {
            if (!bySigns[i] && !byWords[i]) {
                continue;
            }
            for (var word : words) {
                if (stands(word, text, i)) {
                    byWords[i + word.length()] = true;
                }
            }
            if (!Character.isLetter(text.codePointAt(i))) {
                int next = i + Character.charCount(text.codePointAt(i));
                bySigns[next] |= bySigns[i];
                byWords[next] |= byWords[i];
            }
        }
        return byWords[text.length()];
    }

    /// Whether a word stands at this place, at least half of it in its own letters: `411` is no
    /// `ali`.
    private static boolean stands(String word, String text, int from) {
        if (from + word.length() > text.length()) {
            return false;
        }
        int own = 0;
        for (int i = 0; i < word.length(); i++) {
            char typed = text.charAt(from + i);
            if (typed == word.charAt(i)) {
                own++;
            } else if (STAND_INS.getOrDefault(typed, "").indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return 2 * own >= word.length();
    }

    private static long letters(String text) {
        return text.codePoints().filter(Character::isLetter).count();
    }
}
