package dev.foyer.audit;

import java.util.Locale;

/// What can happen. The names are told to operators and customers, and stand in the table for
/// years: they are added to, never changed.
public enum Kind {
    REGISTERED,
    /// Somebody wanted to have an account with an address of hers, and only she was told.
    REGISTRATION_REPEATED,
    SIGNED_IN,
    /// Somebody who asked in her name was refused; `times` in the details says how often.
    SIGN_IN_FAILED,
    SIGNED_OUT,
    /// A sign-in from a device from which she had not signed in before.
    NEW_DEVICE,
    EMAIL_VERIFIED,
    EMAIL_ADDED,
    EMAIL_REMOVED,
    /// She has another primary address.
    EMAIL_CHANGED,
    /// A former primary address objected to having been replaced, and is it again.
    EMAIL_RESTORED,
    PHONE_CHANGED,
    PROFILE_CHANGED,
    PASSWORD_CHANGED,
    PASSWORD_SET,
    PASSWORD_RESET,
    /// The true owner of the address has the account; what is older is about somebody else.
    ACCOUNT_TAKEN_OVER,
    CONSENT_CHANGED,
    /// A service took consents back, of which some may not have stood any more.
    CONSENT_WITHDRAWN,
    SESSIONS_ENDED,
    DATA_EXPORTED,
    /// An operator looked at her record in clear.
    CUSTOMER_SHOWN,
    /// An operator searched, and saw names and addresses in clear.
    CUSTOMERS_FOUND,
    DEACTIVATED,
    ACTIVATED,
    ERASED,
    /// A limit refused somebody who asked in her name.
    THROTTLED,
    /// Too many failures: strangers have to wait.
    LOCKED,
    /// An operator changed something of the shop.
    OPERATOR_ACTION;

    /// As rows, answers and the log spell it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
