package dev.foyer.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Plain digests.
public final class Digest {
    private Digest() {}

    /// MD5 in lower hex: the documented shape of `hashed_email` (contract B.1.2) and of no other
    /// use.
    public static String md5Hex(String text) {
        return HexFormat.of().formatHex(digest("MD5", text));
    }

    static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm)
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks " + algorithm, e);
        }
    }
}
