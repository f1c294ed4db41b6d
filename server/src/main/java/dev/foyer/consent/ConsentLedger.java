package dev.foyer.consent;

import dev.foyer.consent.Origin.Source;
import dev.foyer.customer.Consents;
import dev.foyer.db.Database;
import dev.foyer.secret.Secrets;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// The one way to change what a customer allows. Every change is an entry that is never changed nor
/// removed; the flags on the customer are its projection and change in the same transaction. Any
/// number of customers costs the same number of statements. Safe for use by many threads.
public final class ConsentLedger {
    /// Customers looked at in one piece of [#openOld].
    private static final int OPENED_AT_ONCE = 200;

    private final Database database;
    private final InstantSource clock;
    private final LedgerKeys keys;
    private final Checkpoints checkpoints;
    private final Scribe scribe;
    private final AtomicLong openedUpTo = new AtomicLong();

    public ConsentLedger(Database database, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.keys = new LedgerKeys(database, secrets, clock.instant());
        this.checkpoints = new Checkpoints(database, keys, clock);
        this.scribe = new Scribe(keys, secrets);
    }

    /// One customer's withdrawal.
    public record Withdrawal(long customerId, Set<Subject> subjects) {}

    /// What an erasure has taken out.
    ///
    /// @param keys ways from customers to their chains
    /// @param owners ways from chains to their customers
    /// @param addresses network addresses in clear
    public record Forgotten(int keys, int owners, int addresses) {}

    /// One customer's first word.
    ///
    /// @param given what her flags say already
    /// @param privacy whether she confirmed the privacy text; empty where that is not known
    public record Opening(long customerId, Consents given, Optional<Boolean> privacy) {}

    /// The first word of a customer who has just been added with these flags: one entry for each
    /// channel, and one for the privacy text.
    public void open(Handle tx, long customerId, Consents given, Origin origin) {
        openAll(tx, List.of(new Opening(customerId, given, Optional.of(true))), origin);
    }

    /// [#open] for many customers who have just been added, in a fixed number of statements.
    public void openAll(Handle tx, List<Opening> openings, Origin origin) {
        var ink = ink(origin);
        var folios = new ArrayList<Folio>();
        for (var opening : openings) {
            var folio = scribe.fresh(opening.customerId());
            scribe.say(folio, opening.given(), opening.privacy(), ink);
            folios.add(folio);
        }
        scribe.write(tx, folios, ink);
    }

    /// Sets the flags named; entries are made for those that differ from what stands.
    ///
    /// @return how many differed
    public int change(Handle tx, long customerId, Map<Subject, Boolean> wanted, Origin origin) {
        return change(tx, Map.of(customerId, wanted), origin);
    }

    /// Withdraws for many customers at once, in a fixed number of statements. Numbers that nobody
    /// has are skipped.
    ///
    /// @return how many flags changed
    public int withdraw(Handle tx, List<Withdrawal> withdrawals, Origin origin) {
        var wanted = new LinkedHashMap<Long, Map<Subject, Boolean>>();
        for (var one : withdrawals) {
            var subjects =
                    wanted.computeIfAbsent(one.customerId(), _ -> new EnumMap<>(Subject.class));
            one.subjects().forEach(subject -> subjects.put(subject, false));
        }
        return change(tx, wanted, origin);
    }

    /// Ends the chain of a customer who is being erased: what she still allows is withdrawn, a last
    /// entry says why, the network addresses in clear and her key are deleted. Nobody can tell any
    /// more whose chain it is; it stays, and still verifies. Where she has none, her flags alone
    /// are taken back.
    public Forgotten forget(Handle tx, long customerId) {
        return forgetAll(tx, List.of(customerId));
    }

    /// [#forget] for many customers, in a fixed number of statements; for whoever deletes customers
    /// as a whole too.
    public Forgotten forgetAll(Handle tx, Collection<Long> customerIds) {
        var ink = ink(Origin.ofServer(Source.ERASURE, Optional.empty()));
        var holders = HolderStore.lock(tx, customerIds);
        var folios = scribe.known(tx, holders);
        for (var folio : folios.values()) {
            for (var subject : Subject.values()) {
                folio.standing()
                        .of(subject)
                        .filter(allowed -> allowed && subject != Subject.PRIVACY)
                        .ifPresent(_ -> folio.say(subject, false, ink));
            }
            folio.close(ink);
        }
        scribe.write(tx, List.copyOf(folios.values()), ink);
        // Also of chains that have lost their head: whoever has a key has addresses.
        var chains =
                scribe.keys(tx, customerIds).values().stream().map(CustomerKey::chain).toList();
        int addresses = LedgerStore.forgetAddresses(tx, chains);
        int keys = HolderStore.removeKeys(tx, customerIds);
        var nothing = new Consents(false, false, false, false);
        var flags = new LinkedHashMap<Long, Consents>();
        holders.stream()
                .filter(holder -> !holder.flags().equals(nothing))
                .forEach(holder -> flags.put(holder.id(), nothing));
        if (!flags.isEmpty()) {
            HolderStore.project(tx, flags);
        }
        return new Forgotten(keys, folios.size(), addresses);
    }

    /// What one customer allowed and withdrew, from the beginning; nothing where she has no chain.
    public Optional<History> history(Handle handle, long customerId) {
        return new Histories(keys, scribe).read(handle, customerId);
    }

    /// Deletes network addresses in clear that were last seen before this time; the entries keep
    /// what stands for them.
    ///
    /// @return how many were deleted, at most `most`
    public int sweepAddresses(Instant before, int most) {
        return database.write(tx -> LedgerStore.sweepAddresses(tx, before, most));
    }

    /// Opens the chains of a bounded number of customers who were there before the ledger, with the
    /// flags that they have.
    ///
    /// @return whether there may be more
    public boolean openOld() {
        var looked =
                database.read(
                        handle -> HolderStore.after(handle, openedUpTo.get(), OPENED_AT_ONCE));
        var without =
                looked.stream()
                        .filter(customer -> !customer.erased() && customer.pepper().isEmpty())
                        .map(HolderStore.Sealed::id)
                        .toList();
        if (!without.isEmpty()) {
            database.change(tx -> openOld(tx, without));
        }
        if (!looked.isEmpty()) {
            openedUpTo.set(looked.getLast().id());
        }
        return looked.size() == OPENED_AT_ONCE;
    }

    /// The checkpoints over all chains.
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    /// The walk that finds what was altered.
    public Verification verification() {
        return new Verification(database, keys, scribe);
    }

    private void openOld(Handle tx, Collection<Long> ids) {
        var holders = HolderStore.lock(tx, ids);
        var known = scribe.known(tx, holders);
        var ink = ink(Origin.ofServer(Source.MIGRATION, Optional.empty()));
        var folios =
                holders.stream()
                        .filter(holder -> !holder.erased() && !known.containsKey(holder.id()))
                        .map(holder -> scribe.migrated(holder, ink))
                        .toList();
        scribe.write(tx, folios, ink);
    }

    private int change(Handle tx, Map<Long, Map<Subject, Boolean>> wanted, Origin origin) {
        var ink = ink(origin);
        var holders = HolderStore.lock(tx, wanted.keySet());
        var known = scribe.known(tx, holders);
        var written = new ArrayList<Folio>();
        var flags = new LinkedHashMap<Long, Consents>();
        int differed = 0;
        for (var holder : holders) {
            var folio = known.get(holder.id());
            if (folio == null && holder.erased()) {
                continue;
            }
            var page = folio == null ? scribe.migrated(holder, ink) : folio;
            var changes = wanted.getOrDefault(holder.id(), Map.of());
            int changed = say(page, changes, ink);
            if (changed > 0) {
                written.add(page);
                differed += changed;
            }
            if (!holder.flagsWith(changes).equals(holder.flags())) {
                flags.put(holder.id(), holder.flagsWith(changes));
            }
        }
        scribe.write(tx, written, ink);
        if (!flags.isEmpty()) {
            HolderStore.project(tx, flags);
        }
        return differed;
    }

    private static int say(Folio folio, Map<Subject, Boolean> changes, Ink ink) {
        int before = folio.added().size();
        for (var subject : Subject.values()) {
            if (changes.containsKey(subject)) {
                folio.say(subject, changes.get(subject), ink);
            }
        }
        return folio.added().size() - before;
    }

    private Ink ink(Origin origin) {
        return new Ink(origin, clock.instant(), keys.current(), checkpoints.known());
    }
}
