package dev.foyer.credential;

/// A password hash as it is stored, with its salt and its cost inside. Immutable.
sealed interface StoredHash
        permits Argon2Hash,
                BcryptHash,
                FirebaseHash,
                Pbkdf2Hash,
                PhpassHash,
                SaltedDigestHash,
                ScryptHash,
                ShaCryptHash {

    /// Whether these bytes are the password behind this hash: the whole computation, then a
    /// comparison in constant time.
    ///
    /// @param argon2 computes Argon2, for the hashes that need it
    boolean matches(Argon2 argon2, byte[] password);

    /// Whether a node may compute it: nobody's row may take all memory, or a core for long. The
    /// bounds leave about two seconds of a core, and stand in `docs/password-hashes.md`.
    boolean isBearable();

    /// What the computation holds at once, beyond a few kilobytes: nothing, unless the algorithm is
    /// made to need memory.
    default int mebibytes() {
        return 0;
    }

    /// The text to store; reading it again gives an equal hash.
    String text();
}
