package dev.foyer.credential;

/// Computes Argon2id version 1.3 (RFC 9106). Blocks for the whole computation; safe for use by many
/// threads.
interface Argon2 {
    /// The raw hash.
    byte[] hash(Cost cost, byte[] password, byte[] salt, int length);

    /// What one hash costs.
    ///
    /// @param memory in KiB
    /// @param passes over that memory
    record Cost(int memory, int passes, int lanes) {
        /// OWASP Password Storage Cheat Sheet: of its equal settings the one with the least memory
        /// traffic that still fills 19 MiB.
        static final Cost OWASP = new Cost(19_456, 2, 1);
    }
}
