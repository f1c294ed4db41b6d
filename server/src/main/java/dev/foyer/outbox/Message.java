package dev.foyer.outbox;

import java.time.Instant;
import java.util.Optional;

/// A message ready to be sent: the words are chosen, the links are made.
///
/// @param recipient an e-mail address or a phone in E.164
/// @param html empty for a channel that has none
/// @param customerId whose message it is, so that an erasure finds it; empty while she is no
///   customer yet
/// @param expires after this it is of no use, and is not sent any more
public record Message(
        Channel channel,
        String recipient,
        String subject,
        String text,
        String html,
        Optional<Long> customerId,
        Optional<Instant> expires) {
    /// A mail to a customer.
    public static Message mail(long customerId, String address, Letters.Letter letter) {
        return new Message(
                Channel.EMAIL,
                address,
                letter.subject(),
                letter.text(),
                letter.html(),
                Optional.of(customerId),
                Optional.empty());
    }

    /// The same message, of no use after this time.
    public Message until(Instant end) {
        return new Message(channel, recipient, subject, text, html, customerId, Optional.of(end));
    }

    /// An SMS to somebody who may not be a customer yet.
    public static Message sms(
            String phone, String text, Instant expires, Optional<Long> customerId) {
        return new Message(Channel.SMS, phone, "", text, "", customerId, Optional.of(expires));
    }

    /// Names channel and customer; neither recipient nor words, so that it may stand in a log.
    @Override
    public String toString() {
        return channel.label() + customerId.map(id -> " to customer " + id).orElse("");
    }
}
