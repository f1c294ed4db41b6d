package dev.foyer.consent;

import dev.foyer.db.Unawaited;
import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The SQL with which `consent_ledger`, `consent_head` and `consent_address` grow: for any number
/// of chains one statement of each kind.
final class LedgerStore {
    private LedgerStore() {}

    /// A network address in clear, as one chain has met it.
    record Seen(String chain, String mac, String address) {
        @Override
        public String toString() {
            return "an address";
        }
    }

    /// Where these chains end. Their customers are locked, so that nobody else moves them.
    static Map<String, Head> heads(Handle tx, Collection<String> chains) {
        var heads = new HashMap<String, Head>();
        tx.createQuery(
                        """
                        select encode(h.chain, 'hex') as chain, h.entries, encode(h.last_hash, 'hex') as last_hash,
                               h.standing, h.closed, h.owner, h.covered
                          from consent_head h
                          join unnest(cast(:chains as text[])) as wanted (chain)
                            on h.chain = decode(wanted.chain, 'hex')
                        """)
                .bind("chains", array(chains))
                .map((rs, _) -> Rows.head(rs))
                .forEach(head -> heads.put(head.chain(), head));
        return heads;
    }

    static void append(Handle tx, List<Entry> entries) {
        Unawaited.update(
                        tx,
                        """
                        insert into consent_ledger (chain, entry, subject, old_value, new_value, recorded_at, source,
                                                    service, text_version, address_mac, request_id, checkpoint,
                                                    witness, seal, previous, hash)
                        select decode(chain, 'hex'), entry, subject, old_value, new_value, recorded_at, source,
                               service, text_version, decode(address_mac, 'hex'), request_id, checkpoint,
                               decode(witness, 'hex'), seal, decode(previous, 'hex'), decode(hash, 'hex')
                          from jsonb_to_recordset(cast(:entries as jsonb)) as r
                               (chain text, entry bigint, subject text, old_value boolean, new_value boolean,
                                recorded_at timestamptz, source text, service text, text_version text,
                                address_mac text, request_id text, checkpoint integer, witness text,
                                seal integer, previous text, hash text)
                        """)
                .bind("entries", json(entries.stream().map(LedgerStore::node).toList()))
                .send();
    }

    static void move(Handle tx, List<Head> heads) {
        Unawaited.update(
                        tx,
                        """
                        insert into consent_head (chain, entries, last_hash, standing, closed, owner)
                        select decode(chain, 'hex'), entries, decode(last_hash, 'hex'), standing, closed, owner
                          from jsonb_to_recordset(cast(:heads as jsonb)) as r
                               (chain text, entries bigint, last_hash text, standing text, closed boolean, owner text)
                        on conflict (chain) do update
                           set entries = excluded.entries, last_hash = excluded.last_hash,
                               standing = excluded.standing, closed = excluded.closed, owner = excluded.owner
                        """)
                .bind("heads", json(heads.stream().map(LedgerStore::node).toList()))
                .send();
    }

    static void see(Handle tx, List<Seen> addresses, Instant now) {
        Unawaited.update(
                        tx,
                        """
                        insert into consent_address (chain, address_mac, address, seen_at)
                        select decode(chain, 'hex'), decode(mac, 'hex'), address, :now
                          from jsonb_to_recordset(cast(:seen as jsonb)) as r (chain text, mac text, address text)
                        on conflict (chain, address_mac) do update set seen_at = excluded.seen_at
                        """)
                .bind("seen", json(addresses.stream().map(LedgerStore::node).toList()))
                .bind("now", now)
                .send();
    }

    static int forgetAddresses(Handle tx, Collection<String> chains) {
        return tx.createUpdate(
                        """
                        delete from consent_address a using unnest(cast(:chains as text[])) as gone (chain)
                         where a.chain = decode(gone.chain, 'hex')
                        """)
                .bind("chains", array(chains))
                .execute();
    }

    static int sweepAddresses(Handle tx, Instant before, int most) {
        return tx.createUpdate(
                        """
                        delete from consent_address where (chain, address_mac) in
                               (select chain, address_mac from consent_address where seen_at < :before
                                 order by seen_at limit :most for update skip locked)
                        """)
                .bind("before", before)
                .bind("most", most)
                .execute();
    }

    /// A PostgreSQL array of texts that need no quoting: hex.
    static String array(Collection<String> hex) {
        return hex.stream().collect(Collectors.joining(",", "{", "}"));
    }

    /// A JSON array as text.
    static String json(List<ObjectNode> rows) {
        return Json.text(Json.node(rows));
    }

    private static ObjectNode node(Entry entry) {
        var node = Json.object();
        node.put("chain", entry.chain()).put("entry", entry.number());
        node.put("subject", entry.subject());
        entry.before().ifPresent(before -> node.put("old_value", before));
        node.put("new_value", entry.after());
        node.put("recorded_at", entry.at().toString()).put("source", entry.source());
        optional(node, "service", entry.service());
        optional(node, "text_version", entry.textVersion());
        optional(node, "address_mac", entry.addressMac());
        optional(node, "request_id", entry.requestId());
        node.put("checkpoint", entry.checkpoint()).put("witness", entry.witness());
        node.put("seal", entry.seal());
        return node.put("previous", entry.previous()).put("hash", entry.hash());
    }

    private static ObjectNode node(Head head) {
        var node = Json.object();
        node.put("chain", head.chain()).put("entries", head.entries());
        node.put("last_hash", head.lastHash()).put("standing", head.standing().letters());
        node.put("closed", head.closed());
        optional(node, "owner", head.owner());
        return node;
    }

    private static ObjectNode node(Seen seen) {
        var node = Json.object();
        return node.put("chain", seen.chain())
                .put("mac", seen.mac())
                .put("address", seen.address());
    }

    private static void optional(ObjectNode node, String name, Optional<String> value) {
        value.ifPresent(text -> node.put(name, text));
    }
}
