package dev.foyer.consent;

import dev.foyer.customer.Shapes;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one customer allowed and withdrew.
///
/// @param pseudonym the name of her chain in the ledger
/// @param earlier how many entries are left out before the first shown, of a very long chain
/// @param flaw what is wrong with the chain, where it was altered
public record History(
        long customerId, String pseudonym, long earlier, List<Item> items, Optional<Finding> flaw) {
    /// One entry.
    ///
    /// @param subject a [Subject#field]
    /// @param before empty where nothing was said before
    /// @param address in clear, until retention has deleted it
    /// @param addressMac what the ledger holds in its place
    public record Item(
            long number,
            String subject,
            Optional<Boolean> before,
            boolean after,
            Instant at,
            String source,
            Optional<String> service,
            Optional<String> textVersion,
            Optional<String> address,
            Optional<String> addressMac,
            Optional<String> requestId,
            String hash) {
        @Override
        public String toString() {
            return "consent entry " + number;
        }
    }

    /// The history as every export prints it, with the braces around it.
    public void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("customer", customerId);
        json.writeStringProperty("pseudonym", pseudonym);
        json.writeBooleanProperty("sound", flaw.isEmpty());
        Shapes.optional(json, "flaw", flaw.map(Finding::text));
        json.writeNumberProperty("earlier", earlier);
        json.writeName("entries");
        json.writeStartArray();
        items.forEach(item -> write(json, item));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Item item) {
        json.writeStartObject();
        json.writeNumberProperty("entry", item.number());
        json.writeStringProperty("subject", item.subject());
        json.writeName("old");
        item.before().ifPresentOrElse(json::writeBoolean, json::writeNull);
        json.writeBooleanProperty("new", item.after());
        json.writeStringProperty("recorded", Shapes.timestamp(item.at()));
        json.writeStringProperty("source", item.source());
        Shapes.optional(json, "service", item.service());
        Shapes.optional(json, "text_version", item.textVersion());
        Shapes.optional(json, "address", item.address());
        Shapes.optional(json, "address_hash", item.addressMac());
        Shapes.optional(json, "request_id", item.requestId());
        json.writeStringProperty("hash", item.hash());
        json.writeEndObject();
    }

    @Override
    public String toString() {
        return "the consents of customer " + customerId;
    }
}
