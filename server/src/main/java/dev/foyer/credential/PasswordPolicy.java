package dev.foyer.credential;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.MailSettings;
import dev.foyer.words.Phrase;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The rules for a new password, as `AUTH_PASSWORD_VALIDATORS` has them now. All complaints about
/// one password are told together, in the order of the setting, with Django's texts where the rule
/// is Django's (contract E.3). Safe for use by many threads.
public final class PasswordPolicy {
    private static final PasswordRule BREACHES =
            new PasswordRule("password_breached", Map.of(), Phrase.of("password.rule.breached"));

    private final Supplier<InForce> now;
    private final Optional<BreachedPasswords> breaches;

    public PasswordPolicy(DynamicSettings settings, BreachedPasswords breaches) {
        this(
                () ->
                        new InForce(
                                settings.get(PasswordSettings.AUTH_PASSWORD_VALIDATORS),
                                settings.get(PasswordSettings.PASSWORD_MAX_LENGTH),
                                settings.get(MailSettings.SHOP_NAME)),
                Optional.of(breaches));
    }

    /// Without a look at breaches.
    PasswordPolicy(Supplier<InForce> now) {
        this(now, Optional.empty());
    }

    private PasswordPolicy(Supplier<InForce> now, Optional<BreachedPasswords> breaches) {
        this.now = now;
        this.breaches = breaches;
    }

    /// What the settings say at one moment.
    record InForce(Validators validators, int longest, String shopName) {
        List<Validator> all() {
            var all = new ArrayList<>(validators.inOrder());
            all.add(new Validator.MaximumLength(longest));
            return all;
        }
    }

    /// The rules, to be shown before somebody thinks of a password.
    ///
    /// @param preset its name, or `custom`
    /// @param shortest in code points, like `longest`
    public record Rules(String preset, int shortest, int longest, List<PasswordRule> rules) {}

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

        String value(String name) {
            return values.getOrDefault(name, "");
        }

        Collection<String> values() {
            return values.values();
        }

        @Override
        public String toString() {
            return "…";
        }
    }

    /// What is wrong with a password for this person, as far as can be told at once: whoever takes
    /// it asks for [#breach] besides.
    public List<Phrase> complaints(Password password, OwnData own) {
        var rules = now.get();
        var candidate = Candidate.of(password, own, rules.shopName());
        return rules.all().stream()
                .flatMap(validator -> validator.complaint(candidate).stream())
                .toList();
    }

    /// The complaint about a password that is known from a breach. This may take seconds: it is
    /// asked where nothing else is wrong, after every bound on tries, and never in a transaction.
    public Optional<Phrase> breach(Password password) {
        return breaches.filter(known -> known.contains(password))
                .map(_ -> Phrase.of("password.breached"));
    }

    /// The rules in force.
    public Rules rules() {
        var rules = now.get();
        int shortest =
                rules.validators().inOrder().stream()
                        .filter(Validator.MinimumLength.class::isInstance)
                        .map(Validator.MinimumLength.class::cast)
                        .mapToInt(Validator.MinimumLength::least)
                        .findFirst()
                        .orElse(1);
        return new Rules(
                rules.validators().name(),
                shortest,
                rules.longest(),
                Stream.concat(
                                rules.all().stream().map(Validator::rule),
                                breaches
                                        .filter(BreachedPasswords::isOn)
                                        .map(_ -> BREACHES)
                                        .stream())
                        .toList());
    }
}
