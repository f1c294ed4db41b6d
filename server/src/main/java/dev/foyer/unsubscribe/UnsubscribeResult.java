package dev.foyer.unsubscribe;

import dev.foyer.db.Undone;

/// What came of a hook request.
sealed interface UnsubscribeResult {
    /// Everything it asked for holds.
    ///
    /// @param customers how many were meant
    /// @param flags how many of their consents were given before
    record Applied(int customers, int flags) implements UnsubscribeResult {}

    /// It was applied before, and nothing was done.
    record Repeated() implements UnsubscribeResult, Undone {}

    /// There is no such service here, or it did not say this.
    record Mismatch() implements UnsubscribeResult, Undone {}

    /// It was said too long ago, or will be said.
    record TimeGap() implements UnsubscribeResult {}
}
