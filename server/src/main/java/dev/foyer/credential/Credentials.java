package dev.foyer.credential;

import dev.foyer.customer.Email;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// The SQL of `credential`.
public final class Credentials {
    private Credentials() {}

    /// What a sign-in needs to know of the customer behind an address.
    ///
    /// @param passwordHash empty where she has no usable password
    public record Found(
            long customerId,
            Optional<String> passwordHash,
            boolean active,
            boolean emailVerified,
            boolean verificationRequired) {}

    /// The customer whose primary address this is; one statement.
    public static Optional<Found> find(Handle handle, Email email) {
        return handle.createQuery(
                        """
                        select c.id, p.password_hash, c.is_active, e.verified_at is not null as verified,
                               c.attributes -> 'verification_required' = 'true'::jsonb as required
                          from email_address e
                          join customer c on c.id = e.customer_id
                          left join credential p on p.customer_id = c.id
                         where e.identity = :identity and e.is_primary
                        """)
                .bind("identity", email.identity())
                .map(
                        (rs, _) ->
                                new Found(
                                        rs.getLong("id"),
                                        Optional.ofNullable(rs.getString("password_hash")),
                                        rs.getBoolean("is_active"),
                                        rs.getBoolean("verified"),
                                        rs.getBoolean("required")))
                .findOne();
    }

    /// The first password of a new customer.
    public static void add(Handle tx, long customerId, String hash, Instant now) {
        tx.createUpdate(
                        """
                        insert into credential (customer_id, password_hash, changed_at)
                        values (:customer, :hash, :now)
                        """)
                .bind("customer", customerId)
                .bind("hash", hash)
                .bind("now", now)
                .execute();
    }

    /// The same password, hashed at another cost; nothing happens where it was changed meanwhile.
    public static void upgrade(Handle tx, long customerId, String from, String to) {
        tx.createUpdate(
                        """
                        update credential set password_hash = :to
                         where customer_id = :customer and password_hash = :from
                        """)
                .bind("customer", customerId)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    /// When a customer last chose a password; nothing where she has none that could be used.
    public static Optional<Instant> changed(Handle handle, long customerId) {
        return handle.createQuery("select changed_at from credential where customer_id = :customer")
                .bind("customer", customerId)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant);
    }

    /// Takes a password away: somebody else knows it. A new one comes by mail.
    public static void revoke(Handle tx, long customerId) {
        tx.createUpdate("delete from credential where customer_id = :customer")
                .bind("customer", customerId)
                .execute();
    }
}
