package dev.foyer.consent;

import org.jdbi.v3.core.Handle;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one customer's chain, and walks along it while it reads.
final class Histories {
    /// Entries that are shown; a person has a handful, a program that toggles flags has more.
    private static final int MOST_SHOWN = 10_000;

    private static final int PIECE = 1000;

    private final LedgerKeys keys;
    private final Scribe scribe;

    Histories(LedgerKeys keys, Scribe scribe) {
        this.keys = keys;
        this.scribe = scribe;
    }

    Optional<History> read(Handle handle, long customerId) {
        return scribe.key(handle, customerId).map(key -> read(handle, customerId, key));
    }

    private History read(Handle handle, long customerId, CustomerKey key) {
        var walk = new ChainWalk(keys, Cursor.after(Cursor.Stage.ENTRIES, key.chain()));
        var addresses = addresses(handle, key);
        var items = new ArrayDeque<History.Item>();
        Optional<Finding> flaw = Optional.empty();
        Optional<Head> head = Optional.empty();
        long seen = 0;
        List<ChainWalk.Step> piece;
        do {
            piece = WalkStore.stepsOf(handle, key.chain(), walk.here().number(), PIECE);
            for (var step : piece) {
                var found = walk.go(handle, step);
                flaw = flaw.isPresent() ? flaw : found;
                head = step.head();
                items.add(item(step.entry(), addresses));
                seen++;
                if (items.size() > MOST_SHOWN) {
                    items.remove();
                }
            }
        } while (piece.size() == PIECE);
        flaw = flaw.isPresent() ? flaw : walk.end(head);
        return new History(customerId, key.chain(), seen - items.size(), List.copyOf(items), flaw);
    }

    private static Map<String, String> addresses(Handle handle, CustomerKey key) {
        var byMac = new HashMap<String, String>();
        WalkStore.addresses(handle, List.of(key.chain())).stream()
                .filter(seen -> key.addressMac(seen.address()).equals(seen.mac()))
                .forEach(seen -> byMac.put(seen.mac(), seen.address()));
        return byMac;
    }

    private static History.Item item(Entry entry, Map<String, String> addresses) {
        return new History.Item(
                entry.number(),
                entry.subject(),
                entry.before(),
                entry.after(),
                entry.at(),
                entry.source(),
                entry.service(),
                entry.textVersion(),
                entry.addressMac().map(addresses::get),
                entry.addressMac(),
                entry.requestId(),
                entry.hash());
    }
}
