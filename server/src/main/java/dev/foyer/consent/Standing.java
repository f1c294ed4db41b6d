package dev.foyer.consent;

import dev.foyer.customer.Consents;

import java.util.Optional;

/// What holds for each [Subject] at one place of a chain: `1` allowed, `0` not, `-` never said.
///
/// @param letters one for each subject, in their order
record Standing(String letters) {
    private static final String NOTHING = "-".repeat(Subject.values().length);

    static final Standing NOTHING_SAID = new Standing(NOTHING);

    /// What is no standing, since somebody broke it in the table, says nothing.
    Standing {
        letters = letters.length() == NOTHING.length() ? letters : NOTHING;
    }

    Optional<Boolean> of(Subject subject) {
        char letter = letters.charAt(subject.place());
        return letter == '-' ? Optional.empty() : Optional.of(letter == '1');
    }

    Standing with(Subject subject, boolean value) {
        var changed = new StringBuilder(letters);
        changed.setCharAt(subject.place(), value ? '1' : '0');
        return new Standing(changed.toString());
    }

    /// Whether these flags of a customer say the same.
    boolean matches(Consents flags) {
        return says(Subject.EMAIL, flags.email())
                && says(Subject.SMS, flags.sms())
                && says(Subject.CALL, flags.call())
                && says(Subject.WHATSAPP, flags.whatsapp());
    }

    private boolean says(Subject subject, boolean value) {
        return of(subject).equals(Optional.of(value));
    }
}
