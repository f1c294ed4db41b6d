package dev.foyer.confirmation;

import dev.foyer.confirmation.MailedLinks.Draft;
import dev.foyer.confirmation.MailedLinks.Link;
import dev.foyer.confirmation.MailedLinks.Purpose;
import dev.foyer.customer.Email;
import dev.foyer.secret.Sha256;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// The SQL of `mailed_link`.
final class MailedLinkStore {
    private static final String SELECT =
            """
            select id, purpose, customer_id, address, state, session_hash, issued_at, ended_at is not null as ended
              from mailed_link
            """;

    private MailedLinkStore() {}

    static Link add(Handle tx, Draft draft, Instant now) {
        return tx.createQuery(
                        """
                        insert into mailed_link (purpose, customer_id, address, identity, state, session_hash,
                                                 issued_at)
                        values (:purpose, :customer, :address, :identity, :state, :session, :now)
                        returning id, purpose, customer_id, address, state, session_hash, issued_at, false as ended
                        """)
                .bind("purpose", draft.purpose().label())
                .bind("customer", draft.customerId())
                .bind("address", draft.email().address())
                .bind("identity", draft.email().identity())
                .bind("state", draft.state())
                .bind("session", draft.session().map(Sha256::bytes).orElse(null))
                .bind("now", now)
                .map((rs, _) -> link(rs))
                .one();
    }

    static Optional<Link> find(Handle handle, long id) {
        return handle.createQuery(SELECT + " where id = :id")
                .bind("id", id)
                .map((rs, _) -> link(rs))
                .findOne();
    }

    static Optional<Link> newestOpen(Handle handle, Purpose purpose, long customerId, Email email) {
        return handle.createQuery(
                        SELECT
                                + """
                                 where customer_id = :customer and purpose = :purpose and identity = :identity
                                   and ended_at is null
                                 order by issued_at desc limit 1
                                """)
                .bind("customer", customerId)
                .bind("purpose", purpose.label())
                .bind("identity", email.identity())
                .map((rs, _) -> link(rs))
                .findOne();
    }

    static void end(Handle tx, long customerId, List<Purpose> purposes, Instant now) {
        tx.createUpdate(
                        """
                        update mailed_link set ended_at = :now
                         where customer_id = :customer and purpose = any(:purposes) and ended_at is null
                        """)
                .bind("customer", customerId)
                .bind("purposes", purposes.stream().map(Purpose::label).toArray(String[]::new))
                .bind("now", now)
                .execute();
    }

    static void end(Handle tx, long customerId, Email email, Instant now) {
        tx.createUpdate(
                        """
                        update mailed_link set ended_at = :now
                         where customer_id = :customer and identity = :identity and ended_at is null
                        """)
                .bind("customer", customerId)
                .bind("identity", email.identity())
                .bind("now", now)
                .execute();
    }

    static void remove(Handle tx, long customerId) {
        tx.createUpdate("delete from mailed_link where customer_id = :customer")
                .bind("customer", customerId)
                .execute();
    }

    /// Removes a bounded number of links older than their purpose allows.
    static int removeOld(Handle tx, Instant others, Instant objections, int most) {
        return tx.createUpdate(
                        """
                        delete from mailed_link where id in
                               (select id from mailed_link
                                 where issued_at < case purpose when 'objection'
                                                        then cast(:objections as timestamptz)
                                                        else cast(:others as timestamptz) end
                                 order by issued_at limit :most for update skip locked)
                        """)
                .bind("objections", objections)
                .bind("others", others)
                .bind("most", most)
                .execute();
    }

    private static Link link(ResultSet rs) throws SQLException {
        var draft =
                new Draft(
                        Purpose.labelled(rs.getString("purpose")),
                        rs.getLong("customer_id"),
                        Email.parse(rs.getString("address")).orElseThrow(),
                        rs.getString("state"),
                        Optional.ofNullable(rs.getBytes("session_hash")).map(Sha256::stored));
        return new Link(
                rs.getLong("id"),
                draft,
                rs.getObject("issued_at", OffsetDateTime.class).toInstant(),
                rs.getBoolean("ended"));
    }
}
