package dev.foyer.credential;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The passwords that are tried first. Two lists, each read when it is first asked (ADR 16 tells
/// where they come from and what they cost). Safe for use by many threads.
enum CommonPasswords {
    /// 29,999 passwords, compared without regard to case: what the preset `compat` knows.
    SHORT,

    /// 191,526: the short list, those that recur most in the lists of leaks, and those of Turkish
    /// shoppers. Compared without regard to case and accents; a listed password that is repeated is
    /// refused too.
    LONG;

    /// A repetition of so few letters needs no list: `aaaaaaaa`, `12121212`, `abcabcabc`.
    private static final int SHORTEST_UNIT = 3;

    /// Loaded once, and only where it is needed.
    private static final class Known {
        static final SortedLines COMMON = SortedLines.load("/passwords/common.txt");
    }

    private static final class Further {
        static final SortedLines MORE = SortedLines.load("/passwords/more.txt");
    }

    /// What the setting calls it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// How many passwords the list holds.
    int size() {
        return switch (this) {
            case SHORT -> 29_999;
            case LONG -> 191_526;
        };
    }

    /// Whether the whole password is on the list; parts of it do not matter (NIST SP 800-63B-4,
    /// 3.1.1.2).
    boolean contains(String password) {
        return switch (this) {
            case SHORT -> Known.COMMON.contains(password.strip().toLowerCase(Locale.ROOT));
            case LONG -> {
                var folded = Folded.of(password);
                yield isGuessed(folded) || isGuessed(folded.strip());
            }
        };
    }

    private static boolean isGuessed(String folded) {
        if (isListed(folded)) {
            return true;
        }
        int half = folded.length() / 2;
        int unit = period(folded);
        return unit <= Math.min(half, SHORTEST_UNIT)
                || IntStream.iterate(unit, length -> length <= half, length -> length + unit)
                        .anyMatch(length -> isListed(folded.substring(0, length)));
    }

    private static boolean isListed(String folded) {
        return List.of(Known.COMMON, Further.MORE).stream().anyMatch(all -> all.contains(folded));
    }

    /// The length of the shortest beginning whose repetition gives the whole text, its last turn
    /// perhaps cut short (the failure function of Knuth, Morris and Pratt); 1 for an empty one.
    private static int period(String text) {
        var borders = new int[text.length() + 1];
        int border = 0;
        for (int i = 1; i < text.length(); i++) {
            while (border > 0 && text.charAt(i) != text.charAt(border)) {
                border = borders[border];
            }
            if (text.charAt(i) == text.charAt(border)) {
                border++;
            }
            borders[i + 1] = border;
        }
        return Math.max(1, text.length() - borders[text.length()]);
    }
}
