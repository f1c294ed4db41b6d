package dev.foyer.session;

import dev.foyer.db.Unawaited;
import dev.foyer.secret.Sha256;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/// The SQL of `session`.
final class SessionStore {
    private static final String FIND =
            """
            select s.id_hash, s.customer_id, s.created_at, s.refreshed_at, s.expires_at, s.currency, s.language,
                   c.language_code, greatest(s.seen_at, s.refreshed_at) as seen_at
              from session s join customer c on c.id = s.customer_id
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

    /// @param customerLanguage a locale
    /// @param seen when it was last used, as far as it has been written
    record Found(Row row, String customerLanguage, Instant seen) {}

    static Optional<Found> byId(Handle handle, Sha256 id) {
        return find(handle, FIND + " where s.id_hash = :hash", id);
    }

    static Optional<Found> byKey(Handle handle, Sha256 key) {
        return find(handle, FIND + " where s.key_hash = :hash", key);
    }

    static void add(Handle tx, Row row, Sha256 key, String address, String userAgent) {
        Unawaited.update(
                        tx,
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
                .send();
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
        Unawaited.update(
                        tx,
                        "update session set refreshed_at = :now, expires_at = :expires where id_hash = :id")
                .bind("id", id.bytes())
                .bind("now", now)
                .bind("expires", expires)
                .send();
    }

    static void remove(Handle tx, Sha256 id) {
        Unawaited.update(tx, "delete from session where id_hash = :id")
                .bind("id", id.bytes())
                .send();
    }

    /// Removes a customer's sessions, but for one that may stay.
    static int removeOf(Handle tx, long customerId, byte[] except) {
        return tx.createUpdate(
                        "delete from session where customer_id = :customer and id_hash <> :except")
                .bind("customer", customerId)
                .bind("except", except)
                .execute();
    }

    /// Nobody needs to hear of them: a session that is over is refused by its own time.
    static int removeExpired(Handle tx, Instant now, int most) {
        unheard(tx);
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

    /// Notes when sessions were last used; what nodes remember of them does not change by that.
    /// Those that somebody else holds are left out: they are being changed, and so in use.
    static void seen(Handle tx, Map<Sha256, Instant> times) {
        unheard(tx);
        tx.createUpdate(
                        """
                        with used as (
                            select s.id_hash, u.at
                              from session s
                              join unnest(:ids, :times) as u (id, at) on s.id_hash = decode(u.id, 'hex')
                             for no key update of s skip locked)
                        update session s
                           set seen_at = greatest(seen_at, to_timestamp(used.at))
                          from used where s.id_hash = used.id_hash
                        """)
                .bind("ids", times.keySet().stream().map(Sha256::hex).toArray(String[]::new))
                .bind(
                        "times",
                        times.values().stream().map(Instant::getEpochSecond).toArray(Long[]::new))
                .execute();
    }

    private static void unheard(Handle tx) {
        tx.createQuery("select set_config('foyer.unheard', 'on', true)").mapTo(String.class).one();
    }

    private static Optional<Found> find(Handle handle, String sql, Sha256 hash) {
        return handle.createQuery(sql)
                .bind("hash", hash.bytes())
                .map(
                        (rs, _) ->
                                new Found(
                                        row(rs, hash),
                                        // One of a few, kept a hundred thousand times.
                                        rs.getString("language_code").intern(),
                                        rs.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .findOne();
    }

    /// @param asked where it was the id, it is kept once
    private static Row row(ResultSet rs, Sha256 asked) throws SQLException {
        var id = Sha256.stored(rs.getBytes(1));
        return new Row(
                id.equals(asked) ? asked : id,
                rs.getLong(2),
                rs.getObject(3, OffsetDateTime.class).toInstant(),
                rs.getObject(4, OffsetDateTime.class).toInstant(),
                rs.getObject(5, OffsetDateTime.class).toInstant(),
                choices(rs));
    }

    private static Choices choices(ResultSet rs) throws SQLException {
        var choices =
                new Choices(
                        Optional.ofNullable(rs.getString("currency")),
                        Optional.empty(),
                        Optional.ofNullable(rs.getString("language")));
        return choices.equals(Choices.NONE) ? Choices.NONE : choices;
    }
}
