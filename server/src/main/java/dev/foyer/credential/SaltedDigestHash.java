package dev.foyer.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One round of a digest over the salt and then the password: Django's `md5$salt$hex` and
/// `sha1$salt$hex`, with or without salt, the same for SHA-256 and SHA-512, and the 32 hexadecimal
/// digits of a bare MD5.
final class SaltedDigestHash implements StoredHash {
    private static final Pattern FORM =
            Pattern.compile("(md5|sha1|sha256|sha512)\\$([ -#%-~]{0,128})\\$([0-9A-Fa-f]{32,128})");

    private static final Pattern BARE_MD5 = Pattern.compile("[0-9A-Fa-f]{32}");

    private static final Map<String, String> ALGORITHMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    private final String name;
    private final String salt;
    private final String hex;

    private SaltedDigestHash(String name, String salt, String hex) {
        this.name = name;
        this.salt = salt;
        this.hex = hex.toLowerCase(Locale.ROOT);
    }

    static Optional<StoredHash> parse(String text) {
        if (BARE_MD5.matcher(text).matches()) {
            return Optional.of(new SaltedDigestHash("md5", "", text));
        }
        var parts = FORM.matcher(text);
        if (!parts.matches()
                || parts.group(3).length() != 2 * digest(parts.group(1)).getDigestLength()) {
            return Optional.empty();
        }
        return Optional.of(new SaltedDigestHash(parts.group(1), parts.group(2), parts.group(3)));
    }

    @Override
    public boolean matches(Argon2 argon2, byte[] password) {
        var digest = digest(name);
        digest.update(salt.getBytes(StandardCharsets.US_ASCII));
        return MessageDigest.isEqual(digest.digest(password), HexFormat.of().parseHex(hex));
    }

    @Override
    public boolean isBearable() {
        return true;
    }

    @Override
    public String text() {
        return "%s$%s$%s".formatted(name, salt, hex);
    }

    private static MessageDigest digest(String name) {
        return Digests.of(ALGORITHMS.getOrDefault(name, name));
    }
}
