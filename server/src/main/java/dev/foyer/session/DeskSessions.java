package dev.foyer.session;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/// The SQL of `session` for the desk: what an operator sees of a customer's sessions, and nothing
/// by which one could be used.
public final class DeskSessions {
    private DeskSessions() {}

    /// One session.
    ///
    /// @param used when it was last used, to some minutes
    public record Listed(
            Instant created, Instant used, Instant expires, String address, String userAgent) {
        @Override
        public String toString() {
            return "a session";
        }
    }

    /// A customer's sessions that have not expired, the last used first.
    public static List<Listed> of(Handle handle, long customerId, Instant now, int most) {
        return handle.createQuery(
                        """
                        select created_at, greatest(seen_at, refreshed_at) as used_at, expires_at, address,
                               user_agent
                          from session where customer_id = :customer and expires_at > :now
                         order by used_at desc, created_at desc limit :most
                        """)
                .bind("customer", customerId)
                .bind("now", now)
                .bind("most", most)
                .map(
                        (rs, _) ->
                                new Listed(
                                        rs.getObject(1, OffsetDateTime.class).toInstant(),
                                        rs.getObject(2, OffsetDateTime.class).toInstant(),
                                        rs.getObject(3, OffsetDateTime.class).toInstant(),
                                        rs.getString(4),
                                        rs.getString(5)))
                .list();
    }

    /// How many there are.
    public static int count(Handle handle, long customerId, Instant now) {
        return handle.createQuery(
                        "select count(*) from session where customer_id = :customer and expires_at > :now")
                .bind("customer", customerId)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }
}
