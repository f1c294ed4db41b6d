package dev.foyer.emails;

import dev.foyer.credential.Credentials;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Email;

import org.jdbi.v3.core.Handle;

import java.util.Optional;

/// A customer with a live account, as she stands.
///
/// @param password hers, if she has one that can be used
record Standing(Customer customer, Optional<Credentials.Stored> password) {
    private static final String NONE = "none";

    /// The customer of this number, or nothing where her account is closed.
    static Optional<Standing> find(Handle handle, long customerId) {
        return Customers.find(handle, customerId)
                .filter(Customer::active)
                .map(known -> new Standing(known, Credentials.stored(handle, known.id())));
    }

    /// The same for a transaction that is about to write: nobody else changes her account until its
    /// end.
    static Optional<Standing> lock(Handle tx, long customerId) {
        return Customers.lock(tx, customerId) ? find(tx, customerId) : Optional.empty();
    }

    /// Her primary address.
    Email email() {
        return Email.parse(customer.email().address()).orElseThrow();
    }

    /// Another text once she has another primary address or another password; a link that was made
    /// before is dead then.
    String state() {
        return customer.email().id() + " " + password.map(Credentials.Stored::edition).orElse(NONE);
    }

    @Override
    public String toString() {
        return customer.toString();
    }
}
