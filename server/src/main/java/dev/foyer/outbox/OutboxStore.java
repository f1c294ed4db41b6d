package dev.foyer.outbox;

import dev.foyer.db.Unawaited;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// The SQL of `outbox_message` and `outbox_attempt`.
final class OutboxStore {
    private OutboxStore() {}

    static void add(Handle tx, Message message, String messageId, Instant now) {
        Unawaited.update(
                        tx,
                        """
                        insert into outbox_message (channel, recipient, subject, body_text, body_html, message_id,
                                                    customer_id, created_at, next_attempt_at, expires_at)
                        values (:channel, :recipient, :subject, :text, :html, :messageId, :customer, :now, :now,
                                :expires)
                        """)
                .bind("channel", message.channel().label())
                .bind("recipient", message.recipient())
                .bind("subject", message.subject())
                .bind("text", message.text())
                .bind("html", message.html())
                .bind("messageId", messageId)
                .bind("customer", message.customerId().orElse(null))
                .bind("expires", message.expires().orElse(null))
                .bind("now", now)
                .send();
    }

    /// Takes one due message for a lease, and notes the attempt before it is made. A node that dies
    /// in the middle leaves the message to the others when the lease is over.
    static Optional<Parcel> claim(Handle tx, Instant now, Duration lease, Duration smsLease) {
        var parcel =
                tx.createQuery(
                                """
                                update outbox_message
                                   set attempts = attempts + 1,
                                       next_attempt_at = case channel when 'sms' then cast(:smsLeased as timestamptz)
                                                              else cast(:leased as timestamptz) end
                                 where id = (select id from outbox_message
                                              where state = 'waiting' and next_attempt_at <= :now
                                                and (expires_at is null or expires_at > :now)
                                              order by next_attempt_at
                                              limit 1 for update skip locked)
                                returning id, attempts, message_id, channel, recipient, subject, body_text, body_html,
                                          created_at
                                """)
                        .bind("now", now)
                        .bind("leased", now.plus(lease))
                        .bind("smsLeased", now.plus(smsLease))
                        .map((rs, _) -> parcel(rs))
                        .findOne();
        parcel.ifPresent(
                taken ->
                        Unawaited.update(
                                        tx,
                                        """
                                        insert into outbox_attempt (message_id, attempt, started_at)
                                        values (:id, :attempt, :now)
                                        """)
                                .bind("id", taken.id())
                                .bind("attempt", taken.attempt())
                                .bind("now", now)
                                .send());
        return parcel;
    }

    static void endAttempt(Handle tx, Parcel parcel, String outcome, String detail, Instant now) {
        Unawaited.update(
                        tx,
                        """
                        update outbox_attempt set ended_at = :now, outcome = :outcome, detail = :detail
                         where message_id = :id and attempt = :attempt
                        """)
                .bind("id", parcel.id())
                .bind("attempt", parcel.attempt())
                .bind("outcome", outcome)
                .bind("detail", detail)
                .bind("now", now)
                .send();
    }

    /// A delivered message keeps its history but not its words: they hold links that open an
    /// account.
    static void delivered(Handle tx, long id, Instant now) {
        Unawaited.update(
                        tx,
                        """
                        update outbox_message
                           set state = 'delivered', delivered_at = :now, body_text = null, body_html = null
                         where id = :id
                        """)
                .bind("id", id)
                .bind("now", now)
                .send();
    }

    static void failed(Handle tx, long id) {
        Unawaited.update(
                        tx,
                        "update outbox_message set state = 'failed' where id = :id and state = 'waiting'")
                .bind("id", id)
                .send();
    }

    static void later(Handle tx, long id, Instant next) {
        Unawaited.update(
                        tx,
                        "update outbox_message set next_attempt_at = :next where id = :id and state = 'waiting'")
                .bind("id", id)
                .bind("next", next)
                .send();
    }

    /// Gives up what is of no use any more, a bounded number at a time.
    static void expire(Handle tx, Instant now, int most) {
        tx.createUpdate(
                        """
                        update outbox_message set state = 'failed', body_text = null, body_html = null
                         where id in (select id from outbox_message
                                       where state = 'waiting' and expires_at <= :now
                                       limit :most for update skip locked)
                        """)
                .bind("now", now)
                .bind("most", most)
                .execute();
    }

    /// Gives up what still waits for this recipient and would expire anyway; what is under way goes
    /// on.
    static void withdraw(Handle tx, Channel channel, String recipient, Instant now) {
        tx.createUpdate(
                        """
                        update outbox_message m set state = 'failed', body_text = null, body_html = null
                         where channel = :channel and recipient = :recipient
                           and state = 'waiting' and expires_at is not null
                           and not exists (select from outbox_attempt a
                                            where a.message_id = m.id and a.attempt = m.attempts
                                              and a.ended_at is null and m.next_attempt_at > :now)
                        """)
                .bind("channel", channel.label())
                .bind("recipient", recipient)
                .bind("now", now)
                .execute();
    }

    static void adopt(Handle tx, Channel channel, String recipient, long customerId) {
        tx.createUpdate(
                        """
                        update outbox_message set customer_id = :customer
                         where channel = :channel and recipient = :recipient and customer_id is null
                        """)
                .bind("customer", customerId)
                .bind("channel", channel.label())
                .bind("recipient", recipient)
                .execute();
    }

    static boolean retry(Handle tx, long id, Instant now) {
        return tx.createUpdate(
                                """
                                update outbox_message set state = 'waiting', next_attempt_at = :now
                                 where id = :id and state in ('waiting', 'failed') and body_text is not null
                                   and not exists (select from outbox_attempt a
                                                    where a.message_id = outbox_message.id and a.ended_at is null
                                                      and outbox_message.next_attempt_at > :now
                                                      and a.attempt = outbox_message.attempts)
                                """)
                        .bind("id", id)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    static List<OutboxDesk.Listed> undelivered(Handle handle, int most) {
        return handle.createQuery(
                        """
                        select id, channel, recipient, subject, state, attempts, created_at, next_attempt_at
                          from outbox_message where state <> 'delivered' order by id desc limit :most
                        """)
                .bind("most", most)
                .map(OutboxStore::listed)
                .list();
    }

    static Optional<OutboxDesk.Listed> one(Handle handle, long id) {
        return handle.createQuery(
                        """
                        select id, channel, recipient, subject, state, attempts, created_at, next_attempt_at
                          from outbox_message where id = :id
                        """)
                .bind("id", id)
                .map(OutboxStore::listed)
                .findOne();
    }

    static List<OutboxDesk.Attempt> attempts(Handle handle, long id) {
        return handle.createQuery(
                        """
                        select attempt, started_at, ended_at, outcome, detail
                          from outbox_attempt where message_id = :id order by attempt
                        """)
                .bind("id", id)
                .map(
                        (rs, _) ->
                                new OutboxDesk.Attempt(
                                        rs.getInt("attempt"),
                                        instant(rs, "started_at"),
                                        Optional.ofNullable(
                                                        rs.getObject(
                                                                "ended_at", OffsetDateTime.class))
                                                .map(OffsetDateTime::toInstant),
                                        rs.getString("outcome"),
                                        rs.getString("detail")))
                .list();
    }

    /// Removes the history of a bounded number of messages that are done with.
    static int forget(Handle tx, Instant before, int most) {
        return tx.createUpdate(
                        """
                        delete from outbox_message where id in
                               (select id from outbox_message
                                 where state <> 'waiting' and next_attempt_at < :before
                                 limit :most for update skip locked)
                        """)
                .bind("before", before)
                .bind("most", most)
                .execute();
    }

    private static OutboxDesk.Listed listed(java.sql.ResultSet rs, StatementContext context)
            throws java.sql.SQLException {
        return new OutboxDesk.Listed(
                rs.getLong("id"),
                rs.getString("channel"),
                rs.getString("recipient"),
                rs.getString("subject"),
                rs.getString("state"),
                rs.getInt("attempts"),
                instant(rs, "created_at"),
                instant(rs, "next_attempt_at"));
    }

    private static Parcel parcel(java.sql.ResultSet rs) throws java.sql.SQLException {
        return new Parcel(
                rs.getLong("id"),
                rs.getInt("attempts"),
                rs.getString("message_id"),
                Channel.labelled(rs.getString("channel")),
                rs.getString("recipient"),
                rs.getString("subject"),
                rs.getString("body_text"),
                rs.getString("body_html"),
                instant(rs, "created_at"));
    }

    private static Instant instant(java.sql.ResultSet rs, String column)
            throws java.sql.SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
