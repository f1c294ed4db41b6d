package dev.foyer.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// One row of the ledger; bytes in lower hex.
///
/// @param chain the customer's pseudonym
/// @param number within the chain, from 1 without gaps
/// @param subject a [Subject#field], or [#ERASED]
/// @param before empty where nothing was said before
/// @param at in microseconds, as PostgreSQL keeps times
/// @param addressMac the network address under the customer's pepper
/// @param checkpoint the last one that the writer knew; 0 for none
/// @param witness the first eight bytes of that checkpoint's hash
/// @param seal the number of the key that signed
/// @param previous the hash of the entry before; zeros before the first
/// @param hash the signature of all the others
record Entry(
        String chain,
        long number,
        String subject,
        Optional<Boolean> before,
        boolean after,
        Instant at,
        String source,
        Optional<String> service,
        Optional<String> textVersion,
        Optional<String> addressMac,
        Optional<String> requestId,
        int checkpoint,
        String witness,
        int seal,
        String previous,
        String hash) {

    /// The subject of the last entry of a customer who has been erased.
    static final String ERASED = "erased";

    /// What the first entry has before it.
    static final String NOTHING = "00".repeat(32);

    /// Everything that is signed, in a fixed order; the signer frames each part by its length, and
    /// what is missing differs from what is empty. The first part is the format's version: another
    /// encoding gets another one.
    String[] parts() {
        return new String[] {
            "entry 1",
            chain,
            Long.toString(number),
            subject,
            optional(before.map(String::valueOf)),
            Boolean.toString(after),
            Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)),
            source,
            optional(service),
            optional(textVersion),
            optional(addressMac),
            optional(requestId),
            Integer.toString(checkpoint),
            witness,
            Integer.toString(seal),
            previous
        };
    }

    Entry signed(String signature) {
        return new Entry(
                chain,
                number,
                subject,
                before,
                after,
                at,
                source,
                service,
                textVersion,
                addressMac,
                requestId,
                checkpoint,
                witness,
                seal,
                previous,
                signature);
    }

    private static String optional(Optional<String> value) {
        return value.map(text -> "=" + text).orElse("");
    }

    @Override
    public String toString() {
        return "entry " + number + " of chain " + chain;
    }
}
