package dev.foyer.credential;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Firebase's scrypt: the key that scrypt derives enciphers the key of the project, and the result
/// is the hash. Firebase exports the pieces apart; here they stand together in a form of Foyer's
/// own, `$firebase-scrypt$ln=MEMORY,r=ROUNDS$SALT$SEPARATOR$SIGNERKEY$HASH`, the last four in
/// Base64, of the plain or the URL-safe alphabet, with or without padding.
final class FirebaseHash implements StoredHash {
    private static final String BASE64 = "([A-Za-z0-9+/_-]{%s}={0,2})";
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$firebase-scrypt\\$ln=(\\d{1,2}),r=(\\d{1,2})\\$"
                            + BASE64.formatted("2,86")
                            + "\\$"
                            + BASE64.formatted("0,22")
                            + "\\$"
                            + BASE64.formatted("22,86")
                            + "\\$"
                            + BASE64.formatted("22,86"));

    /// AES-256.
    private static final int KEY_BYTES = 32;

    private final Scrypt.Cost cost;
    private final byte[] salt;
    private final byte[] separator;
    private final byte[] signerKey;
    private final byte[] hash;

    /// @param bytes in the order of the form
    private FirebaseHash(Scrypt.Cost cost, List<byte[]> bytes) {
        this.cost = cost;
        this.salt = bytes.get(0);
        this.separator = bytes.get(1);
        this.signerKey = bytes.get(2);
        this.hash = bytes.get(3);
    }

    static Optional<StoredHash> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var cost =
                new Scrypt.Cost(
                        Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), 1);
        var bytes =
                IntStream.rangeClosed(3, 6)
                        .mapToObj(parts::group)
                        .flatMap(group -> base64(group).stream())
                        .toList();
        return bytes.size() == 4 && bytes.get(2).length == bytes.get(3).length
                ? Optional.of(new FirebaseHash(cost, bytes))
                : Optional.empty();
    }

    private static Optional<byte[]> base64(String text) {
        return Encoded.base64(text.replace('-', '+').replace('_', '/'));
    }

    @Override
    public boolean matches(Argon2 argon2, byte[] password) {
        var salted = ByteBuffer.allocate(salt.length + separator.length).put(salt).put(separator);
        var key = Scrypt.derive(password, salted.array(), cost, KEY_BYTES);
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(new byte[cipher.getBlockSize()]));
            return MessageDigest.isEqual(cipher.doFinal(signerKey), hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks AES", e);
        }
    }

    @Override
    public boolean isBearable() {
        return cost.isBearable();
    }

    @Override
    public int mebibytes() {
        return cost.mebibytes();
    }

    @Override
    public String text() {
        return "$firebase-scrypt$ln=%d,r=%d$%s$%s$%s$%s"
                .formatted(
                        cost.log(),
                        cost.r(),
                        Encoded.base64(salt),
                        Encoded.base64(separator),
                        Encoded.base64(signerKey),
                        Encoded.base64(hash));
    }
}
