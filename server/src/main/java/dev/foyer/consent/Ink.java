package dev.foyer.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What the entries of one transaction have in common: origin and time, the signing key, and the
/// last checkpoint known.
record Ink(Origin origin, Instant at, LedgerKeys.Key seal, Mark mark) {
    Ink {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /// The same moment, told of another origin.
    Ink as(Origin other) {
        return new Ink(other, at, seal, mark);
    }

    Entry write(
            CustomerKey key,
            String chain,
            long number,
            String previous,
            String subject,
            Optional<Boolean> before,
            boolean after) {
        var entry =
                new Entry(
                        chain,
                        number,
                        subject,
                        before,
                        after,
                        at,
                        origin.source().label(),
                        origin.service(),
                        origin.textVersion().filter(text -> !text.isEmpty()).map(key::version),
                        origin.address().map(key::addressMac),
                        origin.requestId(),
                        mark.number(),
                        mark.witness(),
                        seal.id(),
                        previous,
                        "");
        return entry.signed(seal.sign(entry));
    }
}
