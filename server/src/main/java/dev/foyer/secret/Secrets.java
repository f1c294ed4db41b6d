package dev.foyer.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// The shop's secret keys and the source of chance: everything unguessable begins here. Safe for
/// use by many threads.
public final class Secrets {
    /// Shortest secret that is taken: 32 characters, above the 112 bits of NIST SP 800-131A even
    /// when they are hex.
    public static final int SHORTEST = 32;

    private static final int KEY_BYTES = 32;

    private final List<byte[]> keys;
    private final SecureRandom random;
    private final Chance chance;

    /// @param keys the secrets, newest first; each at least [#SHORTEST] characters
    public Secrets(List<String> keys, SecureRandom random) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length() < SHORTEST)) {
            throw new IllegalArgumentException("a secret key is missing or too short");
        }
        this.keys = keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
        this.random = random;
        this.chance = new Chance(random);
    }

    /// A signer for one purpose, with a key of its own by HKDF (RFC 5869).
    public Signer signer(String purpose) {
        return Signer.derive(keys, purpose);
    }

    /// A sealer for one purpose, likewise.
    public Sealer sealer(String purpose) {
        return new Sealer(this, keys.stream().map(key -> derive(key, purpose, "AES")).toList());
    }

    /// A signer under a key that nobody keeps: what it signs cannot be found again, not even by us.
    public Signer passingSigner() {
        return Signer.derive(List.of(bytes(KEY_BYTES)), "passing");
    }

    /// A name for each key that tells nothing of it, newest first.
    public List<String> fingerprints() {
        return keys.stream()
                .map(key -> Signer.derive(List.of(key), "fingerprint").sign("foyer"))
                .map(mac -> HexFormat.of().formatHex(mac, 0, 16))
                .toList();
    }

    /// A random text of this alphabet and length.
    public String random(Alphabet alphabet, int length) {
        return alphabet.spell(fetched(alphabet.bytesFor(length)), length);
    }

    /// Random decimal digits, leading zeros among them.
    public String randomDigits(int length) {
        var digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /// Random bytes as lower hex, two characters each.
    public String randomHex(int length) {
        return HexFormat.of().formatHex(fetched(length));
    }

    /// Random bytes, straight from the source: for keys, and for nonces of which no two may be the
    /// same, even where the machine is a copy of another.
    public byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] fetched(int length) {
        var bytes = new byte[length];
        chance.fill(bytes);
        return bytes;
    }

    /// A key of 256 bits for one purpose, by HKDF with SHA-256 (RFC 5869).
    static SecretKey derive(byte[] secret, String purpose, String algorithm) {
        try {
            var info = ("foyer " + purpose).getBytes(StandardCharsets.UTF_8);
            var parameters =
                    HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks HKDF", e);
        }
    }
}
