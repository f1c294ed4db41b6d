package dev.foyer.credential;

import dev.foyer.words.Phrase;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The rules for a new password: Django's four validators in their order, with their texts
/// (contract E.3), in the preset `compat`. All complaints about one password are told together.
/// Immutable.
public final class PasswordPolicy {
    /// One less than Django's: the documented sample `Test123` has seven characters.
    private static final int SHORTEST = 7;

    /// Django's `max_similarity`.
    private static final double MOST_SIMILAR = 0.7;

    /// Between the words of a name or an address; `ş` and `ı` are letters too.
    private static final Pattern NO_LETTER =
            Pattern.compile("\\W+", Pattern.UNICODE_CHARACTER_CLASS);

    private final Set<String> common = load();

    /// The person's own data, by the name of the phrase that tells which of it a password
    /// resembles.
    public static final class OwnData {
        private final Map<String, String> values = new LinkedHashMap<>();

        /// @param username empty where there is none
        public OwnData(String username, String firstName, String lastName, Optional<String> email) {
            values.put("username", username);
            values.put("first_name", firstName);
            values.put("last_name", lastName);
            values.put("email", email.orElse(""));
        }
    }

    /// What is wrong with a password for this person.
    public List<Phrase> complaints(Password password, OwnData own) {
        var complaints = new ArrayList<Phrase>();
        var typed = password.typed();
        own.values.entrySet().stream()
                .filter(entry -> resembles(typed, entry.getValue()))
                .findFirst()
                .ifPresent(
                        entry -> complaints.add(Phrase.of("password.similar." + entry.getKey())));
        if (typed.codePointCount(0, typed.length()) < SHORTEST) {
            complaints.add(Phrase.of("password.short", SHORTEST));
        }
        if (common.contains(typed.strip().toLowerCase(Locale.ROOT))) {
            complaints.add(Phrase.of("password.common"));
        }
        if (!typed.isEmpty() && typed.codePoints().allMatch(Character::isDigit)) {
            complaints.add(Phrase.of("password.numeric"));
        }
        return complaints;
    }

    private static boolean resembles(String password, String value) {
        var lower = password.toLowerCase(Locale.ROOT);
        var parts = new ArrayList<>(List.of(NO_LETTER.split(value.toLowerCase(Locale.ROOT), -1)));
        parts.add(value.toLowerCase(Locale.ROOT));
        return parts.stream()
                .filter(part -> !part.isEmpty())
                .anyMatch(part -> similarity(lower, part) >= MOST_SIMILAR);
    }

    /// Twice the letters that both have, over the letters of both.
    private static double similarity(String one, String other) {
        var counts = new HashMap<Integer, Integer>();
        one.chars().forEach(letter -> counts.merge(letter, 1, Integer::sum));
        long shared =
                other.chars().filter(letter -> counts.merge(letter, -1, Integer::sum) >= 0).count();
        return 2.0 * shared / (one.length() + other.length());
    }

    private static Set<String> load() {
        var stream = PasswordPolicy.class.getResourceAsStream("/passwords/common.txt");
        if (stream == null) {
            throw new IllegalStateException("the jar lacks the common passwords");
        }
        try (var lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new HashSet<>(lines.readAllLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
