package dev.foyer.consent;

import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;

import tools.jackson.databind.node.ObjectNode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The SQL of `consent_checkpoint` and `consent_checkpoint_chain`.
final class CheckpointStore {
    private static final String SELECT =
            """
            select number, taken_at, chains, entries, encode(covers, 'hex') as covers, seal,
                   encode(previous, 'hex') as previous, encode(hash, 'hex') as hash
              from consent_checkpoint
            """;

    /// The key of the advisory lock: one node at a time takes checkpoints. The others are those of
    /// phones and their messages, 7 and 11 of two-part names.
    private static final long TURN = 1_907_000_019L;

    private CheckpointStore() {}

    /// Whether it is this transaction's turn to take one; it does not wait.
    static boolean isMyTurn(Handle tx) {
        return tx.createQuery("select pg_try_advisory_xact_lock(:turn)")
                .bind("turn", TURN)
                .mapTo(Boolean.class)
                .one();
    }

    static Optional<Checkpoint> last(Handle handle) {
        return handle.createQuery(SELECT + " order by number desc limit 1")
                .map((rs, _) -> checkpoint(rs))
                .findOne();
    }

    static Optional<Checkpoint> find(Handle handle, long number) {
        return handle.createQuery(SELECT + " where number = :number")
                .bind("number", number)
                .map((rs, _) -> checkpoint(rs))
                .findOne();
    }

    static List<Checkpoint> after(Handle handle, long number, int most) {
        return handle.createQuery(SELECT + " where number > :number order by number limit :most")
                .bind("number", number)
                .bind("most", most)
                .map((rs, _) -> checkpoint(rs))
                .list();
    }

    /// Chains that have grown, locked; those that somebody is writing to are left for the next
    /// time.
    static List<Covered> grown(Handle tx, int most) {
        return tx.createQuery(
                        """
                        select encode(chain, 'hex') as chain, entries, encode(last_hash, 'hex') as last_hash, covered
                          from consent_head where covered < entries
                         order by chain limit :most for update skip locked
                        """)
                .bind("most", most)
                .map(
                        (rs, _) ->
                                new Covered(
                                        rs.getString("chain"),
                                        rs.getLong("entries"),
                                        rs.getString("last_hash"),
                                        rs.getLong("covered")))
                .list();
    }

    static void add(Handle tx, Checkpoint checkpoint, List<Covered> ends) {
        tx.createUpdate(
                        """
                        insert into consent_checkpoint (number, taken_at, chains, entries, covers, seal, previous, hash)
                        values (:number, :at, :chains, :entries, decode(:covers, 'hex'), :seal,
                                decode(:previous, 'hex'), decode(:hash, 'hex'))
                        """)
                .bind("number", checkpoint.number())
                .bind("at", checkpoint.at())
                .bind("chains", checkpoint.chains())
                .bind("entries", checkpoint.entries())
                .bind("covers", checkpoint.covers())
                .bind("seal", checkpoint.seal())
                .bind("previous", checkpoint.previous())
                .bind("hash", checkpoint.hash())
                .execute();
        var rows = LedgerStore.json(ends.stream().map(CheckpointStore::node).toList());
        tx.createUpdate(
                        """
                        insert into consent_checkpoint_chain (checkpoint, chain, entry, hash)
                        select :number, decode(chain, 'hex'), entry, decode(hash, 'hex')
                          from jsonb_to_recordset(cast(:ends as jsonb)) as r (chain text, entry bigint, hash text)
                        """)
                .bind("number", checkpoint.number())
                .bind("ends", rows)
                .execute();
        tx.createUpdate(
                        """
                        update consent_head h set covered = r.entry
                          from jsonb_to_recordset(cast(:ends as jsonb)) as r (chain text, entry bigint)
                         where h.chain = decode(r.chain, 'hex')
                        """)
                .bind("ends", rows)
                .execute();
    }

    private static ObjectNode node(Covered end) {
        return Json.object()
                .put("chain", end.chain())
                .put("entry", end.entry())
                .put("hash", end.hash());
    }

    private static Checkpoint checkpoint(ResultSet rs) throws SQLException {
        return new Checkpoint(
                rs.getInt("number"),
                Rows.instant(rs, "taken_at"),
                rs.getLong("chains"),
                rs.getLong("entries"),
                rs.getString("covers"),
                rs.getInt("seal"),
                rs.getString("previous"),
                rs.getString("hash"));
    }
}
