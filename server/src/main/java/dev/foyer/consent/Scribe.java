package dev.foyer.consent;

import dev.foyer.customer.Consents;
import dev.foyer.secret.DataKey;
import dev.foyer.secret.Secrets;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens folios and writes what was added to them. Safe for use by many threads.
final class Scribe {
    private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);

    private final LedgerKeys keys;
    private final Secrets secrets;

    Scribe(LedgerKeys keys, Secrets secrets) {
        this.keys = keys;
        this.secrets = secrets;
    }

    /// A chain that has not begun.
    Folio fresh(long customerId) {
        var key = new CustomerKey(DataKey.fresh(secrets));
        var owner = keys.seal(Long.toString(customerId));
        return new Folio(customerId, key, Head.fresh(key.chain(), owner));
    }

    /// A chain that begins with what the customer's flags say already, as the server found them.
    Folio migrated(Holder holder, Ink ink) {
        var folio = fresh(holder.id());
        var found = ink.as(Origin.ofServer(Origin.Source.MIGRATION, holder.textVersion()));
        say(folio, holder.flags(), Optional.of(true), found);
        return folio;
    }

    void say(Folio folio, Consents flags, Optional<Boolean> privacy, Ink ink) {
        folio.say(Subject.EMAIL, flags.email(), ink);
        folio.say(Subject.SMS, flags.sms(), ink);
        folio.say(Subject.CALL, flags.call(), ink);
        folio.say(Subject.WHATSAPP, flags.whatsapp(), ink);
        privacy.ifPresent(confirmed -> folio.say(Subject.PRIVACY, confirmed, ink));
    }

    /// The chains of those locked customers who have one, by customer, in their order.
    ///
    /// Where somebody removed or altered the key or the head of a chain, it counts as none: the
    /// customer gets a new one, so that she can still withdraw, and verification shows the old.
    Map<Long, Folio> known(Handle tx, List<Holder> holders) {
        var ids = holders.stream().map(Holder::id).toList();
        var byCustomer = keys(tx, ids);
        var heads =
                LedgerStore.heads(
                        tx, byCustomer.values().stream().map(CustomerKey::chain).toList());
        var folios = new LinkedHashMap<Long, Folio>();
        for (long id : ids) {
            var key = byCustomer.get(id);
            var head = key == null ? null : heads.get(key.chain());
            if (key != null && head != null && !head.closed()) {
                folios.put(id, new Folio(id, key, head));
            } else if (key != null) {
                LOG.error("the consent chain of customer {} has lost its end", id);
            }
        }
        return folios;
    }

    /// Her key, where she has one that can be opened.
    Optional<CustomerKey> key(Handle handle, long customerId) {
        return Optional.ofNullable(keys(handle, List.of(customerId)).get(customerId));
    }

    /// The keys of those who have one that can be opened.
    Map<Long, CustomerKey> keys(Handle handle, Collection<Long> customerIds) {
        return HolderStore.keys(handle, customerIds, keys, secrets);
    }

    Optional<CustomerKey> open(Handle handle, HolderStore.Sealed sealed) {
        return HolderStore.open(handle, sealed, keys, secrets);
    }

    /// One statement for each kind of row, however many folios there are.
    void write(Handle tx, List<Folio> folios, Ink ink) {
        var entries = folios.stream().flatMap(folio -> folio.added().stream()).toList();
        if (entries.isEmpty()) {
            return;
        }
        var peppers = new LinkedHashMap<Long, String>();
        folios.stream()
                .filter(Folio::isFresh)
                .forEach(
                        folio ->
                                peppers.put(
                                        folio.customerId(),
                                        keys.seal(folio.key().pepper().spelled())));
        if (!peppers.isEmpty()) {
            HolderStore.putKeys(tx, peppers);
        }
        LedgerStore.append(tx, entries);
        LedgerStore.move(tx, folios.stream().map(Folio::head).toList());
        var seen = new ArrayList<LedgerStore.Seen>();
        ink.origin()
                .address()
                .ifPresent(address -> folios.forEach(folio -> seen.add(seen(folio, address))));
        if (!seen.isEmpty()) {
            LedgerStore.see(tx, seen, ink.at());
        }
    }

    private static LedgerStore.Seen seen(Folio folio, String address) {
        var key = folio.key();
        return new LedgerStore.Seen(key.chain(), key.addressMac(address), address);
    }
}
