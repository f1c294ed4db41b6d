package dev.foyer.address;

import dev.foyer.customer.Email;
import dev.foyer.customer.Phone;

import java.util.Optional;

/// Who receives what comes to an address.
///
/// @param email empty where it is that of the customer
public record Recipient(
        String firstName, String lastName, Optional<Email> email, Optional<Phone> phone) {
    @Override
    public String toString() {
        return "a recipient";
    }
}
