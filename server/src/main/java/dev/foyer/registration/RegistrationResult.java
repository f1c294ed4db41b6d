package dev.foyer.registration;

import dev.foyer.customer.Customer;
import dev.foyer.db.Undone;
import dev.foyer.session.Sessions;

/// What came of a registration.
sealed interface RegistrationResult {
    /// She is a customer, and signed in.
    record Registered(Customer customer, Sessions.Opened session) implements RegistrationResult {}

    /// She is a customer, but must prove her address before she may sign in.
    record VerifyFirst() implements RegistrationResult {}

    /// Somebody has that address.
    record EmailTaken() implements RegistrationResult, Undone {}

    /// Somebody has that user name.
    record UsernameTaken() implements RegistrationResult, Undone {}

    /// Too many passwords are hashed at this moment; nothing was done.
    record Busy() implements RegistrationResult {}
}
