package dev.foyer.outbox;

/// A message ready to be sent: the words are chosen, the links are made.
///
/// @param recipient an e-mail address or a phone in E.164
/// @param html empty for a channel that has none
/// @param customerId whose message it is, so that an erasure finds it
public record Message(
        Channel channel,
        String recipient,
        String subject,
        String text,
        String html,
        long customerId) {
    /// Names channel and customer; neither recipient nor words, so that it may stand in a log.
    @Override
    public String toString() {
        return channel.label() + " to customer " + customerId;
    }
}
