package dev.foyer.session;

import dev.foyer.secret.Sha256;

/// Who is asking, as far as the session tells.
public sealed interface Visitor {
    /// Somebody who has not signed in.
    record Guest() implements Visitor {}

    /// A customer.
    ///
    /// @param session the digest of the session's id
    /// @param byToken whether an app's token said so, and no cookie
    record SignedIn(long customerId, Sha256 session, boolean byToken) implements Visitor {
        @Override
        public String toString() {
            return "customer " + customerId;
        }
    }
}
