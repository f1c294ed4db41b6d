package dev.foyer.erasure;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The SQL by which retention finds what is old.
final class RetentionStore {
    private static final String UNVERIFIED =
            """
            select c.id from customer c join email_address p on p.customer_id = c.id and p.is_primary
             where c.id > :after and c.id <= :until
               and c.erased_at is null
               and (c.phone_verified_at is null
                    or c.last_login is null and c.attributes @> '{"verification_required": true}')
               and coalesce(c.last_login, c.date_joined) < :before and c.date_joined < :before
               and p.verified_at is null
               and not exists (select from email_address e where e.customer_id = c.id and e.verified_at is not null)
             order by c.id limit :most
            """;

    private RetentionStore() {}

    /// The number of the last customer of a slice; empty where there is none after `after`.
    static Optional<Long> endOfSlice(Handle handle, long after, int most) {
        return handle.createQuery(
                        """
                        select max(id) from (select id from customer where id > :after order by id limit :most) slice
                        """)
                .bind("after", after)
                .bind("most", most)
                .map((rs, _) -> Optional.ofNullable(rs.getObject(1, Long.class)))
                .one();
    }

    /// Takes the address of the last sign-in from those who signed in long ago.
    static void forgetAddresses(Handle tx, long after, long until, Instant before) {
        tx.createUpdate(
                        """
                        update customer set attributes = attributes - 'logged_ip'
                         where id > :after and id <= :until and jsonb_exists(attributes, 'logged_ip')
                           and coalesce(last_login, date_joined) < :before
                        """)
                .bind("after", after)
                .bind("until", until)
                .bind("before", before)
                .execute();
    }

    /// Customers of a slice who never proved anything, and have not been here for long. A phone
    /// does not count that came with a registration which nobody has confirmed or used: whoever
    /// holds it must not keep somebody else's address for ever.
    static List<Long> unverified(Handle handle, long after, long until, Instant before, int most) {
        return handle.createQuery(UNVERIFIED)
                .bind("after", after)
                .bind("until", until)
                .bind("before", before)
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    /// The same question about one of them, whose row is held from now on: she may just have come
    /// back.
    static boolean isUnverified(Handle tx, long customer, Instant before) {
        tx.createQuery("select id from customer where id = :id for update")
                .bind("id", customer)
                .mapTo(Long.class)
                .findOne();
        return !unverified(tx, customer - 1, customer, before, 1).isEmpty();
    }
}
