package dev.foyer.captcha;

/// What came of an answer to a captcha.
sealed interface CaptchaResult {
    /// A person, as far as a captcha tells.
    record Solved() implements CaptchaResult {}

    /// Wrong, too old, somebody else's, or used before.
    record Wrong() implements CaptchaResult {}

    /// The provider did not say.
    record Unjudged() implements CaptchaResult {}

    /// The word for it in the log and in metrics.
    default String text() {
        return switch (this) {
            case Solved() -> "solved";
            case Wrong() -> "wrong";
            case Unjudged() -> "unjudged";
        };
    }
}
