package dev.foyer.password;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Optional;

/// The SQL of `password_reset_request`.
final class ResetRequestStore {
    private ResetRequestStore() {}

    /// A request taken down.
    ///
    /// @param language a code such as `tr`
    record Row(long id, String identity, String language, String frontendId) {
        @Override
        public String toString() {
            return "reset request " + id;
        }
    }

    static void add(Handle tx, String identity, String language, String frontendId, Instant now) {
        tx.createUpdate(
                        """
                        insert into password_reset_request (identity, language, frontend_id, created_at, due_at)
                        values (:identity, :language, :frontend, :now, :now)
                        """)
                .bind("identity", identity)
                .bind("language", language)
                .bind("frontend", frontendId)
                .bind("now", now)
                .execute();
    }

    /// Takes one due request until then; whoever fails on it leaves it to a later try.
    static Optional<Row> claim(Handle tx, Instant now, Instant until) {
        return tx.createQuery(
                        """
                        update password_reset_request set due_at = :until
                         where id = (select id from password_reset_request where due_at <= :now
                                      order by due_at limit 1 for update skip locked)
                        returning id, identity, language, frontend_id
                        """)
                .bind("now", now)
                .bind("until", until)
                .map(
                        (rs, _) ->
                                new Row(
                                        rs.getLong(1),
                                        rs.getString(2),
                                        rs.getString(3),
                                        rs.getString(4)))
                .findOne();
    }

    /// Removes a request; false where somebody else has done so.
    static boolean remove(Handle tx, long id) {
        return tx.createUpdate("delete from password_reset_request where id = :id")
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /// Removes a bounded number of requests that nobody could answer.
    static int removeOld(Handle tx, Instant before, int most) {
        return tx.createUpdate(
                        """
                        delete from password_reset_request where id in
                               (select id from password_reset_request
                                 where created_at < :before limit :most for update skip locked)
                        """)
                .bind("before", before)
                .bind("most", most)
                .execute();
    }
}
