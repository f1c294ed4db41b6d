package dev.foyer.credential;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/// Chooses the fastest Argon2 that this machine can load: libsodium's, the reference's in C, or
/// Bouncy Castle's in Java. A slower one is told in the log.
final class Argon2Libraries {
    private static final Logger LOG = LoggerFactory.getLogger(Argon2Libraries.class);

    private Argon2Libraries() {}

    /// Loaded when it is first needed: beside libsodium only hashes from elsewhere need it.
    private static final class Reference {
        static final Argon2 LOADED = load();

        private static Argon2 load() {
            try {
                var library = new ReferenceArgon2();
                var _ = library.hash(new Argon2.Cost(8, 1, 1), new byte[1], new byte[16], 32);
                return library;
            } catch (LinkageError | RuntimeException e) {
                LOG.warn(
                        "the reference implementation of Argon2 does not load, what needs it is"
                                + " hashed in Java: {}",
                        e.getMessage());
                return new JavaArgon2();
            }
        }
    }

    static Argon2 fastest() {
        try {
            return new SodiumArgon2(() -> Reference.LOADED);
        } catch (IOException | LinkageError | RuntimeException e) {
            LOG.warn("libsodium does not load, passwords take longer: {}", e.getMessage());
            return Reference.LOADED;
        }
    }
}
