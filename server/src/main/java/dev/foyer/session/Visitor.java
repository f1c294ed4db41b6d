package dev.foyer.session;

import dev.foyer.secret.Sha256;

/// Who is asking, as far as the session tells.
public sealed interface Visitor {
    /// What is kept for this visitor is kept under this name; another one after she has signed in.
    String holder();

    /// Somebody who has not signed in.
    ///
    /// @param holder the part of her session id that stays the same
    record Guest(String holder) implements Visitor {}

    /// A customer.
    ///
    /// @param session the digest of the session's id
    /// @param byToken whether an app's token said so, and no cookie
    record SignedIn(long customerId, Sha256 session, boolean byToken) implements Visitor {
        @Override
        public String holder() {
            return session.hex();
        }

        @Override
        public String toString() {
            return "customer " + customerId;
        }
    }
}
