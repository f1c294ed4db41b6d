package dev.foyer.secret;

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

    /// 64 lower hex digits.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "…";
    }
}
