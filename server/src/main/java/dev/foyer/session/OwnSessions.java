package dev.foyer.session;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The SQL of `session` as customers see it.
final class OwnSessions {
    private OwnSessions() {}

    /// Since when a session must have been used, and opened, to be alive.
    record Alive(Instant now, Instant usedAfter, Instant openedAfter) {}

    /// A customer's living sessions: the present one, then the others, the last used first.
    static List<OwnSession> of(Handle handle, Visitor.SignedIn present, Alive alive, int most) {
        return handle.createQuery(
                        """
                        select public_id, id_hash = :present as present, created_at,
                               greatest(seen_at, refreshed_at) as used_at, address, user_agent
                          from session
                         where customer_id = :customer
                           and expires_at > :now and refreshed_at > :usedAfter and created_at > :openedAfter
                         order by present desc, used_at desc, public_id
                         limit :most
                        """)
                .bind("present", present.session().bytes())
                .bind("customer", present.customerId())
                .bind("now", alive.now())
                .bind("usedAfter", alive.usedAfter())
                .bind("openedAfter", alive.openedAfter())
                .bind("most", most)
                .map((rs, _) -> session(rs))
                .list();
    }

    /// Removes one of a customer's sessions.
    ///
    /// @return whether it was the present one; empty where she has no such session
    static Optional<Boolean> remove(Handle tx, Visitor.SignedIn present, UUID id) {
        return tx.createQuery(
                        """
                        delete from session where customer_id = :customer and public_id = :id
                        returning id_hash = :present
                        """)
                .bind("customer", present.customerId())
                .bind("id", id)
                .bind("present", present.session().bytes())
                .mapTo(Boolean.class)
                .findOne();
    }

    private static OwnSession session(ResultSet rs) throws SQLException {
        return new OwnSession(
                rs.getObject("public_id", UUID.class),
                rs.getBoolean("present"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                rs.getObject("used_at", OffsetDateTime.class).toInstant(),
                rs.getString("address"),
                rs.getString("user_agent"));
    }
}
