package dev.foyer.customer;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Optional;

/// All that is needed to add a customer.
///
/// @param phoneProved whether a code has shown that the phone is hers
/// @param joined also the time of the first sign-in, where `signedIn`
public record NewCustomer(
        Optional<String> username,
        Person person,
        Email email,
        Consents consents,
        String languageCode,
        ObjectNode attributes,
        String userType,
        String clientType,
        Instant joined,
        boolean signedIn,
        boolean phoneProved) {
    /// The same with another address.
    public NewCustomer withEmail(Email other) {
        return new NewCustomer(
                username,
                person,
                other,
                consents,
                languageCode,
                attributes,
                userType,
                clientType,
                joined,
                signedIn,
                phoneProved);
    }
}
