package dev.foyer.customer;

import org.jdbi.v3.core.Handle;

/// Whether a customer may come in: the SQL of `customer.is_active`, for operators.
public final class Activity {
    private Activity() {}

    /// What came of a change.
    public enum Change {
        DONE,
        /// It was so before.
        ALREADY,
        /// There is no such customer, or no more.
        UNKNOWN
    }

    /// Opens or closes an account; holds the customer's row, so that a sign-in under way is before
    /// or after it as a whole. Whoever closes one ends its sessions in the same transaction.
    public static Change set(Handle tx, long id, boolean active) {
        var before =
                tx.createQuery(
                                """
                                select is_active from customer
                                 where id = :id and erased_at is null for no key update
                                """)
                        .bind("id", id)
                        .mapTo(Boolean.class)
                        .findOne();
        if (before.isEmpty()) {
            return Change.UNKNOWN;
        }
        if (before.get() == active) {
            return Change.ALREADY;
        }
        tx.createUpdate("update customer set is_active = :active where id = :id")
                .bind("id", id)
                .bind("active", active)
                .execute();
        return Change.DONE;
    }
}
