package dev.foyer.captcha;

import dev.foyer.web.Refusal;

/// What came of an answer to a captcha.
sealed interface CaptchaResult {
    /// A person, as far as a captcha tells.
    record Solved() implements CaptchaResult {}

    /// Wrong, too old, somebody else's, or used before.
    record Wrong() implements CaptchaResult {}

    /// The provider did not say.
    record Unjudged() implements CaptchaResult {}

    /// Too many wrong ones came from this network; nobody was asked.
    ///
    /// @param refusal what the throttle says: 429
    record TooOften(Refusal refusal) implements CaptchaResult {}

    /// The word for it in the log and in metrics.
    default String text() {
        return switch (this) {
            case Solved() -> "solved";
            case Wrong() -> "wrong";
            case Unjudged() -> "unjudged";
            case TooOften _ -> "throttled";
        };
    }
}
