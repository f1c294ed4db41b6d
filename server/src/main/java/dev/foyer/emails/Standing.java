package dev.foyer.emails;

import dev.foyer.credential.Credentials;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Email;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Optional;

/// A customer with a live account, as she stands.
///
/// @param state another text once she has another primary address or another password; a link that
///   was made before is dead then
record Standing(Customer customer, String state) {
    /// The customer of this number, or nothing where her account is closed.
    static Optional<Standing> find(Handle handle, long customerId) {
        return Customers.find(handle, customerId)
                .filter(Customer::active)
                .map(customer -> new Standing(customer, state(handle, customer)));
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

    private static String state(Handle handle, Customer customer) {
        var password =
                Credentials.changed(handle, customer.id())
                        .map(Instant::toString)
                        .orElse("no password");
        return customer.email().id() + " " + password;
    }

    @Override
    public String toString() {
        return customer.toString();
    }
}
