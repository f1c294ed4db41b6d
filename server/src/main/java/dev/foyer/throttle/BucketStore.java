package dev.foyer.throttle;

import dev.foyer.db.Unawaited;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// The SQL of `throttle_bucket` and `throttle_repeat`. A transaction holds first the row of a
/// repeat, then rows that it has made, then rows that were there, each kind in the order of their
/// ids, and looks for them once; after [#save] it asks nothing more: so nobody waits in a circle.
/// The sweep goes another way, and skips what somebody holds.
final class BucketStore {
    /// Who waits for a row that somebody else is making must hold none that was there before: so
    /// missing rows are made first. A count is never below zero; to look at it keeps that order.
    private static final String LOCK =
            """
            with marked as (
                insert into throttle_repeat as r (id, until, seen)
                select :secret, cast(:over as timestamptz), 1 where cast(:secret as text) is not null
                on conflict (id) do update
                   set seen = case when r.until <= cast(:now as timestamptz) then 1 else r.seen + 1 end,
                       until = case when r.until <= cast(:now as timestamptz)
                                    then cast(:over as timestamptz) else r.until end
                returning seen between 2 and :repeats as repeat),
            made as (
                insert into throttle_bucket (id, state, until)
                select id, ''::bytea, cast(:now as timestamptz)
                  from unnest(cast(array[:ids] as text[])) id
                 where id is not null and not exists (select from marked where repeat)
                 order by id
                on conflict do nothing
                returning id, state, until),
            locked as (
                select id, state, until from throttle_bucket
                 where id in (:ids) and not exists (select from marked where repeat)
                   and (select count(*) from made) >= 0
                 order by id for update)
            select coalesce(m.repeat, false) as repeat, b.id, b.state, b.until
              from (select bool_or(repeat) as repeat from marked) m
              left join (select * from made union all select * from locked) b on true
            """;

    private BucketStore() {}

    /// A bucket as it stands in the table; empty where nobody has used it.
    static final class Row {
        private final byte[] state;
        private final Instant until;

        Row(byte[] state, Instant until) {
            this.state = state;
            this.until = until;
        }

        byte[] state() {
            return state;
        }

        Instant until() {
            return until;
        }

        @Override
        public String toString() {
            return "bucket until " + until;
        }
    }

    /// What there was when a try came.
    ///
    /// @param repeat whether its secret was shown before, and counts no more
    /// @param rows of its buckets, none for a repeat; some are missing where somebody else has made
    ///   or swept them just now
    record Found(boolean repeat, Map<String, Row> rows) {}

    /// Marks a secret, if there is one, and, unless it is thereby seen to be a repeat, locks the
    /// rows of these buckets, made where they are missing: nobody else changes them until the
    /// transaction ends. A mark that is over is made anew. One trip, and once in a transaction.
    ///
    /// @param over when a mark that is made now will be over
    /// @param repeats so often a secret may be shown before it is no repeat any more
    static Found lock(
            Handle tx,
            List<String> ids,
            Optional<String> secret,
            Instant now,
            Instant over,
            int repeats) {
        var rows = new HashMap<String, Row>();
        boolean repeat =
                among(tx, ids, LOCK)
                        .bind("secret", secret.orElse(null))
                        .bind("now", now)
                        .bind("over", over)
                        .bind("repeats", repeats)
                        .reduceResultSet(
                                false,
                                (_, rs, _) -> {
                                    if (rs.getString("id") != null) {
                                        put(rows, rs);
                                    }
                                    return rs.getBoolean("repeat");
                                });
        return new Found(repeat, rows);
    }

    /// The rows of these buckets as far as there are any, after a secret that proved right has been
    /// forgotten. To look at the count makes the secret go before any bucket is locked, in the
    /// order that everybody keeps.
    static Map<String, Row> locked(Handle tx, List<String> ids, Optional<String> secret) {
        return among(
                        tx,
                        ids,
                        """
                        with forgotten as (delete from throttle_repeat where id = :secret returning id)
                        select id, state, until from throttle_bucket
                         where (select count(*) from forgotten) >= 0 and id in (:ids)
                         order by id for update
                        """)
                .bind("secret", secret.orElse(null))
                .reduceResultSet(
                        new HashMap<>(),
                        (rows, rs, _) -> {
                            put(rows, rs);
                            return rows;
                        });
    }

    /// A query with a place of its own for each id, of which there are few: the server plans it
    /// once for each number of them, where it would plan it anew for each array.
    private static Query among(Handle tx, List<String> ids, String sql) {
        var places = new StringJoiner(", ").setEmptyValue("null");
        for (int i = 0; i < ids.size(); i++) {
            places.add(":id" + i);
        }
        var query = tx.createQuery(sql.replace(":ids", places.toString()));
        for (int i = 0; i < ids.size(); i++) {
            query.bind("id" + i, ids.get(i));
        }
        return query;
    }

    private static void put(Map<String, Row> rows, ResultSet rs) throws SQLException {
        var until = rs.getObject("until", OffsetDateTime.class).toInstant();
        rows.put(rs.getString("id"), new Row(rs.getBytes("state"), until));
    }

    /// Writes buckets back.
    static void save(Handle tx, Map<String, Bucket> buckets) {
        buckets.forEach(
                (id, bucket) ->
                        Unawaited.update(
                                        tx,
                                        "update throttle_bucket set state = :state, until = :until where id = :id")
                                .bind("id", id)
                                .bind("state", bucket.bytes())
                                .bind("until", bucket.until())
                                .send());
    }

    /// Forgets a secret that proved right.
    static void forget(Handle tx, String id) {
        Unawaited.update(tx, "delete from throttle_repeat where id = :id").bind("id", id).send();
    }

    /// Removes a bounded number of rows that are over, of both tables.
    static int removeOver(Handle tx, Instant now, int most) {
        return tx.createUpdate(
                                """
                                delete from throttle_bucket where id in
                                       (select id from throttle_bucket
                                         where until <= :now limit :most for update skip locked)
                                """)
                        .bind("now", now)
                        .bind("most", most)
                        .execute()
                + tx.createUpdate(
                                """
                                delete from throttle_repeat where id in
                                       (select id from throttle_repeat
                                         where until <= :now limit :most for update skip locked)
                                """)
                        .bind("now", now)
                        .bind("most", most)
                        .execute();
    }
}
