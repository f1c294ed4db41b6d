package dev.foyer.credential;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/// PBKDF2 with HMAC (RFC 8018, 5.2). The digest has absorbed the two halves of the key once and for
/// all, and each step goes on from a copy: two compressions a step, the fewest there are, and some
/// hundred bytes that are garbage at once. One per computation, not for use by many threads.
public final class Pbkdf2 {
    private final MessageDigest inner;
    private final MessageDigest outer;
    private final int size;

    private Pbkdf2(String algorithm, byte[] password) {
        this.inner = Digests.of(algorithm);
        this.outer = Digests.of(algorithm);
        this.size = inner.getDigestLength();
        int block = size > 32 ? 128 : 64;
        var key =
                Arrays.copyOf(
                        password.length > block ? Digests.of(algorithm).digest(password) : password,
                        block);
        inner.update(masked(key, 0x36));
        outer.update(masked(key, 0x5c));
    }

    /// The derived key.
    ///
    /// @param algorithm MD5, SHA-1, SHA-256, SHA-384 or SHA-512
    /// @param iterations 1 or more
    /// @param length in bytes; each started digest length of it costs all iterations again
    public static byte[] derive(
            String algorithm, byte[] password, byte[] salt, int iterations, int length) {
        var hmac = new Pbkdf2(algorithm, password);
        var derived = new byte[Math.ceilDiv(length, hmac.size) * hmac.size];
        for (int block = 0; block * hmac.size < length; block++) {
            var first =
                    ByteBuffer.allocate(salt.length + Integer.BYTES).put(salt).putInt(block + 1);
            hmac.block(first.array(), iterations, derived, block * hmac.size);
        }
        return Arrays.copyOf(derived, length);
    }

    /// HMAC itself (RFC 2104).
    static byte[] hmac(String algorithm, byte[] key, byte[] message) {
        var hmac = new Pbkdf2(algorithm, key);
        var out = new byte[hmac.size];
        hmac.step(message, out);
        return out;
    }

    private void block(byte[] first, int iterations, byte[] derived, int offset) {
        var step = new byte[size];
        step(first, step);
        var sum = step.clone();
        for (int i = 1; i < iterations; i++) {
            step(step, step);
            for (int k = 0; k < sum.length; k++) {
                sum[k] ^= step[k];
            }
        }
        System.arraycopy(sum, 0, derived, offset, size);
    }

    private void step(byte[] message, byte[] out) {
        try {
            var first = (MessageDigest) inner.clone();
            first.update(message);
            var _ = first.digest(out, 0, size);
            var second = (MessageDigest) outer.clone();
            second.update(out, 0, size);
            var _ = second.digest(out, 0, size);
        } catch (CloneNotSupportedException | DigestException e) {
            throw new IllegalStateException("the digests of this JDK cannot be copied", e);
        }
    }

    private static byte[] masked(byte[] key, int mask) {
        var masked = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            masked[i] = (byte) (key[i] ^ mask);
        }
        return masked;
    }
}
