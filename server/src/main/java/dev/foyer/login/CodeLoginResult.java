package dev.foyer.login;

import dev.foyer.db.Undone;
import dev.foyer.session.Sessions;

import java.time.Duration;

/// What came of a step of a sign-in by code.
sealed interface CodeLoginResult {
    /// She is in.
    record Welcome(Sessions.Opened session) implements CodeLoginResult {}

    /// A code is on its way; or, where strangers may not learn who has an account, is said to be.
    record CodeSent() implements CodeLoginResult {}

    /// No code for now.
    record CodeTooOften(Duration pause) implements CodeLoginResult {}

    /// The code is wrong, too old, tried too often, was never issued, or leads to nobody any more.
    record CodeRefused() implements CodeLoginResult, Undone {}

    /// There is not exactly one live account that has proved this phone.
    record Unknown() implements CodeLoginResult {}

    /// The code was right, but her address must be proved first.
    record EmailUnverified() implements CodeLoginResult, Undone {}
}
