package dev.foyer.registration;

import dev.foyer.web.Problem;
import dev.foyer.words.Phrase;

/// The documented bodies of everything that a registration may be told (contract B.1.5, 0.2.4).
final class RegistrationProblems {
    private static final int NOT_ACCEPTABLE = 406;

    /// Seconds; the hashing pool works off its whole queue in less.
    private static final int RETRY_AFTER = 2;

    private RegistrationProblems() {}

    static Problem of(RegistrationResult.Rejected rejected) {
        return switch (rejected) {
            case RegistrationResult.VerifyFirst() ->
                    new Problem.BareList(400, Phrase.of("verify_first"));
            case RegistrationResult.CodeTooOften(var wait) -> Problem.throttled(wait);
            case RegistrationResult.CodeRefused() ->
                    new Problem.Service(
                            NOT_ACCEPTABLE, Phrase.of("otp.refused"), "kvkk_service_100_1");
            case RegistrationResult.CodeMismatch() ->
                    new Problem.Service(
                            NOT_ACCEPTABLE, Phrase.of("otp.mismatch"), "kvkk_service_100_2");
            case RegistrationResult.EmailTaken() ->
                    Problem.field("email", Phrase.of("registration.email_taken"));
            case RegistrationResult.UsernameTaken() ->
                    Problem.field("username", Phrase.of("registration.username_taken"));
            case RegistrationResult.PhoneTaken() ->
                    Problem.field("phone", Phrase.of("registration.phone_taken"));
            case RegistrationResult.Busy() -> Problem.unavailable(RETRY_AFTER);
        };
    }
}
