package dev.foyer.password;

import dev.foyer.web.Problem;
import dev.foyer.words.Phrase;

import java.util.List;
import java.util.Map;

/// The bodies that more than one of these endpoints tells.
final class PasswordProblems {
    /// Seconds; the hashing pool works off its whole queue in less.
    private static final int RETRY_AFTER = 2;

    private PasswordProblems() {}

    static Problem unfit(NewPassword password, List<Phrase> complaints) {
        return new Problem.Fields(Map.of(password.field(), complaints));
    }

    static Problem busy() {
        return Problem.unavailable(RETRY_AFTER);
    }
}
