package dev.foyer.outbox;

import dev.foyer.db.Database;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What an operator sees of the outbox and may do with it. Recipients are masked. Safe for use by
/// many threads.
public final class OutboxDesk {
    private static final int MOST_LISTED = 200;

    private final Database database;
    private final InstantSource clock;

    public OutboxDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// One message, without its words.
    public record Listed(
            long id,
            String channel,
            String recipient,
            String subject,
            String state,
            int attempts,
            Instant created,
            Instant nextAttempt) {
        /// First letter and domain of an address, last two digits of a phone.
        public String maskedRecipient() {
            int at = recipient.lastIndexOf('@');
            return at > 0
                    ? recipient.charAt(0) + "…" + recipient.substring(at)
                    : "…" + recipient.substring(Math.max(0, recipient.length() - 2));
        }
    }

    /// One try to deliver.
    ///
    /// @param outcome `started` where a node died in the middle, else `delivered`, `refused` or
    ///   `failed`
    public record Attempt(
            int number, Instant started, Optional<Instant> ended, String outcome, String detail) {}

    /// A message and every try to deliver it.
    public record Story(Listed message, List<Attempt> attempts) {}

    /// The newest messages that are not delivered, at most 200.
    public List<Listed> undelivered() {
        return database.read(handle -> OutboxStore.undelivered(handle, MOST_LISTED));
    }

    /// One message.
    public Optional<Story> show(long id) {
        return database.read(
                handle ->
                        OutboxStore.one(handle, id)
                                .map(
                                        message ->
                                                new Story(
                                                        message,
                                                        OutboxStore.attempts(handle, id))));
    }

    /// Makes a waiting or failed message due now.
    ///
    /// @return false where there is none of this number that could still be sent
    public boolean retry(long id) {
        return database.write(tx -> OutboxStore.retry(tx, id, clock.instant()));
    }
}
