package dev.foyer.throttle;

import java.util.Locale;

/// What is throttled, by the names of contract C and 0.2.14; the last three are ours.
public enum Scope {
    /// Passwords shown, at the door and on the way to a new password; failures alone count.
    LOGIN("account"),
    /// Accounts asked for.
    REGISTER("address"),
    /// Reserved: the route is not built (contract 0.3).
    REGISTER_WITH_LOYALTY("address"),
    /// Calls of the hooks that withdraw consents.
    USER_UNSUBSCRIBE("service"),
    /// Letters that reset a password.
    PASSWORD_RESET("address"),
    /// Codes by SMS, beside what `SMS_BUDGET_…` allows.
    OTP("phone"),
    /// Letters to an address that somebody names.
    EMAIL("address"),
    /// New passwords by a mailed link: by whose link it is; links that are none, by network alone.
    PASSWORD_RESET_CONFIRM("customer"),
    /// Captchas that somebody else has to judge; those that proved right do not count.
    CAPTCHA("network"),
    /// Copies of all that is known of a customer.
    DATA_EXPORT("customer");

    private final String subject;

    Scope(String subject) {
        this.subject = subject;
    }

    /// What a subject of this scope is, in the log and in metrics.
    String subject() {
        return subject;
    }

    /// The name in `THROTTLE_RATES`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
