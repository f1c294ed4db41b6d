package dev.foyer.login;

import dev.foyer.db.Undone;
import dev.foyer.session.Sessions;

/// What came of an attempt to sign in.
sealed interface LoginResult {
    /// She is in.
    record Welcome(Sessions.Opened session) implements LoginResult {}

    /// Unknown, wrong, inactive or anonymized: nobody can tell which.
    record Refused() implements LoginResult, Undone {}

    /// The password was right, but her address must be proved first.
    record EmailUnverified() implements LoginResult {}

    /// Too many sign in at this moment; nothing was looked at.
    record Busy() implements LoginResult {}
}
