package dev.foyer.credential;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// A password hash as it is stored: the PHC string `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, with its
/// cost inside.
final class StoredHash {
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
                            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final Argon2.Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    StoredHash(Argon2.Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    static Optional<StoredHash> parse(String text) {
        var parts = PHC.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var cost =
                new Argon2.Cost(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)));
        var decoder = Base64.getDecoder();
        try {
            var salt = decoder.decode(parts.group(4));
            return Optional.of(new StoredHash(cost, salt, decoder.decode(parts.group(5))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    Argon2.Cost cost() {
        return cost;
    }

    /// Whether a password is the one behind this hash: the whole computation, then a comparison in
    /// constant time.
    boolean matches(Argon2 argon2, Password password) {
        var computed = argon2.hash(cost, password.bytes(), salt, hash.length);
        return MessageDigest.isEqual(computed, hash);
    }

    String text() {
        var encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        cost.memory(),
                        cost.passes(),
                        cost.lanes(),
                        encoder.encodeToString(salt),
                        encoder.encodeToString(hash));
    }
}
