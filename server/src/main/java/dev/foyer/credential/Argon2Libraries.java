package dev.foyer.credential;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HexFormat;

/// Chooses the fastest Argon2 that this machine can load: libsodium's, the reference's in C, or
/// Bouncy Castle's in Java. A slower one is told in the log.
final class Argon2Libraries {
    private static final Logger LOG = LoggerFactory.getLogger(Argon2Libraries.class);

    /// Of the smallest cost, a password of one zero byte and a salt of 16, by the reference.
    private static final String VECTOR =
            "8cf201eb18e626e4cd10b69a321fb79e65cba83988c3f7e59a84237376074a01";

    private Argon2Libraries() {}

    /// Loaded when it is first needed: beside libsodium only hashes from elsewhere need it.
    private static final class Reference {
        static final Argon2 LOADED = load();

        private static Argon2 load() {
            try {
                return tried(new ReferenceArgon2());
            } catch (Throwable e) {
                // Whatever it is: what leaves this class would make it unusable for good.
                LOG.warn(
                        "the reference implementation of Argon2 does not load; imported hashes of"
                                + " Argon2 are computed in Java, which takes memory of the heap: {}",
                        e.toString());
                return new JavaArgon2();
            }
        }
    }

    /// @param lanes that new hashes will have
    static Argon2 fastest(int lanes) {
        if (lanes != 1) {
            return Reference.LOADED;
        }
        try {
            return tried(new SodiumArgon2(() -> Reference.LOADED));
        } catch (Exception | LinkageError e) {
            LOG.warn("libsodium does not load, passwords take longer: {}", e.toString());
            return Reference.LOADED;
        }
    }

    /// One that computes what it should.
    private static Argon2 tried(Argon2 argon2) {
        var hash = argon2.hash(new Argon2.Cost(8, 1, 1), new byte[1], new byte[16], 32);
        if (!HexFormat.of().formatHex(hash).equals(VECTOR)) {
            throw new IllegalStateException("it computes something else");
        }
        return argon2;
    }
}
