package dev.foyer.address;

import dev.foyer.customer.Email;
import dev.foyer.customer.Phone;
import dev.foyer.json.Json;
import dev.foyer.secret.Digest;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/// Everything that a customer writes into an address.
///
/// @param title by which she tells it from the others
/// @param extra free values of the shop's own
public record Content(
        String title,
        Recipient recipient,
        Whereabouts whereabouts,
        Invoice invoice,
        Optional<String> notes,
        Optional<ObjectNode> extra) {
    /// As many as the documented sample has (contract B.1.2).
    private static final int FINGERPRINT = 41;

    /// The documented `hash_data`: the same for two addresses to which the same parcel and the same
    /// invoice would go, whatever their titles and notes are.
    String fingerprint() {
        return Digest.fingerprint(
                FINGERPRINT,
                List.of(
                        recipient.firstName(),
                        recipient.lastName(),
                        recipient.email().map(Email::address).orElse(""),
                        recipient.phone().map(Phone::e164).orElse(""),
                        Integer.toString(whereabouts.country()),
                        text(whereabouts.city()),
                        text(whereabouts.township()),
                        text(whereabouts.district()),
                        whereabouts.line(),
                        whereabouts.postcode().orElse(""),
                        Boolean.toString(invoice.corporate()),
                        invoice.companyName().orElse(""),
                        invoice.taxNumber().orElse(""),
                        invoice.taxOffice().orElse(""),
                        invoice.identityNumber().orElse(""),
                        Boolean.toString(invoice.electronic()),
                        extra.map(Json::text).orElse("")));
    }

    private static String text(Optional<Integer> id) {
        return id.map(String::valueOf).orElse("");
    }

    @Override
    public String toString() {
        return "the content of an address";
    }
}
