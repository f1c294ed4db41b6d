package dev.foyer.credential;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/// SHA-crypt of crypt(3): `$5$` with SHA-256 and `$6$` with SHA-512, by the specification of Ulrich
/// Drepper (version 0.6).
final class ShaCryptHash implements StoredHash {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$([56])\\$(?:rounds=([1-9]\\d{3,8})\\$)?([!-#%-9;-~]{0,16})"
                            + "\\$([./0-9A-Za-z]{43}|[./0-9A-Za-z]{86})");

    private static final int STANDARD_ROUNDS = 5_000;

    /// passlib makes 656,000 by default.
    private static final int MOST_ROUNDS = 1_000_000;

    /// In bytes. The time grows with the password; libxcrypt hashes none that is longer.
    private static final int LONGEST_PASSWORD = 511;

    private final boolean wide;
    private final int rounds;
    private final byte[] salt;
    private final byte[] hash;
    private final String text;

    private ShaCryptHash(boolean wide, int rounds, byte[] salt, byte[] hash, String text) {
        this.wide = wide;
        this.rounds = rounds;
        this.salt = salt;
        this.hash = hash;
        this.text = text;
    }

    static Optional<StoredHash> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean wide = "6".equals(parts.group(1));
        if (parts.group(4).length() != (wide ? 86 : 43)) {
            return Optional.empty();
        }
        int rounds =
                Optional.ofNullable(parts.group(2)).map(Integer::parseInt).orElse(STANDARD_ROUNDS);
        return Optional.of(
                new ShaCryptHash(
                        wide,
                        rounds,
                        Encoded.ascii(parts.group(3)),
                        Encoded.ascii(parts.group(4)),
                        text));
    }

    @Override
    public boolean matches(Argon2 argon2, byte[] password) {
        if (password.length > LONGEST_PASSWORD) {
            return false;
        }
        var computed = new ShaCrypt(wide, password, salt).compute(rounds);
        return MessageDigest.isEqual(Encoded.crypt(computed), hash);
    }

    @Override
    public boolean isBearable() {
        return rounds <= MOST_ROUNDS;
    }

    @Override
    public String text() {
        return text;
    }
}
