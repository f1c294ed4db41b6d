package dev.foyer.customer;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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

    /// Every address of a customer, the primary one first.
    public static List<Entry> of(Handle handle, long customerId) {
        return handle.createQuery(
                        """
                        select id, customer_id, address, is_primary, verified_at is not null as verified
                          from email_address where customer_id = :customer order by is_primary desc, id
                        """)
                .bind("customer", customerId)
                .map((rs, _) -> entry(rs))
                .list();
    }

    /// Adds a proved further address; its number, or nothing where the address counts as taken. The
    /// unique index decides, also between racing requests.
    public static Optional<Long> addProved(Handle tx, long customerId, Email email, Instant now) {
        return tx.createQuery(
                        """
                        insert into email_address (customer_id, address, identity, is_primary, verified_at,
                                                   created_at)
                        values (:customer, :address, :identity, false, :now, :now)
                        on conflict (identity) where is_primary or verified_at is not null do nothing
                        returning id
                        """)
                .bind("customer", customerId)
                .bind("address", email.address())
                .bind("identity", email.identity())
                .bind("now", now)
                .mapTo(Long.class)
                .findOne();
    }

    /// Makes a proved address the primary one of a customer whose row is held: one of her further
    /// addresses, or a new one. The one before it stays as a further one if it was proved, else
    /// goes. False, and nothing was done, where the address is somebody else's.
    public static boolean makePrimary(Handle tx, long customerId, Email email, Instant now) {
        // Claimed before anything is given up: whoever waits for another one's claim holds nothing
        // that the other could want.
        var id =
                addProved(tx, customerId, email, now)
                        .or(
                                () ->
                                        owning(tx, email.identity())
                                                .filter(entry -> entry.customerId() == customerId)
                                                .map(Entry::id));
        id.ifPresent(
                chosen -> {
                    retirePrimary(tx, customerId, chosen);
                    tx.createUpdate(
                                    """
                                    update email_address
                                       set is_primary = true, address = :address,
                                           verified_at = coalesce(verified_at, cast(:now as timestamptz))
                                     where id = :id
                                    """)
                            .bind("id", chosen)
                            .bind("address", email.address())
                            .bind("now", now)
                            .execute();
                });
        return id.isPresent();
    }

    /// Removes a further address of a customer; false where she has none of this number.
    public static boolean removeFurther(Handle tx, long customerId, long id) {
        return tx.createUpdate(
                                """
                                delete from email_address
                                 where id = :id and customer_id = :customer and not is_primary
                                """)
                        .bind("id", id)
                        .bind("customer", customerId)
                        .execute()
                == 1;
    }

    private static void retirePrimary(Handle tx, long customerId, long successor) {
        tx.createUpdate(
                        """
                        delete from email_address
                         where customer_id = :customer and is_primary and verified_at is null and id <> :id
                        """)
                .bind("customer", customerId)
                .bind("id", successor)
                .execute();
        tx.createUpdate(
                        """
                        update email_address set is_primary = false
                         where customer_id = :customer and is_primary and id <> :id
                        """)
                .bind("customer", customerId)
                .bind("id", successor)
                .execute();
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
