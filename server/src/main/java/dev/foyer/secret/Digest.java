package dev.foyer.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Digests of documented shapes.
public final class Digest {
    /// To ask the JDK for an algorithm costs more than a short digest; a copy of one costs little.
    private static final MessageDigest SHA_256 = begun("SHA-256");

    private Digest() {}

    /// MD5 in lower hex: the documented shape of `hashed_email` (contract B.1.2) and of no other
    /// use.
    public static String md5Hex(String text) {
        return HexFormat.of().formatHex(digest("MD5", text));
    }

    /// A fingerprint of some texts in up to 80 letters and digits, by SHA-512 (FIPS 180-4). Parts
    /// are framed by their length. Whoever can guess the texts can make it too: it hides nothing.
    public static String fingerprint(int length, List<String> parts) {
        var framed = new StringBuilder();
        parts.forEach(part -> framed.append(part.length()).append(':').append(part));
        return Alphabet.MIXED_62.spell(digest("SHA-512", framed.toString()), length);
    }

    /// HMAC-SHA-256 (RFC 2104) in lower hex under a secret that somebody else holds too, in UTF-8;
    /// what is ours alone is signed by a [Signer].
    ///
    /// @param secret not empty
    public static String hmacSha256Hex(String secret, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks HMAC-SHA-256", e);
        }
    }

    /// A SHA-256 (FIPS 180-4) that has seen nothing yet, for what is read piece by piece. Belongs
    /// to one thread.
    public static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a SHA-256 that cannot be copied", e);
        }
    }

    static byte[] digest(String algorithm, String text) {
        return begun(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest begun(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks " + algorithm, e);
        }
    }
}
