package dev.foyer.consent;

import java.util.ArrayList;
import java.util.List;

/// The end of a chain as a checkpoint found it.
///
/// @param since how many entries the checkpoint before had found; 0 for a new chain
record Covered(String chain, long entry, String hash, long since) {
    /// What is signed for these ends, in the order of their chains.
    static String[] parts(List<Covered> ends) {
        var parts = new ArrayList<String>();
        parts.add("ends 1");
        for (var end : ends) {
            parts.add(end.chain());
            parts.add(Long.toString(end.entry()));
            parts.add(end.hash());
        }
        return parts.toArray(String[]::new);
    }
}
