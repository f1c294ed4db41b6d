package dev.foyer.password;

import dev.foyer.confirmation.ResetKeys;
import dev.foyer.credential.Credentials;
import dev.foyer.credential.PasswordPolicy;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Email;
import dev.foyer.customer.EmailAddresses;

import org.jdbi.v3.core.Handle;

import java.util.Optional;

/// A customer and what stands of her password, if she has one that can be used.
record Holder(Customer customer, Optional<Credentials.Stored> password) {
    private static final String NONE = "none";

    /// A customer as she stands now.
    static Optional<Holder> find(Handle handle, long customerId) {
        return Customers.find(handle, customerId)
                .map(customer -> new Holder(customer, Credentials.stored(handle, customerId)));
    }

    /// The same for a transaction that is about to write: until its end nobody else changes her
    /// account or her primary address. Each statement sees what was committed before it began.
    static Optional<Holder> lock(Handle tx, long customerId) {
        if (!Customers.lock(tx, customerId)) {
            return Optional.empty();
        }
        EmailAddresses.lockPrimary(tx, customerId);
        return find(tx, customerId);
    }

    /// Whether somebody registered her address and nobody has ever proved it: then nobody knows
    /// whose data stand on the account (contract 0.2.8).
    boolean isClaimed() {
        return !customer.email().verified();
    }

    /// What a link to reset her password is bound to: it dies with her password, with her primary
    /// address, and with her account.
    ResetKeys.Bond bond() {
        return new ResetKeys.Bond(
                customer.id(),
                customer.email().id(),
                email().identity(),
                password.map(Credentials.Stored::edition).orElse(NONE));
    }

    Email email() {
        return Email.parse(customer.email().address()).orElseThrow();
    }

    /// What a new password may not resemble.
    PasswordPolicy.OwnData ownData() {
        return new PasswordPolicy.OwnData(
                customer.username().orElse(""),
                customer.person().firstName(),
                customer.person().lastName(),
                Optional.of(customer.email().address()));
    }

    /// The same where nothing may be told of what stands on the account but the address.
    PasswordPolicy.OwnData addressAlone() {
        return new PasswordPolicy.OwnData("", "", "", Optional.of(customer.email().address()));
    }

    @Override
    public String toString() {
        return customer.toString();
    }
}
