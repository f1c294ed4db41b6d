package dev.foyer.credential;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/// scrypt in three spellings: Django's `scrypt$N$salt$r$p$hash`, the PHC string
/// `$scrypt$ln=…,r=…,p=…$salt$hash`, and crypt(3)'s `$7$`.
final class ScryptHash implements StoredHash {
    private static final Pattern DJANGO =
            Pattern.compile(
                    "scrypt\\$(\\d{1,8})\\$([ -#%-~]{1,128})\\$(\\d{1,4})\\$(\\d{1,4})"
                            + "\\$([A-Za-z0-9+/]{22,86}={0,2})");

    private static final Pattern PHC =
            Pattern.compile(
                    "\\$scrypt\\$ln=(\\d{1,2}),r=(\\d{1,4}),p=(\\d{1,4})"
                            + "\\$([A-Za-z0-9+/]{0,86})\\$([A-Za-z0-9+/]{22,86})");

    /// One letter for the logarithm of N, five each for r and p, then the salt as it stands.
    private static final Pattern CRYPT =
            Pattern.compile(
                    "\\$7\\$([./0-9A-Za-z])([./0-9A-Za-z]{5})([./0-9A-Za-z]{5})"
                            + "([!-#%-~]{0,64})\\$([./0-9A-Za-z]{43})");

    private static final int CRYPT_BYTES = 32;

    private final Scrypt.Cost cost;
    private final byte[] salt;
    private final byte[] hash;
    private final boolean inCrypt;
    private final String text;

    private ScryptHash(Scrypt.Cost cost, byte[] salt, byte[] hash, boolean inCrypt, String text) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
        this.inCrypt = inCrypt;
        this.text = text;
    }

    static Optional<StoredHash> parseDjango(String text) {
        var parts = DJANGO.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int n = Integer.parseInt(parts.group(1));
        if (Integer.bitCount(n) != 1) {
            return Optional.empty();
        }
        var cost = cost(Integer.numberOfTrailingZeros(n), parts.group(3), parts.group(4));
        var salt = Encoded.ascii(parts.group(2));
        return Encoded.base64(parts.group(5))
                .map(
                        hash ->
                                new ScryptHash(
                                        cost,
                                        salt,
                                        hash,
                                        false,
                                        "scrypt$%d$%s$%d$%d$%s"
                                                .formatted(
                                                        n,
                                                        parts.group(2),
                                                        cost.r(),
                                                        cost.p(),
                                                        Encoded.paddedBase64(hash))));
    }

    static Optional<StoredHash> parsePhc(String text) {
        var parts = PHC.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var cost = cost(Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3));
        var hash = Encoded.base64(parts.group(5));
        return Encoded.base64(parts.group(4))
                .flatMap(salt -> hash.map(bytes -> ofPhc(cost, salt, bytes)));
    }

    private static ScryptHash ofPhc(Scrypt.Cost cost, byte[] salt, byte[] hash) {
        var text =
                "$scrypt$ln=%d,r=%d,p=%d$%s$%s"
                        .formatted(
                                cost.log(),
                                cost.r(),
                                cost.p(),
                                Encoded.base64(salt),
                                Encoded.base64(hash));
        return new ScryptHash(cost, salt, hash, false, text);
    }

    static Optional<StoredHash> parseCrypt(String text) {
        var parts = CRYPT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var cost =
                new Scrypt.Cost(
                        Encoded.cryptDigit(parts.group(1).charAt(0)),
                        cryptNumber(parts.group(2)),
                        cryptNumber(parts.group(3)));
        var salt = Encoded.ascii(parts.group(4));
        return Optional.of(new ScryptHash(cost, salt, Encoded.ascii(parts.group(5)), true, text));
    }

    private static Scrypt.Cost cost(int log, String r, String p) {
        return new Scrypt.Cost(log, Integer.parseInt(r), Integer.parseInt(p));
    }

    /// Thirty bits, the lowest six first.
    private static int cryptNumber(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            number |= Encoded.cryptDigit(digits.charAt(i)) << (6 * i);
        }
        return number;
    }

    @Override
    public boolean matches(Argon2 argon2, byte[] password) {
        var computed = Scrypt.derive(password, salt, cost, inCrypt ? CRYPT_BYTES : hash.length);
        return MessageDigest.isEqual(inCrypt ? Encoded.crypt(computed) : computed, hash);
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
        return text;
    }
}
