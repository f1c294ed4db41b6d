package dev.foyer.secret;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A random key of 256 bits beside the shop's own: for what must outlive a rotation of
/// `SECRET_KEY`, or must be of no use to anyone once the key is thrown away. It is stored sealed
/// only. Immutable and safe for use by many threads.
public final class DataKey {
    private static final int BYTES = 32;

    private final Secrets secrets;
    private final byte[] key;

    private DataKey(Secrets secrets, byte[] key) {
        this.secrets = secrets;
        this.key = key;
    }

    /// A new one.
    public static DataKey fresh(Secrets secrets) {
        return new DataKey(secrets, secrets.bytes(BYTES));
    }

    /// The one that [#spelled] was told of, or nothing where the text is none of its kind.
    public static Optional<DataKey> read(Secrets secrets, String spelled) {
        try {
            var key = HexFormat.of().parseHex(spelled);
            return key.length == BYTES ? Optional.of(new DataKey(secrets, key)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The key itself, to be sealed at once.
    public String spelled() {
        return HexFormat.of().formatHex(key);
    }

    /// A signer for one purpose, with a key of its own by HKDF (RFC 5869).
    public Signer signer(String purpose) {
        return Signer.derive(List.of(key), purpose);
    }

    /// A sealer for one purpose, likewise.
    public Sealer sealer(String purpose) {
        return new Sealer(secrets, List.of(Secrets.derive(key, purpose, "AES")));
    }

    @Override
    public String toString() {
        return "…";
    }
}
