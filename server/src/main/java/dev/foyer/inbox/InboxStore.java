package dev.foyer.inbox;

import dev.foyer.db.Unawaited;
import dev.foyer.outbox.Parcel;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// The SQL of `dev_inbox`.
final class InboxStore {
    private static final int KEPT = 1000;

    /// Those who deliver wait for one another where they remove the same rows.
    private static final int SWEPT_EVERY = 100;

    private InboxStore() {}

    record Received(
            long id,
            String channel,
            String recipient,
            String subject,
            String text,
            String html,
            Instant created) {}

    /// Adds a message; one that came before under the same id is not added again. Some hundred more
    /// than the newest are kept, until the others are removed at once.
    static void add(Handle tx, Parcel parcel) {
        Unawaited.update(
                        tx,
                        """
                        with added as (
                            insert into dev_inbox (channel, recipient, subject, body_text, body_html, message_id,
                                                   created_at)
                            values (:channel, :recipient, :subject, :text, :html, :messageId, :created)
                            on conflict (message_id) do nothing returning id)
                        delete from dev_inbox where id <= (select id from added where id % :every = 0) - :kept
                        """)
                .bind("every", SWEPT_EVERY)
                .bind("kept", KEPT)
                .bind("channel", parcel.channel().label())
                .bind("recipient", parcel.recipient())
                .bind("subject", parcel.subject())
                .bind("text", parcel.text())
                .bind("html", parcel.html())
                .bind("messageId", parcel.messageId())
                .bind("created", parcel.created())
                .send();
    }

    /// Newest first.
    static List<Received> find(
            Handle handle, Optional<String> to, Optional<String> channel, int most) {
        return handle.createQuery(
                        """
                        select id, channel, recipient, subject, body_text, body_html, created_at from dev_inbox
                         where (cast(:to as text) is null or lower(recipient) = lower(:to))
                           and (cast(:channel as text) is null or channel = :channel)
                         order by id desc limit :most
                        """)
                .bind("to", to.orElse(null))
                .bind("channel", channel.orElse(null))
                .bind("most", most)
                .map(
                        (rs, _) ->
                                new Received(
                                        rs.getLong("id"),
                                        rs.getString("channel"),
                                        rs.getString("recipient"),
                                        rs.getString("subject"),
                                        rs.getString("body_text"),
                                        rs.getString("body_html"),
                                        rs.getObject("created_at", OffsetDateTime.class)
                                                .toInstant()))
                .list();
    }
}
