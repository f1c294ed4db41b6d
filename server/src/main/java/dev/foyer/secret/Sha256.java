package dev.foyer.secret;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/// The SHA-256 digest (FIPS 180-4) of a bearer secret: what is stored in its place. Fit for secrets
/// of 128 bits and more, never for passwords. Immutable.
public final class Sha256 {
    private final byte[] bytes;

    private Sha256(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The digest of a text in UTF-8.
    public static Sha256 of(String text) {
        return new Sha256(Digest.digest("SHA-256", text));
    }

    /// A digest that was stored.
    public static Sha256 stored(byte[] bytes) {
        return new Sha256(bytes.clone());
    }

    /// The 32 bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The first 8 bytes, as one number.
    public long beginning() {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /// 64 lower hex digits.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /// In constant time for digests.
    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 digest && MessageDigest.isEqual(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return (int) beginning();
    }

    @Override
    public String toString() {
        return "…";
    }
}
