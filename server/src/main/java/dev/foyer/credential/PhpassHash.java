package dev.foyer.credential;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/// The portable hash of phpass: `$P$` (WordPress before 6.8 and others) and `$H$` (phpBB 3.0), MD5
/// in 2^n rounds.
final class PhpassHash implements StoredHash {
    private static final Pattern FORM =
            Pattern.compile("(\\$[PH]\\$)([./0-9A-Za-z])([./0-9A-Za-z]{8})([./0-9A-Za-z]{22})");

    private static final int LEAST_ROUNDS_LOG = 7;

    /// phpass knows 7 to 30; WordPress uses 13, phpBB 11. The time grows with the password: the
    /// longest takes more than a second.
    private static final int MOST_ROUNDS_LOG = 17;

    private final int roundsLog;
    private final byte[] salt;
    private final byte[] hash;
    private final String text;

    private PhpassHash(int roundsLog, byte[] salt, byte[] hash, String text) {
        this.roundsLog = roundsLog;
        this.salt = salt;
        this.hash = hash;
        this.text = text;
    }

    static Optional<StoredHash> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new PhpassHash(
                        Encoded.cryptDigit(parts.group(2).charAt(0)),
                        Encoded.ascii(parts.group(3)),
                        Encoded.ascii(parts.group(4)),
                        text));
    }

    @Override
    public boolean matches(Argon2 argon2, byte[] password) {
        var digest = Digests.of("MD5");
        digest.update(salt);
        var state = digest.digest(password);
        for (int i = 0; i < 1 << roundsLog; i++) {
            digest.update(state);
            state = digest.digest(password);
        }
        return MessageDigest.isEqual(Encoded.crypt(state), hash);
    }

    @Override
    public boolean isBearable() {
        return roundsLog >= LEAST_ROUNDS_LOG && roundsLog <= MOST_ROUNDS_LOG;
    }

    @Override
    public String text() {
        return text;
    }
}
