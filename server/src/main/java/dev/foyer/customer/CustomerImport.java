package dev.foyer.customer;

import dev.foyer.customer.ImportedRows.Row;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings many customers in, in one transaction and a fixed number of statements. The unique
/// indexes are the judges, also against registrations at the same moment.
///
/// Addresses are claimed first and in one order, so that two imports of the same customers, or an
/// import and registrations, wait for each other and never in a circle.
public final class CustomerImport {
    private CustomerImport() {}

    /// What came of one customer.
    public sealed interface Judged {
        /// She is here now, under this number.
        record Added(long id) implements Judged {}

        /// She was here before: her external id or her primary address is known.
        record AlreadyHere() implements Judged {}

        /// Something of hers is somebody else's: `email`, `emails` or `username`. Nothing of her
        /// was kept.
        record Taken(String field) implements Judged {}
    }

    /// Adds those who are not here yet.
    ///
    /// @param customers of whom no two share one of their [ImportedCustomer#claims]
    /// @return what came of each, in their order
    public static List<Judged> add(Handle tx, List<ImportedCustomer> customers, Instant now) {
        var all = customers.stream().map(Candidate::new).toList();
        findExternalIds(tx, undecided(all));
        number(tx, undecided(all));
        claimAddresses(tx, undecided(all), now);
        findHolders(tx, undecided(all));
        insert(tx, undecided(all));
        takeBack(tx, all);
        return all.stream().map(Candidate::judged).toList();
    }

    /// A customer on her way in.
    private static final class Candidate {
        private final ImportedCustomer customer;
        private final Set<String> claimed = new HashSet<>();
        private long id;
        private @Nullable Judged judged;

        Candidate(ImportedCustomer customer) {
            this.customer = customer;
        }

        boolean hasAllAddresses() {
            return customer.identities().allMatch(claimed::contains);
        }

        boolean hasPrimaryAddress() {
            return claimed.contains(customer.primaryIdentity());
        }

        Judged judged() {
            return judged == null ? new Judged.Added(id) : judged;
        }
    }

    private static List<Candidate> undecided(List<Candidate> candidates) {
        return candidates.stream().filter(candidate -> candidate.judged == null).toList();
    }

    private static void findExternalIds(Handle tx, List<Candidate> candidates) {
        var ids = candidates.stream().flatMap(c -> c.customer.externalId().stream()).toList();
        var known =
                new HashSet<>(
                        tx.createQuery(
                                        "select external_id from customer where external_id = any(:ids)")
                                .bindArray("ids", String.class, ids)
                                .mapTo(String.class)
                                .list());
        candidates.stream()
                .filter(c -> c.customer.externalId().filter(known::contains).isPresent())
                .forEach(c -> c.judged = new Judged.AlreadyHere());
    }

    private static void number(Handle tx, List<Candidate> candidates) {
        var ids =
                tx.createQuery(
                                """
                                with sequence as materialized (
                                    select pg_get_serial_sequence('customer', 'id')::regclass as id)
                                select nextval(sequence.id) from sequence, generate_series(1, :count)
                                """)
                        .bind("count", candidates.size())
                        .mapTo(Long.class)
                        .list();
        for (int i = 0; i < ids.size(); i++) {
            candidates.get(i).id = ids.get(i);
        }
    }

    private record AddressRow(Candidate of, ImportedCustomer.Address address, boolean primary) {}

    private static void claimAddresses(Handle tx, List<Candidate> candidates, Instant now) {
        var rows = new ArrayList<AddressRow>();
        for (var candidate : candidates) {
            boolean primary = true;
            for (var address : candidate.customer.addresses()) {
                rows.add(new AddressRow(candidate, address, primary));
                primary = false;
            }
        }
        rows.sort(Comparator.comparing(row -> row.address().email().identity()));
        var byId = new HashMap<Long, Candidate>();
        candidates.forEach(candidate -> byId.put(candidate.id, candidate));
        var insert =
                tx.createQuery(
                        """
                        insert into email_address (customer_id, address, identity, is_primary, verified_at, created_at)
                        select id, address, identity, is_primary::boolean, verified_at::timestamptz, :now
                          from unnest(:ids, :addresses, :identities, :primaries, :verified)
                               as r(id, address, identity, is_primary, verified_at)
                        on conflict (identity) where is_primary or verified_at is not null do nothing
                        returning customer_id, identity
                        """);
        ImportedRows.bind(
                insert, "addresses", rows, row -> Optional.of(row.address().email().address()));
        ImportedRows.bind(
                insert, "identities", rows, row -> Optional.of(row.address().email().identity()));
        ImportedRows.bind(insert, "primaries", rows, row -> Optional.of(row.primary()));
        ImportedRows.bind(insert, "verified", rows, row -> row.address().verified());
        insert.bindArray("ids", Long.class, rows.stream().map(row -> row.of().id).toList())
                .bind("now", now)
                .map((rs, _) -> Map.entry(rs.getLong(1), rs.getString(2)))
                .forEach(row -> owner(byId, row.getKey()).claimed.add(row.getValue()));
    }

    private static Candidate owner(Map<Long, Candidate> byId, long id) {
        var candidate = byId.get(id);
        if (candidate == null) {
            throw new IllegalStateException("the database gave a number that nobody has");
        }
        return candidate;
    }

    /// Those who did not get their addresses: whether they are here already, or somebody else is.
    private static void findHolders(Handle tx, List<Candidate> candidates) {
        var losers = candidates.stream().filter(c -> !c.hasAllAddresses()).toList();
        var holders = new HashMap<String, Optional<String>>();
        tx.createQuery(
                        """
                        select e.identity, c.external_id
                          from email_address e join customer c on c.id = e.customer_id
                         where e.identity = any(:identities) and (e.is_primary or e.verified_at is not null)
                        """)
                .bindArray(
                        "identities",
                        String.class,
                        losers.stream()
                                .filter(c -> !c.hasPrimaryAddress())
                                .map(c -> c.customer.primaryIdentity())
                                .toList())
                .map((rs, _) -> Map.entry(rs.getString(1), Optional.ofNullable(rs.getString(2))))
                .forEach(row -> holders.put(row.getKey(), row.getValue()));
        for (var loser : losers) {
            var holder = holders.getOrDefault(loser.customer.primaryIdentity(), Optional.empty());
            loser.judged = judge(loser, holder);
        }
    }

    private static Judged judge(Candidate loser, Optional<String> holder) {
        if (loser.hasPrimaryAddress()) {
            return new Judged.Taken("emails");
        }
        boolean another = holder.isPresent() && loser.customer.externalId().isPresent();
        return another ? new Judged.Taken("email") : new Judged.AlreadyHere();
    }

    private static void insert(Handle tx, List<Candidate> candidates) {
        var rows = candidates.stream().map(c -> new Row(c.id, c.customer)).toList();
        var inserted = ImportedRows.insert(tx, rows);
        var losers = candidates.stream().filter(c -> !inserted.contains(c.id)).toList();
        if (!losers.isEmpty()) {
            // Somebody came in between under this external id; else it was the user name.
            findExternalIds(tx, losers);
            undecided(losers).forEach(c -> c.judged = new Judged.Taken("username"));
        }
    }

    /// Whoever did not get everything keeps nothing.
    private static void takeBack(Handle tx, List<Candidate> candidates) {
        var losers =
                candidates.stream()
                        .filter(candidate -> candidate.judged != null && candidate.id != 0)
                        .map(candidate -> candidate.id)
                        .toList();
        if (!losers.isEmpty()) {
            tx.createUpdate("delete from email_address where customer_id = any(:ids)")
                    .bindArray("ids", Long.class, losers)
                    .execute();
            tx.createUpdate("delete from customer where id = any(:ids)")
                    .bindArray("ids", Long.class, losers)
                    .execute();
        }
    }
}
