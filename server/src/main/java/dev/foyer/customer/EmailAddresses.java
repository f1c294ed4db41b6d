package dev.foyer.customer;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The SQL of `email_address`.
public final class EmailAddresses {
    private EmailAddresses() {}

    /// One address record.
    public record Entry(long id, long customerId, Email email, boolean primary, boolean verified) {}

    /// Takes an address as the primary one of a customer who is about to be added; her number, or
    /// nothing where the address counts as taken (contract 0.2.8).
    static Optional<Long> claim(Handle tx, Email email, Instant now) {
        return tx.createQuery(
                        """
                        insert into email_address (customer_id, address, identity, is_primary, created_at)
                        values (nextval(pg_get_serial_sequence('customer', 'id')), :address, :identity, true, :now)
                        on conflict (identity) where is_primary or verified_at is not null do nothing
                        returning customer_id
                        """)
                .bind("address", email.address())
                .bind("identity", email.identity())
                .bind("now", now)
                .mapTo(Long.class)
                .findOne();
    }

    /// Whether an address counts as taken now. A look before the leap, which [#claim] alone
    /// decides.
    public static boolean isTaken(Handle handle, Email email) {
        return handle.createQuery(
                        """
                        select exists (select from email_address
                                        where identity = :identity and (is_primary or verified_at is not null))
                        """)
                .bind("identity", email.identity())
                .mapTo(Boolean.class)
                .one();
    }

    /// The customer for whom an address counts as taken.
    public static Optional<Long> customerOf(Handle handle, Email email) {
        return handle.createQuery(
                        """
                        select customer_id from email_address
                         where identity = :identity and (is_primary or verified_at is not null)
                        """)
                .bind("identity", email.identity())
                .mapTo(Long.class)
                .findOne();
    }

    /// An address record by number.
    public static Optional<Entry> find(Handle handle, long id) {
        return handle.createQuery(
                        """
                        select id, customer_id, address, is_primary, verified_at is not null as verified
                          from email_address where id = :id
                        """)
                .bind("id", id)
                .map((rs, _) -> entry(rs))
                .findOne();
    }

    /// The address record that makes this address count as taken (contract 0.2.8).
    public static Optional<Entry> owning(Handle handle, String identity) {
        return handle.createQuery(
                        """
                        select id, customer_id, address, is_primary, verified_at is not null as verified
                          from email_address
                         where identity = :identity and (is_primary or verified_at is not null)
                        """)
                .bind("identity", identity)
                .map((rs, _) -> entry(rs))
                .findOne();
    }

    /// Holds the primary address of a customer until the transaction ends.
    public static void lockPrimary(Handle tx, long customerId) {
        tx.createQuery(
                        """
                        select id from email_address
                         where customer_id = :customer and is_primary for no key update
                        """)
                .bind("customer", customerId)
                .mapTo(Long.class)
                .findOne();
    }

    /// Removes every address of a customer but the primary one.
    public static void removeFurther(Handle tx, long customerId) {
        tx.createUpdate(
                        "delete from email_address where customer_id = :customer and not is_primary")
                .bind("customer", customerId)
                .execute();
    }

    /// Notes that an address has been proved; false where it was already, or is another by now.
    public static boolean verify(Handle tx, long id, String identity, Instant now) {
        return tx.createUpdate(
                                """
                                update email_address set verified_at = :now
                                 where id = :id and identity = :identity and verified_at is null
                                """)
                        .bind("id", id)
                        .bind("identity", identity)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    private static Entry entry(ResultSet rs) throws SQLException {
        return new Entry(
                rs.getLong("id"),
                rs.getLong("customer_id"),
                Email.parse(rs.getString("address")).orElseThrow(),
                rs.getBoolean("is_primary"),
                rs.getBoolean("verified"));
    }
}
