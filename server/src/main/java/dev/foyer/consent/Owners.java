package dev.foyer.consent;

import dev.foyer.consent.Finding.Problem;

import org.jdbi.v3.core.Handle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Holds sound chains against the customers that they belong to: the way there and back, the flags,
/// the addresses.
final class Owners {
    private final Scribe scribe;
    private final LedgerKeys keys;

    Owners(Scribe scribe, LedgerKeys keys) {
        this.scribe = scribe;
        this.keys = keys;
    }

    List<Finding> check(Handle tx, List<Head> heads) {
        if (heads.isEmpty()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        var owned = new LinkedHashMap<Head, Long>();
        for (var head : heads) {
            var owner = owner(tx, head);
            if (owner.isPresent() && !head.closed()) {
                owned.put(head, owner.get());
            } else if (head.owner().isPresent()) {
                findings.add(Finding.chain(Problem.OWNER, head.chain()));
            } else if (!head.closed()) {
                findings.add(Finding.chain(Problem.NOT_ENDED, head.chain()));
            }
        }
        var covered = WalkStore.covered(tx, heads.stream().map(Head::chain).toList());
        heads.stream()
                .filter(head -> head.covered() != covered.getOrDefault(head.chain(), 0L))
                .forEach(
                        head ->
                                findings.add(
                                        Finding.entry(
                                                Problem.NOT_COVERED,
                                                head.chain(),
                                                head.covered())));
        findings.addAll(flags(tx, owned));
        return findings;
    }

    /// Customers whose key leads to no chain.
    List<Finding> withoutChain(Handle tx, Collection<HolderStore.Sealed> customers) {
        var chains = new LinkedHashMap<Long, Optional<String>>();
        for (var customer : customers) {
            if (customer.pepper().isPresent()) {
                chains.put(customer.id(), scribe.open(tx, customer).map(CustomerKey::chain));
            }
        }
        var heads =
                LedgerStore.heads(tx, chains.values().stream().flatMap(Optional::stream).toList());
        var findings = new ArrayList<Finding>();
        chains.forEach(
                (id, chain) -> {
                    var head = chain.map(heads::get);
                    if (head.isEmpty() || head.get().closed()) {
                        findings.add(
                                new Finding(
                                        Problem.NO_CHAIN,
                                        chain,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(id)));
                    }
                });
        return findings;
    }

    /// A sealed text of another kind may have been put there.
    private Optional<Long> owner(Handle tx, Head head) {
        return head.owner()
                .flatMap(kept -> keys.open(tx, kept))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    private List<Finding> flags(Handle tx, Map<Head, Long> owned) {
        var findings = new ArrayList<Finding>();
        var holders = new HashMap<Long, Holder>();
        HolderStore.find(tx, owned.values()).forEach(holder -> holders.put(holder.id(), holder));
        var customerKeys = scribe.keys(tx, owned.values());
        var byChain = new HashMap<String, CustomerKey>();
        owned.forEach(
                (head, id) -> {
                    var holder = holders.get(id);
                    var key = customerKeys.get(id);
                    if (holder == null || key == null || !key.chain().equals(head.chain())) {
                        findings.add(of(Problem.OWNER, head, id));
                    } else if (!head.standing().matches(holder.flags())) {
                        findings.add(of(Problem.PROJECTION, head, id));
                    }
                    if (key != null) {
                        byChain.put(key.chain(), key);
                    }
                });
        findings.addAll(addresses(tx, byChain));
        return findings;
    }

    private static List<Finding> addresses(Handle tx, Map<String, CustomerKey> byChain) {
        return WalkStore.addresses(tx, byChain.keySet()).stream()
                .filter(
                        seen -> {
                            var key = byChain.get(seen.chain());
                            return key != null
                                    && !key.addressMac(seen.address()).equals(seen.mac());
                        })
                .map(seen -> Finding.chain(Problem.ADDRESS, seen.chain()))
                .distinct()
                .toList();
    }

    private static Finding of(Problem problem, Head head, long customerId) {
        return Finding.chain(problem, head.chain()).by(Optional.empty(), Optional.of(customerId));
    }
}
