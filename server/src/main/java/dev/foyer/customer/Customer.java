package dev.foyer.customer;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Optional;

/// A customer as the tables have her.
///
/// @param id the contract's `pk` and `id`
/// @param attributes the contract's free values, with those that the server owns
/// @param languageCode a locale such as `tr-tr`
/// @param userType `registered` or `guest`
/// @param clientType one of the contract's five (D.1)
public record Customer(
        long id,
        Optional<String> username,
        Person person,
        PrimaryEmail email,
        Consents consents,
        Optional<String> avatar,
        String languageCode,
        ObjectNode attributes,
        String userType,
        String clientType,
        boolean active,
        Instant dateJoined,
        Optional<Instant> lastLogin) {
    /// The address by which she is known.
    ///
    /// @param id of the address record
    public record PrimaryEmail(long id, String address, boolean verified) {}

    /// Names her by number alone, so that it may stand in a log.
    @Override
    public String toString() {
        return "customer " + id;
    }
}
