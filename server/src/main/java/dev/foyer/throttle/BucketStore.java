package dev.foyer.throttle;

import dev.foyer.db.Unawaited;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The SQL of `throttle_bucket` and `throttle_repeat`. Rows are locked in the order of their ids,
/// after that of a repeat, so that nobody waits in a circle.
final class BucketStore {
    /// A row may be swept between being made and being locked, but hardly twice.
    private static final int TRIES = 5;

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

    /// The rows of these buckets, made where they are missing; nobody else changes them until the
    /// transaction ends.
    static Map<String, Row> lock(Handle tx, List<String> ids, Instant now) {
        var rows = lockedIfAll(tx, ids);
        for (int i = 0; i < TRIES && rows.size() < ids.size(); i++) {
            make(tx, ids, now);
            rows = lockedIfAll(tx, ids);
        }
        return rows;
    }

    private static void make(Handle tx, List<String> ids, Instant now) {
        tx.createUpdate(
                        """
                        insert into throttle_bucket (id, state, until)
                        select id, ''::bytea, cast(:now as timestamptz)
                          from unnest(cast(:ids as text[])) id order by id
                        on conflict do nothing
                        """)
                .bindArray("ids", String.class, ids)
                .bind("now", now)
                .execute();
    }

    /// The rows of these buckets as far as there are any, after a secret that proved right has been
    /// forgotten. The count is never below zero: to look at it makes the secret go before any
    /// bucket is locked, in the order that everybody keeps.
    static Map<String, Row> locked(Handle tx, List<String> ids, Optional<String> secret) {
        var query =
                tx.createQuery(
                                """
                                with forgotten as (delete from throttle_repeat where id = :secret returning id)
                                select id, state, until from throttle_bucket
                                 where (select count(*) from forgotten) >= 0
                                   and id = any(cast(:ids as text[]))
                                 order by id for update
                                """)
                        .bind("secret", secret.orElse(null));
        return rows(query, ids);
    }

    /// The rows of these buckets, or none of them where one is missing: whoever held some of them
    /// while the missing one is made would lock in another order than those who find them all.
    private static Map<String, Row> lockedIfAll(Handle tx, List<String> ids) {
        return rows(
                tx.createQuery(
                        """
                        select id, state, until from throttle_bucket
                         where id = any(cast(:ids as text[]))
                           and (select count(*) from throttle_bucket where id = any(cast(:ids as text[])))
                               = cardinality(cast(:ids as text[]))
                         order by id for update
                        """),
                ids);
    }

    private static Map<String, Row> rows(Query query, List<String> ids) {
        var rows = new HashMap<String, Row>();
        query.bindArray("ids", String.class, ids)
                .map(
                        (rs, _) ->
                                Map.entry(
                                        rs.getString(1),
                                        new Row(
                                                rs.getBytes(2),
                                                rs.getObject(3, OffsetDateTime.class).toInstant())))
                .forEach(row -> rows.put(row.getKey(), row.getValue()));
        return rows;
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

    /// How often this secret has been shown since its mark was made, this time included; a mark
    /// that is over is made anew.
    static int repeated(Handle tx, String id, Instant now, Instant until) {
        return tx.createQuery(
                        """
                        insert into throttle_repeat as r (id, until, seen) values (:id, :until, 1)
                        on conflict (id) do update
                           set seen = case when r.until <= cast(:now as timestamptz) then 1 else r.seen + 1 end,
                               until = case when r.until <= cast(:now as timestamptz)
                                            then cast(:until as timestamptz) else r.until end
                        returning seen
                        """)
                .bind("id", id)
                .bind("now", now)
                .bind("until", until)
                .mapTo(Integer.class)
                .one();
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
