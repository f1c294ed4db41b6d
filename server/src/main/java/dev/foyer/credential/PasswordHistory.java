package dev.foyer.credential;

import dev.foyer.dynamic.Setting;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.List;

/// The passwords that a customer had before: the SQL of `password_history`. They are kept whatever
/// the setting says (contract B.4.2), so that a shop can turn it on later, but never more of them
/// than it can ask for.
public final class PasswordHistory {
    /// One old password costs one hash to compare with: this many are some 0.3 s of a core.
    private static final int MOST = 10;

    /// The sources save old passwords and say of no use that is made of them; NIST SP 800-63B-4
    /// asks for none.
    public static final Setting<Integer> PASSWORD_HISTORY_LENGTH =
            Setting.number(
                    "PASSWORD_HISTORY_LENGTH",
                    0,
                    MOST,
                    0,
                    "A new password must differ from so many before it, the present one included.");

    private PasswordHistory() {}

    /// Keeps a password that has just been replaced, and lets go of the oldest.
    public static void keep(Handle tx, long customerId, String hash, Instant now) {
        tx.createUpdate(
                        """
                        insert into password_history (customer_id, password_hash, replaced_at)
                        values (:customer, :hash, :now)
                        """)
                .bind("customer", customerId)
                .bind("hash", hash)
                .bind("now", now)
                .execute();
        // The present password is the tenth.
        tx.createUpdate(
                        """
                        delete from password_history
                         where customer_id = :customer
                           and id not in (select id from password_history where customer_id = :customer
                                           order by id desc limit :most)
                        """)
                .bind("customer", customerId)
                .bind("most", MOST - 1)
                .execute();
    }

    /// The newest of them, at most so many.
    public static List<String> newest(Handle handle, long customerId, int most) {
        return handle.createQuery(
                        """
                        select password_hash from password_history
                         where customer_id = :customer order by id desc limit :most
                        """)
                .bind("customer", customerId)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /// Forgets them: they were somebody else's.
    public static void forget(Handle tx, long customerId) {
        tx.createUpdate("delete from password_history where customer_id = :customer")
                .bind("customer", customerId)
                .execute();
    }
}
