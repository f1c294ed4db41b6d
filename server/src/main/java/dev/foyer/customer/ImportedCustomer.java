package dev.foyer.customer;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A customer as another shop, or this one's export, knows her; without her password.
///
/// @param externalId her number or name over there, by which a repeated import knows her again
/// @param addresses the primary one first; no two with one identity
/// @param phoneVerified when she proved the phone, if she did
/// @param consentVersion of the text that she agreed to
/// @param consented when she last said what `consents` holds
public record ImportedCustomer(
        Optional<String> externalId,
        Optional<String> username,
        Person person,
        List<Address> addresses,
        Optional<Instant> phoneVerified,
        Consents consents,
        Optional<String> consentVersion,
        Optional<Instant> consented,
        String languageCode,
        ObjectNode attributes,
        String userType,
        String clientType,
        boolean active,
        Instant joined,
        Optional<Instant> lastLogin) {
    /// One of her addresses.
    ///
    /// @param verified when it was proved, if it was
    public record Address(Email email, Optional<Instant> verified) {}

    /// What is hers alone, so that nobody else may have it: her addresses that count as taken, her
    /// user name and her external id, each with its kind before it.
    public Stream<String> claims() {
        return Stream.of(
                        identities().map(identity -> "email " + identity),
                        username.stream().map(name -> "username " + name),
                        externalId.stream().map(id -> "external " + id))
                .flatMap(claims -> claims);
    }

    /// The primary address and the proved further ones (contract 0.2.8).
    Stream<String> identities() {
        return addresses.stream()
                .filter(address -> isPrimary(address) || address.verified().isPresent())
                .map(address -> address.email().identity());
    }

    boolean isPrimary(Address address) {
        return address.equals(addresses.getFirst());
    }

    String primaryIdentity() {
        return addresses.getFirst().email().identity();
    }

    @Override
    public String toString() {
        return "an imported customer";
    }
}
