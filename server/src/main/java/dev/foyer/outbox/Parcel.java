package dev.foyer.outbox;

import java.time.Instant;

/// A message on its way to a carrier.
///
/// @param id the row in the outbox
/// @param attempt which try this is, from 1
/// @param messageId stable over all attempts, so that a receiver can tell a repetition
public record Parcel(
        long id,
        int attempt,
        String messageId,
        Channel channel,
        String recipient,
        String subject,
        String text,
        String html,
        Instant created) {
    @Override
    public String toString() {
        return "outbox message " + id + ", attempt " + attempt;
    }
}
