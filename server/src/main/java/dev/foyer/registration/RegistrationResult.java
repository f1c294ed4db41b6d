package dev.foyer.registration;

import dev.foyer.customer.Customer;
import dev.foyer.db.Undone;
import dev.foyer.session.Sessions;

import java.time.Duration;

/// What came of a registration.
sealed interface RegistrationResult {
    /// She is a customer, and signed in.
    record Registered(Customer customer, Sessions.Opened session) implements RegistrationResult {}

    /// A code is on its way to her phone; there is no account yet.
    record CodeSent(RegistrationForm form) implements RegistrationResult {}

    /// Another code is on its way; the one before is dead.
    record CodeResent() implements RegistrationResult {}

    /// Too many mails went to that address; nothing was done.
    record MailTooOften(Duration pause) implements RegistrationResult, Undone {}

    /// She is told a problem.
    sealed interface Rejected extends RegistrationResult {}

    /// She is a customer, but must prove her address before she may sign in; or, where strangers
    /// may not learn who has an account, is told so.
    record VerifyFirst() implements Rejected {}

    /// No code for now.
    record CodeTooOften(Duration pause) implements Rejected {}

    /// The code is wrong, too old, tried too often, or was never issued.
    record CodeRefused() implements Rejected, Undone {}

    /// The code is right, but was issued for other data.
    record CodeMismatch() implements Rejected {}

    /// Somebody has that address.
    record EmailTaken() implements Rejected, Undone {}

    /// Somebody has that user name.
    record UsernameTaken() implements Rejected, Undone {}

    /// Somebody has that phone, and the shop wants phones to be unique.
    record PhoneTaken() implements Rejected, Undone {}

    /// Too many passwords are hashed at this moment; nothing was done.
    record Busy() implements Rejected {}
}
