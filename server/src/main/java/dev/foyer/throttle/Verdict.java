package dev.foyer.throttle;

import java.time.Duration;

/// What came of asking for a try.
public sealed interface Verdict {
    /// Go on. Where the try proves honest, the ticket is given back.
    record Admitted(Ticket ticket) implements Verdict {}

    /// The subject has its share left, but too many tries came from the client's network, or to the
    /// shop as a whole. The subject has been charged.
    record Crowded(Ticket ticket, Refused refused) implements Verdict {}

    /// Not now; nothing was counted.
    ///
    /// @param by which bound is reached, for the log and for metrics: no personal data
    /// @param pause until the next try
    record Refused(Scope scope, String by, Duration pause) implements Verdict {
        /// A mail with a link that a keeper of its own refuses, by this scope's rate.
        public static Refused ofMail(Duration pause) {
            return new Refused(Scope.EMAIL, "mail-budget", pause);
        }
    }
}
