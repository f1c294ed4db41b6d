package dev.foyer.consent;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The SQL with which the ledger is read and verified: every statement is bounded and goes on from
/// a key.
final class WalkStore {
    private static final String STEPS =
            "select "
                    + Rows.ENTRY
                    + """
                      , h.entries, encode(h.last_hash, 'hex') as last_hash, h.standing, h.closed, h.owner, h.covered,
                        encode(c.hash, 'hex') as checkpoint_hash
                       from consent_ledger l
                       left join consent_head h on h.chain = l.chain
                       left join consent_checkpoint c on c.number = l.checkpoint
                      """;

    private WalkStore() {}

    /// A head, and whether its chain has an entry at all.
    record Held(String chain, boolean hasEntries) {}

    /// The end of a chain as a checkpoint tells it, beside what stands there.
    ///
    /// @param found the hash of that entry; empty where there is none
    /// @param entries how far the chain goes where there is none
    record End(Covered told, Optional<String> found, long entries) {}

    /// Entries of all chains after this one, in their order.
    static List<ChainWalk.Step> steps(Handle handle, String chain, long entry, int most) {
        return steps(
                handle.createQuery(
                                STEPS
                                        + """
                                           where (l.chain, l.entry) > (decode(:chain, 'hex'), :entry)
                                           order by l.chain, l.entry limit :most
                                          """)
                        .bind("chain", chain)
                        .bind("entry", entry)
                        .bind("most", most));
    }

    /// Entries of one chain after this one.
    static List<ChainWalk.Step> stepsOf(Handle handle, String chain, long entry, int most) {
        return steps(
                handle.createQuery(
                                STEPS
                                        + """
                                           where l.chain = decode(:chain, 'hex') and l.entry > :entry
                                           order by l.entry limit :most
                                          """)
                        .bind("chain", chain)
                        .bind("entry", entry)
                        .bind("most", most));
    }

    static List<Held> heads(Handle handle, String chain, int most) {
        return handle.createQuery(
                        """
                        select encode(h.chain, 'hex') as chain,
                               exists (select from consent_ledger l where l.chain = h.chain) as has_entries
                          from consent_head h
                         where h.chain > decode(:chain, 'hex') order by h.chain limit :most
                        """)
                .bind("chain", chain)
                .bind("most", most)
                .map((rs, _) -> new Held(rs.getString("chain"), rs.getBoolean("has_entries")))
                .list();
    }

    static List<End> ends(Handle handle, int checkpoint, int most) {
        return handle.createQuery(
                        """
                        select encode(c.chain, 'hex') as chain, c.entry, encode(c.hash, 'hex') as hash,
                               encode(l.hash, 'hex') as found,
                               case when l.hash is null then
                                    (select max(p.entry) from consent_ledger p
                                      where p.chain = c.chain and p.entry < c.entry) end as entries
                          from consent_checkpoint_chain c
                          left join consent_ledger l on l.chain = c.chain and l.entry = c.entry
                         where c.checkpoint = :checkpoint order by c.chain limit :most
                        """)
                .bind("checkpoint", checkpoint)
                .bind("most", most)
                .map(
                        (rs, _) ->
                                new End(
                                        new Covered(
                                                rs.getString("chain"),
                                                rs.getLong("entry"),
                                                rs.getString("hash"),
                                                0),
                                        Optional.ofNullable(rs.getString("found")),
                                        rs.getLong("entries")))
                .list();
    }

    /// Whether ends are told of a checkpoint after this one.
    static boolean hasEndsAfter(Handle handle, long checkpoint) {
        return handle.createQuery(
                        "select exists (select from consent_checkpoint_chain where checkpoint > :checkpoint)")
                .bind("checkpoint", checkpoint)
                .mapTo(Boolean.class)
                .one();
    }

    /// How far checkpoints have covered these chains; those that none has seen are left out.
    static Map<String, Long> covered(Handle handle, Collection<String> chains) {
        var covered = new HashMap<String, Long>();
        handle.createQuery(
                        """
                        select wanted.chain, last.entry
                          from unnest(cast(:chains as text[])) as wanted (chain)
                          join lateral (select c.entry from consent_checkpoint_chain c
                                         where c.chain = decode(wanted.chain, 'hex')
                                         order by c.entry desc limit 1) as last on true
                        """)
                .bind("chains", LedgerStore.array(chains))
                .map((rs, _) -> Map.entry(rs.getString("chain"), rs.getLong("entry")))
                .forEach(entry -> covered.put(entry.getKey(), entry.getValue()));
        return covered;
    }

    /// The addresses in clear that these chains have.
    static List<LedgerStore.Seen> addresses(Handle handle, Collection<String> chains) {
        return handle.createQuery(
                        """
                        select encode(a.chain, 'hex') as chain, encode(a.address_mac, 'hex') as mac, a.address
                          from consent_address a
                          join unnest(cast(:chains as text[])) as wanted (chain)
                            on a.chain = decode(wanted.chain, 'hex')
                        """)
                .bind("chains", LedgerStore.array(chains))
                .map(
                        (rs, _) ->
                                new LedgerStore.Seen(
                                        rs.getString("chain"),
                                        rs.getString("mac"),
                                        rs.getString("address")))
                .list();
    }

    private static List<ChainWalk.Step> steps(Query query) {
        return query.map((rs, _) -> step(rs)).list();
    }

    private static ChainWalk.Step step(ResultSet rs) throws SQLException {
        var entry = Rows.entry(rs);
        return new ChainWalk.Step(
                entry,
                rs.getString("last_hash") == null ? Optional.empty() : Optional.of(Rows.head(rs)),
                Optional.ofNullable(rs.getString("checkpoint_hash")));
    }
}
