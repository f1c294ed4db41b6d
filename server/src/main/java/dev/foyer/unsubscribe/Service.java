package dev.foyer.unsubscribe;

import java.time.Instant;
import java.util.Optional;

/// A service that was added, as the table has it.
///
/// @param secret sealed
/// @param previous the secret before the last rotation, while it is good still
record Service(
        String name,
        Gateway gateway,
        String secret,
        Optional<Previous> previous,
        Options options,
        Instant created,
        Optional<Instant> rotated) {
    /// A secret that ends.
    ///
    /// @param secret sealed
    record Previous(String secret, Instant until) {
        @Override
        public String toString() {
            return "… until " + until;
        }
    }

    /// What is asked of a service beyond the contract, or allowed to it.
    ///
    /// @param allowsBatches whether several bodies may come with one hash
    /// @param requiresSignature whether `x-foyer-signature` has to cover the body
    record Options(boolean allowsBatches, boolean requiresSignature) {
        /// As the contract has it.
        static final Options PLAIN = new Options(false, false);
    }

    @Override
    public String toString() {
        return name;
    }
}
