package dev.foyer.otp;

import dev.foyer.db.Undone;

import java.time.Duration;

/// What came of asking for a code.
public sealed interface Issued {
    /// It is in the outbox; a code before it is dead.
    record Sent() implements Issued {}

    /// A bound is reached; nothing was sent and the code before it still works.
    ///
    /// @param pause until asking again may help
    /// @param reason for the operator: which bound
    record TooOften(Duration pause, String reason) implements Issued, Undone {}
}
