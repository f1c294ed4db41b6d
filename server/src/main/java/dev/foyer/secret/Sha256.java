package dev.foyer.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The SHA-256 digest (FIPS 180-4) of a bearer secret: what is stored in its place. Fit for secrets
/// of 128 bits and more, never for passwords. Immutable.
public final class Sha256 {
    private static final int LENGTH = 32;

    /// In four numbers, since a look into an array is one more wait for memory.
    private final long first;

    private final long second;
    private final long third;
    private final long fourth;

    private Sha256(ByteBuffer bytes) {
        this.first = bytes.getLong();
        this.second = bytes.getLong();
        this.third = bytes.getLong();
        this.fourth = bytes.getLong();
    }

    /// The digest of a text in UTF-8.
    public static Sha256 of(String text) {
        return new Sha256(
                ByteBuffer.wrap(Digest.sha256().digest(text.getBytes(StandardCharsets.UTF_8))));
    }

    /// A digest that was stored.
    ///
    /// @throws IllegalArgumentException where it is not one of 32 bytes
    public static Sha256 stored(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.length);
        }
        return new Sha256(ByteBuffer.wrap(bytes));
    }

    /// The 32 bytes.
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /// The first 8 bytes, as one number.
    public long beginning() {
        return first;
    }

    /// 64 lower hex digits.
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /// In constant time for digests.
    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 digest
                && ((first ^ digest.first)
                                | (second ^ digest.second)
                                | (third ^ digest.third)
                                | (fourth ^ digest.fourth))
                        == 0;
    }

    @Override
    public int hashCode() {
        return (int) first;
    }

    @Override
    public String toString() {
        return "…";
    }
}
