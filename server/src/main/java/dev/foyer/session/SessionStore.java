package dev.foyer.session;

import dev.foyer.secret.Sha256;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// The SQL of `session`.
final class SessionStore {
    private static final String BY_ID =
            """
            select id_hash, customer_id, created_at, refreshed_at, expires_at, currency, language,
                   case when :speaks then (select c.language_code from customer c where c.id = customer_id) end
              from session where id_hash = :hash
            """;

    private static final String BY_KEY =
            """
            select id_hash, customer_id, created_at, refreshed_at, expires_at, currency, language,
                   case when :speaks then (select c.language_code from customer c where c.id = customer_id) end
              from session where key_hash = :hash
            """;

    private SessionStore() {}

    /// @param choices without a city, which stands with the customer
    record Row(
            Sha256 id,
            long customerId,
            Instant created,
            Instant refreshed,
            Instant expires,
            Choices choices) {}

    /// @param customerLanguage where it was asked for
    record Found(Row row, Optional<String> customerLanguage) {}

    /// @param speaks whether the customer's language is wanted too
    static Optional<Found> byId(Handle handle, Sha256 id, boolean speaks) {
        return find(handle, BY_ID, id, speaks);
    }

    static Optional<Found> byKey(Handle handle, Sha256 key, boolean speaks) {
        return find(handle, BY_KEY, key, speaks);
    }

    static void add(Handle tx, Row row, Sha256 key, String address, String userAgent) {
        tx.createUpdate(
                        """
                        insert into session (id_hash, key_hash, customer_id, created_at, refreshed_at, expires_at,
                                             address, user_agent, currency, language)
                        values (:id, :key, :customer, :created, :refreshed, :expires, :address, :userAgent,
                                :currency, :language)
                        """)
                .bind("id", row.id().bytes())
                .bind("key", key.bytes())
                .bind("customer", row.customerId())
                .bind("created", row.created())
                .bind("refreshed", row.refreshed())
                .bind("expires", row.expires())
                .bind("address", address)
                .bind("userAgent", userAgent)
                .bind("currency", row.choices().currency().orElse(null))
                .bind("language", row.choices().language().orElse(null))
                .execute();
    }

    /// Adds to what a session holds, and tells all of it; nothing where the session has ended.
    static Optional<Choices> choose(Handle tx, Sha256 id, Choices chosen) {
        return tx.createQuery(
                        """
                        update session set currency = coalesce(:currency, currency),
                                           language = coalesce(:language, language)
                         where id_hash = :id
                        returning currency, language
                        """)
                .bind("id", id.bytes())
                .bind("currency", chosen.currency().orElse(null))
                .bind("language", chosen.language().orElse(null))
                .map((rs, _) -> choices(rs))
                .findOne();
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

    private static Optional<Found> find(Handle handle, String sql, Sha256 hash, boolean speaks) {
        return handle.createQuery(sql)
                .bind("hash", hash.bytes())
                .bind("speaks", speaks)
                .map((rs, _) -> new Found(row(rs), Optional.ofNullable(rs.getString(8))))
                .findOne();
    }

    private static Row row(ResultSet rs) throws SQLException {
        return new Row(
                Sha256.stored(rs.getBytes(1)),
                rs.getLong(2),
                rs.getObject(3, OffsetDateTime.class).toInstant(),
                rs.getObject(4, OffsetDateTime.class).toInstant(),
                rs.getObject(5, OffsetDateTime.class).toInstant(),
                choices(rs));
    }

    private static Choices choices(ResultSet rs) throws SQLException {
        return new Choices(
                Optional.ofNullable(rs.getString("currency")),
                Optional.empty(),
                Optional.ofNullable(rs.getString("language")));
    }
}
