package dev.foyer.consent;

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

    @Override
    public String toString() {
        return "the consents of customer " + customerId;
    }
}
