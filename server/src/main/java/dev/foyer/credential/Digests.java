package dev.foyer.credential;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digests that old password hashes are made of. MD5 and SHA-1 are broken for signatures and
/// worthless for new passwords; whoever has them from elsewhere is upgraded at the next sign-in.
final class Digests {
    private Digests() {}

    /// @param algorithm one that every JDK has: MD5, SHA-1, SHA-256, SHA-384, SHA-512
    static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks " + algorithm, e);
        }
    }
}
