package dev.foyer.consent;

import java.util.Optional;

/// Where a chain ends.
///
/// @param entries how many there are
/// @param closed whether its customer has been erased
/// @param owner the sealed customer number; empty once closed
/// @param covered how many entries the last checkpoint that looked has found
record Head(
        String chain,
        long entries,
        String lastHash,
        Standing standing,
        boolean closed,
        Optional<String> owner,
        long covered) {

    /// A chain that has not begun.
    static Head fresh(String chain, String owner) {
        return new Head(
                chain, 0, Entry.NOTHING, Standing.NOTHING_SAID, false, Optional.of(owner), 0);
    }
}
