package dev.foyer.credential;

import org.bouncycastle.crypto.generators.BCrypt;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// bcrypt: bare (`$2a$`, `$2b$`, `$2y$`), Django's two, and WordPress's since 6.8. For passwords in
/// UTF-8 the three letters are one algorithm: they differ in faults that old implementations had
/// with bytes and lengths. `$2x$` names such a fault and is not known.
final class BcryptHash implements StoredHash {
    private static final Pattern FORM =
            Pattern.compile(
                    "(|bcrypt\\$|bcrypt_sha256\\$|\\$wp)(\\$2[aby]\\$)(\\d\\d)\\$"
                            + "([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");

    /// As all implementations do: the rest of a password does not count.
    private static final int COUNTED = 72;

    /// Of the 24 bytes that bcrypt computes, its text holds 23.
    private static final int HASH_BYTES = 23;

    private static final int LEAST_COST = 4;

    /// 2^14 is about a second; most shops have 10 to 12.
    private static final int MOST_COST = 14;

    private final Before before;
    private final int cost;
    private final byte[] salt;
    private final byte[] hash;
    private final String text;

    private BcryptHash(Before before, int cost, String salt, String hash, String text) {
        this.before = before;
        this.cost = cost;
        this.salt = Encoded.ofBcrypt(salt);
        this.hash = Encoded.ofBcrypt(hash);
        this.text = text;
    }

    /// What is done with a password before bcrypt, so that all of it counts.
    private enum Before {
        NOTHING,
        /// Django's `BCryptSHA256PasswordHasher`: the SHA-256 in hexadecimal.
        SHA_256,
        /// WordPress's `wp_hash_password`: HMAC-SHA-384 under a fixed key, in Base64.
        WORDPRESS
    }

    static Optional<StoredHash> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var before =
                switch (parts.group(1)) {
                    case "bcrypt_sha256$" -> Before.SHA_256;
                    case "$wp" -> Before.WORDPRESS;
                    default -> Before.NOTHING;
                };
        int start = before == Before.NOTHING ? parts.start(2) : 0;
        return Optional.of(
                new BcryptHash(
                        before,
                        Integer.parseInt(parts.group(3)),
                        parts.group(4),
                        parts.group(5),
                        text.substring(start)));
    }

    @Override
    public boolean matches(Argon2 argon2, byte[] password) {
        var prepared = prepare(password);
        var counted = Arrays.copyOf(prepared, Math.min(prepared.length, COUNTED));
        var computed = BCrypt.generate(counted, salt, cost, true);
        return MessageDigest.isEqual(Arrays.copyOf(computed, HASH_BYTES), hash)
                && !holdsZero(prepared);
    }

    private byte[] prepare(byte[] password) {
        return switch (before) {
            case NOTHING -> password;
            case SHA_256 ->
                    Encoded.ascii(HexFormat.of().formatHex(Digests.of("SHA-256").digest(password)));
            case WORDPRESS ->
                    Encoded.ascii(
                            Encoded.paddedBase64(
                                    Pbkdf2.hmac("SHA-384", Encoded.ascii("wp-sha384"), password)));
        };
    }

    /// A password in C ends at its first zero byte: whoever made the hash never saw what follows,
    /// and such a password fits none.
    private static boolean holdsZero(byte[] password) {
        for (byte one : password) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isBearable() {
        return cost >= LEAST_COST && cost <= MOST_COST;
    }

    @Override
    public String text() {
        return text;
    }
}
