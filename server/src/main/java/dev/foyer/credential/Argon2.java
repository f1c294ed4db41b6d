package dev.foyer.credential;

/// Computes Argon2 (RFC 9106), for new passwords Argon2id version 1.3. Blocks for the whole
/// computation; safe for use by many threads.
interface Argon2 {
    /// The raw hash.
    byte[] hash(Cost cost, byte[] password, byte[] salt, int length);

    /// The same implementation for a kind of Argon2 that only other shops' hashes have.
    default Argon2 of(Kind kind) {
        return new JavaArgon2(kind);
    }

    /// How the memory is addressed.
    enum Variant {
        D,
        I,
        ID
    }

    /// A kind of Argon2.
    ///
    /// @param version 19, which is 1.3, or 16, which is 1.0
    record Kind(Variant variant, int version) {
        /// For new passwords (RFC 9106, 4).
        static final Kind OURS = new Kind(Variant.ID, 19);
    }

    /// What one hash costs.
    ///
    /// @param memory in KiB
    /// @param passes over that memory
    record Cost(int memory, int passes, int lanes) {
        /// OWASP Password Storage Cheat Sheet: of its equal settings the one with the least memory
        /// traffic that still fills 19 MiB.
        static final Cost OWASP = new Cost(19_456, 2, 1);

        /// The first recommendation of RFC 9106, section 4, is 2 GiB in one pass: nothing sensible
        /// costs more.
        private static final long MOST_WORK = 2L * 1024 * 1024;

        private static final int MOST_LANES = 16;

        /// Whether this is a cost that the algorithm knows (RFC 9106, 3.1) and that a machine can
        /// bear.
        boolean isBearable() {
            return passes >= 1
                    && lanes >= 1
                    && lanes <= MOST_LANES
                    && memory >= 8 * lanes
                    && (long) memory * passes <= MOST_WORK;
        }
    }
}
