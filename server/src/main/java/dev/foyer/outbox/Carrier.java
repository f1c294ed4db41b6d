package dev.foyer.outbox;

/// Takes a message to the world outside, or to the development inbox.
public interface Carrier {
    /// What came of one attempt. Details are for operators and hold no address and no text of the
    /// message.
    sealed interface Outcome {
        /// The other side has taken it over.
        record Delivered() implements Outcome {}

        /// The other side will never take it: no further attempt.
        record Refused(String detail) implements Outcome {}

        /// Not now; another attempt may do better.
        record Failed(String detail) implements Outcome {}
    }

    /// Blocks for as long as the conversation takes; the caller bounds it by interrupting.
    Outcome carry(Parcel parcel);
}
