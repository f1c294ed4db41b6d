package dev.foyer.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What stood in all chains together at one time. Bytes in lower hex.
///
/// @param number from 1 without gaps
/// @param chains how many chains have been covered since the beginning
/// @param entries how many entries
/// @param covers the signature of the ends of those chains that had grown
/// @param seal the number of the key that signed
/// @param previous the hash of the checkpoint before; zeros before the first
/// @param hash the signature of all the others
public record Checkpoint(
        int number,
        Instant at,
        long chains,
        long entries,
        String covers,
        int seal,
        String previous,
        String hash) {

    /// Everything that is signed, in a fixed order.
    String[] parts() {
        return new String[] {
            "checkpoint 1",
            Integer.toString(number),
            Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)),
            Long.toString(chains),
            Long.toString(entries),
            covers,
            Integer.toString(seal),
            previous
        };
    }

    Checkpoint signed(String signature) {
        return new Checkpoint(number, at, chains, entries, covers, seal, previous, signature);
    }
}
