package dev.foyer.credential;

import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The PHC string of Argon2, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`: Foyer's own hashes, and those
/// of Django, PHP, libsodium and others, in all variants. Without `v=` it is version 1.0, as the
/// reference implementation reads it. Keys and associated data are not known.
final class Argon2Hash implements StoredHash {
    /// Salts of 8 bytes and more (RFC 9106, 3.1), hashes of 16 to 64 bytes.
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2(id|i|d)(?:\\$v=(16|19))?\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
                            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final Argon2.Kind kind;
    private final Argon2.Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    /// One of Foyer's own kind.
    Argon2Hash(Argon2.Cost cost, byte[] salt, byte[] hash) {
        this(Argon2.Kind.OURS, cost, salt, hash);
    }

    private Argon2Hash(Argon2.Kind kind, Argon2.Cost cost, byte[] salt, byte[] hash) {
        this.kind = kind;
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    static Optional<StoredHash> parse(String text) {
        var parts = PHC.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var kind =
                new Argon2.Kind(
                        Argon2.Variant.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
                        "19".equals(parts.group(2)) ? 19 : 16);
        var cost =
                new Argon2.Cost(
                        Integer.parseInt(parts.group(3)),
                        Integer.parseInt(parts.group(4)),
                        Integer.parseInt(parts.group(5)));
        var hash = Encoded.base64(parts.group(7));
        return Encoded.base64(parts.group(6))
                .flatMap(salt -> hash.map(bytes -> new Argon2Hash(kind, cost, salt, bytes)));
    }

    /// Django's encoding: the PHC string behind the name of the hasher.
    static Optional<StoredHash> parseDjango(String text) {
        return parse(text.substring("argon2".length()));
    }

    /// Whether it was made as this node makes new ones.
    boolean isOurs(Argon2.Cost present) {
        return kind.equals(Argon2.Kind.OURS) && cost.equals(present);
    }

    @Override
    public boolean matches(Argon2 argon2, byte[] password) {
        var speaking = kind.equals(Argon2.Kind.OURS) ? argon2 : argon2.of(kind);
        return MessageDigest.isEqual(speaking.hash(cost, password, salt, hash.length), hash);
    }

    /// Foyer's own kind is bounded by the cost alone, since it may have been made at settings that
    /// this shop once had.
    @Override
    public boolean isBearable() {
        return cost.isBearable()
                && (kind.equals(Argon2.Kind.OURS) || mebibytes() <= StoredHashes.MOST_MEBIBYTES);
    }

    @Override
    public int mebibytes() {
        return Math.ceilDiv(cost.memory(), 1024);
    }

    @Override
    public String text() {
        return "$argon2%s$v=%d$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        kind.variant().name().toLowerCase(Locale.ROOT),
                        kind.version(),
                        cost.memory(),
                        cost.passes(),
                        cost.lanes(),
                        Encoded.base64(salt),
                        Encoded.base64(hash));
    }
}
