package dev.foyer.session;

import dev.foyer.secret.Sha256;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// The SQL of `session`.
final class SessionStore {
    private static final String BY_ID =
            """
            select id_hash, customer_id, created_at, refreshed_at, expires_at from session where id_hash = :hash
            """;

    private static final String BY_KEY =
            """
            select id_hash, customer_id, created_at, refreshed_at, expires_at from session where key_hash = :hash
            """;

    private SessionStore() {}

    record Row(Sha256 id, long customerId, Instant created, Instant refreshed, Instant expires) {}

    static Optional<Row> byId(Handle handle, Sha256 id) {
        return find(handle, BY_ID, id);
    }

    static Optional<Row> byKey(Handle handle, Sha256 key) {
        return find(handle, BY_KEY, key);
    }

    static void add(Handle tx, Row row, Sha256 key, String address, String userAgent) {
        tx.createUpdate(
                        """
                        insert into session (id_hash, key_hash, customer_id, created_at, refreshed_at, expires_at,
                                             address, user_agent)
                        values (:id, :key, :customer, :created, :refreshed, :expires, :address, :userAgent)
                        """)
                .bind("id", row.id().bytes())
                .bind("key", key.bytes())
                .bind("customer", row.customerId())
                .bind("created", row.created())
                .bind("refreshed", row.refreshed())
                .bind("expires", row.expires())
                .bind("address", address)
                .bind("userAgent", userAgent)
                .execute();
    }

    static void refresh(Handle tx, Sha256 id, Instant now, Instant expires) {
        tx.createUpdate(
                        "update session set refreshed_at = :now, expires_at = :expires where id_hash = :id")
                .bind("id", id.bytes())
                .bind("now", now)
                .bind("expires", expires)
                .execute();
    }

    static void remove(Handle tx, Sha256 id) {
        tx.createUpdate("delete from session where id_hash = :id").bind("id", id.bytes()).execute();
    }

    /// Removes a customer's sessions, but for one that may stay.
    static int removeOf(Handle tx, long customerId, byte[] except) {
        return tx.createUpdate(
                        "delete from session where customer_id = :customer and id_hash <> :except")
                .bind("customer", customerId)
                .bind("except", except)
                .execute();
    }

    static int removeExpired(Handle tx, Instant now, int most) {
        return tx.createUpdate(
                        """
                        delete from session where id_hash in
                               (select id_hash from session where expires_at < :now
                                 limit :most for update skip locked)
                        """)
                .bind("now", now)
                .bind("most", most)
                .execute();
    }

    private static Optional<Row> find(Handle handle, String sql, Sha256 hash) {
        return handle.createQuery(sql)
                .bind("hash", hash.bytes())
                .map(
                        (rs, _) ->
                                new Row(
                                        Sha256.stored(rs.getBytes(1)),
                                        rs.getLong(2),
                                        rs.getObject(3, OffsetDateTime.class).toInstant(),
                                        rs.getObject(4, OffsetDateTime.class).toInstant(),
                                        rs.getObject(5, OffsetDateTime.class).toInstant()))
                .findOne();
    }
}
