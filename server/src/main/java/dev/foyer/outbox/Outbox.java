package dev.foyer.outbox;

import dev.foyer.secret.Secrets;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;

/// Where messages are left. Safe for use by many threads.
public final class Outbox {
    private static final int MESSAGE_ID_BYTES = 16;

    private final Secrets secrets;
    private final String domain;
    private final InstantSource clock;

    /// @param domain stands in the `Message-ID` (RFC 5322, 3.6.4)
    public Outbox(Secrets secrets, String domain, InstantSource clock) {
        this.secrets = secrets;
        this.domain = domain;
        this.clock = clock;
    }

    /// Leaves a message: it is sent soon after the transaction has been committed, and never if it
    /// is not. Nobody is woken for it ([Delivery]).
    public void add(Handle tx, Message message) {
        var messageId = "<" + secrets.randomHex(MESSAGE_ID_BYTES) + "@" + domain + ">";
        OutboxStore.add(tx, message, messageId, clock.instant());
    }

    /// Takes back what still waits for this recipient and has an end: something newer takes its
    /// place.
    public void withdraw(Handle tx, Channel channel, String recipient) {
        OutboxStore.withdraw(tx, channel, recipient, clock.instant());
    }

    /// Notes whose the messages to a recipient are that belong to nobody yet: a customer's who is
    /// about to have another address, by which they could not be found any more.
    public void adopt(Handle tx, Channel channel, String recipient, long customerId) {
        OutboxStore.adopt(tx, channel, recipient, customerId);
    }
}
