package dev.foyer.credential;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The value of `AUTH_PASSWORD_VALIDATORS`, ready to judge: made once, when the setting is read.
/// Immutable.
public final class Validators {
    /// Django's `max_similarity` and `user_attributes`.
    static final Validator.Similarity SIMILARITY =
            new Validator.Similarity(0.7, List.of("username", "first_name", "last_name", "email"));

    /// Django's four, and one character less than its eight: the documented sample `Test123` has
    /// seven.
    static final Validators COMPAT =
            new Validators(
                    "compat",
                    SIMILARITY,
                    new Validator.MinimumLength(7),
                    new Validator.NotCommon(CommonPasswords.SHORT),
                    new Validator.NotNumeric());

    /// OWASP ASVS 5.0, V6.2 at level 2: eight characters (6.2.1), no common password (6.2.4 asks
    /// for 3,000), any composition (6.2.5: so digits alone will do), none of the words that the
    /// context suggests (6.2.11).
    private static final Validators ASVS_L2 =
            new Validators(
                    "asvs-l2",
                    SIMILARITY,
                    new Validator.MinimumLength(8),
                    new Validator.NotCommon(CommonPasswords.LONG),
                    new Validator.NoContext(List.of()));

    /// NIST SP 800-63B-4, 3.1.1.2: fifteen characters where the password is the only factor, as it
    /// is here; a blocklist of common and of context words; no other rules.
    private static final Validators NIST_800_63B_4 =
            new Validators(
                    "nist-800-63b-4",
                    SIMILARITY,
                    new Validator.MinimumLength(15),
                    new Validator.NotCommon(CommonPasswords.LONG),
                    new Validator.NoContext(List.of()));

    private static final List<Validators> PRESETS = List.of(COMPAT, ASVS_L2, NIST_800_63B_4);

    private final String name;
    private final List<Validator> inOrder;

    private Validators(String name, Validator... inOrder) {
        this.name = name;
        this.inOrder = List.of(inOrder);
    }

    static Optional<Validators> preset(String name) {
        return PRESETS.stream().filter(preset -> preset.name.equals(name)).findFirst();
    }

    /// The names of the presets, for an operator.
    static String presets() {
        return PRESETS.stream().map(Validators::name).collect(Collectors.joining(", "));
    }

    /// A list of the shop's own.
    static Validators custom(List<Validator> inOrder) {
        return new Validators("custom", inOrder.toArray(Validator[]::new));
    }

    /// The name of the preset, or `custom`.
    String name() {
        return name;
    }

    /// Whether this is the preset that is there for old clients, and too weak for real people.
    public boolean isCompat() {
        return name.equals(COMPAT.name);
    }

    List<Validator> inOrder() {
        return inOrder;
    }
}
