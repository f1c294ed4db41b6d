package dev.foyer.credential;

/// Decides which password hashes of another shop come in: those that a sign-in can check, at a cost
/// that a node can bear. Stateless.
///
/// Today these are Argon2id PHC strings, our own format. Whoever teaches the sign-in another format
/// admits it here.
public final class HashAdmission {
    /// Django marks a password that fits nothing so (`make_password(None)`).
    private static final String UNUSABLE = "!";

    private HashAdmission() {}

    /// What becomes of a hash.
    public sealed interface Admitted {
        /// It is stored as this.
        record Stored(String hash) implements Admitted {}

        /// It says that there is no password: the customer is to ask for a new one.
        record NoPassword() implements Admitted {}

        /// It cannot be checked at a sign-in, or not at a bearable cost.
        record Refused() implements Admitted {}
    }

    /// Looks at a hash as the other shop stored it.
    public static Admitted look(String hash) {
        if (hash.startsWith(UNUSABLE)) {
            return new Admitted.NoPassword();
        }
        return StoredHash.parse(hash).filter(known -> known.cost().isBearable()).isPresent()
                ? new Admitted.Stored(hash)
                : new Admitted.Refused();
    }
}
