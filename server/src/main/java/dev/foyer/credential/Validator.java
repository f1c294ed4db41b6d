package dev.foyer.credential;

import dev.foyer.words.Phrase;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One rule of a policy. Immutable.
sealed interface Validator {
    /// What this rule has against a password, if anything.
    Optional<Phrase> complaint(Candidate candidate);

    /// The rule itself.
    PasswordRule rule();

    /// Django's `UserAttributeSimilarityValidator`: the first of the customer's own data that the
    /// password resembles is told.
    ///
    /// @param most letters that both have, over all letters: from here on they are similar
    /// @param attributes of [PasswordPolicy.OwnData], in the order in which they are looked at
    record Similarity(double most, List<String> attributes) implements Validator {
        @Override
        public Optional<Phrase> complaint(Candidate candidate) {
            return attributes.stream()
                    .filter(
                            name ->
                                    Likeness.isLike(
                                            candidate.normal(), candidate.own().value(name), most))
                    .findFirst()
                    .map(name -> Phrase.of("password.similar." + name));
        }

        @Override
        public PasswordRule rule() {
            return new PasswordRule(
                    "password_too_similar",
                    Map.of("user_attributes", attributes),
                    Phrase.of("password.rule.similar"));
        }
    }

    /// Django's `MinimumLengthValidator`.
    ///
    /// @param least in code points, both as typed and as hashed: some single letters are many in
    ///   the form NFKC
    record MinimumLength(int least) implements Validator {
        @Override
        public Optional<Phrase> complaint(Candidate candidate) {
            int length = Math.min(length(candidate.typed()), length(candidate.normal()));
            return complainIf(length < least, "password.short", least);
        }

        @Override
        public PasswordRule rule() {
            return new PasswordRule(
                    "password_too_short",
                    Map.of("min_length", least),
                    Phrase.of("password.rule.short", least));
        }
    }

    /// The bound of `PASSWORD_MAX_LENGTH`.
    ///
    /// @param most in code points as typed
    record MaximumLength(int most) implements Validator {
        @Override
        public Optional<Phrase> complaint(Candidate candidate) {
            return complainIf(length(candidate.typed()) > most, "too_long", most);
        }

        @Override
        public PasswordRule rule() {
            return new PasswordRule(
                    "password_too_long",
                    Map.of("max_length", most),
                    Phrase.of("password.rule.long", most));
        }
    }

    /// Django's `CommonPasswordValidator`.
    record NotCommon(CommonPasswords list) implements Validator {
        @Override
        public Optional<Phrase> complaint(Candidate candidate) {
            return complainIf(list.contains(candidate.normal()), "password.common");
        }

        @Override
        public PasswordRule rule() {
            return new PasswordRule(
                    "password_too_common",
                    Map.of("passwords", list.size()),
                    Phrase.of("password.rule.common"));
        }
    }

    /// Django's `NumericPasswordValidator`.
    record NotNumeric() implements Validator {
        @Override
        public Optional<Phrase> complaint(Candidate candidate) {
            var normal = candidate.normal();
            boolean numeric = !normal.isEmpty() && normal.codePoints().allMatch(Character::isDigit);
            return complainIf(numeric, "password.numeric");
        }

        @Override
        public PasswordRule rule() {
            return new PasswordRule(
                    "password_entirely_numeric", Map.of(), Phrase.of("password.rule.numeric"));
        }
    }

    /// No password of nothing but the shop's name, the customer's own names and address, or further
    /// words of the shop (ASVS 5.0, 6.2.11; NIST SP 800-63B-4, 3.1.1.2).
    ///
    /// @param words further ones
    record NoContext(List<String> words) implements Validator {
        @Override
        public Optional<Phrase> complaint(Candidate candidate) {
            return complainIf(
                    ContextWords.of(candidate, words).make(candidate), "password.context");
        }

        @Override
        public PasswordRule rule() {
            return new PasswordRule(
                    "password_context_words", Map.of(), Phrase.of("password.rule.context"));
        }
    }

    private static Optional<Phrase> complainIf(boolean wrong, String phrase, Object... arguments) {
        return wrong ? Optional.of(Phrase.of(phrase, arguments)) : Optional.empty();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
