package dev.foyer.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;

import javax.crypto.Mac;

/// Signs values for one purpose with HMAC-SHA-256 (RFC 2104). The first key signs, every key
/// verifies, so that `SECRET_KEY` can be rotated. A signer of another purpose never accepts the
/// signature. Immutable and safe for use by many threads.
public final class Signer {
    private final List<Mac> macs;

    private Signer(List<Mac> macs) {
        this.macs = macs;
    }

    static Signer derive(List<byte[]> secrets, String purpose) {
        return new Signer(secrets.stream().map(secret -> mac(secret, purpose)).toList());
    }

    /// The 32 bytes of the signature under the present key. Parts are framed by their length, so
    /// that moving a boundary between them changes the signature.
    public byte[] sign(String... parts) {
        return sign(macs.getFirst(), parts);
    }

    /// Whether `presented` is what `spelling` makes of the signature under any of the keys;
    /// constant time in the presented text.
    public boolean verify(String presented, Function<byte[], String> spelling, String... parts) {
        var given = presented.getBytes(StandardCharsets.UTF_8);
        boolean right = false;
        for (var mac : macs) {
            var expected = spelling.apply(sign(mac, parts)).getBytes(StandardCharsets.UTF_8);
            right |= MessageDigest.isEqual(expected, given);
        }
        return right;
    }

    private static byte[] sign(Mac prototype, String... parts) {
        try {
            var mac = (Mac) prototype.clone();
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                var framed = ByteBuffer.allocate(Integer.BYTES + bytes.length);
                mac.update(framed.putInt(bytes.length).put(bytes).array());
            }
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HMAC cannot be cloned", e);
        }
    }

    private static Mac mac(byte[] secret, String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(Secrets.derive(secret, purpose, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks HMAC-SHA-256", e);
        }
    }
}
