package dev.foyer.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Django's `pbkdf2_sha256$iterations$salt$hash` and its kin; the hash is as long as the digest.
final class Pbkdf2Hash implements StoredHash {
    private static final Pattern DJANGO =
            Pattern.compile(
                    "pbkdf2_(sha1|sha256|sha512)\\$(\\d{1,8})\\$([ -#%-~]{1,128})"
                            + "\\$([A-Za-z0-9+/]{27,86}={0,2})");

    private static final Map<String, String> ALGORITHMS =
            Map.of("sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    /// Django 6.0 makes 1,200,000, and each release some more.
    private static final int MOST_ITERATIONS = 4_000_000;

    /// SHA-512 takes some four times as long; OWASP asks for 210,000.
    private static final int MOST_WIDE_ITERATIONS = 1_000_000;

    private final String name;
    private final int iterations;
    private final String salt;
    private final byte[] hash;

    private Pbkdf2Hash(String name, int iterations, String salt, byte[] hash) {
        this.name = name;
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    static Optional<StoredHash> parse(String text) {
        var parts = DJANGO.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var name = parts.group(1);
        int iterations = Integer.parseInt(parts.group(2));
        var salt = parts.group(3);
        return Encoded.base64(parts.group(4))
                .filter(hash -> hash.length == Digests.of(algorithm(name)).getDigestLength())
                .map(hash -> new Pbkdf2Hash(name, iterations, salt, hash));
    }

    @Override
    public boolean matches(Argon2 argon2, byte[] password) {
        var computed =
                Pbkdf2.derive(
                        algorithm(name),
                        password,
                        salt.getBytes(StandardCharsets.US_ASCII),
                        iterations,
                        hash.length);
        return MessageDigest.isEqual(computed, hash);
    }

    @Override
    public boolean isBearable() {
        int most = "sha512".equals(name) ? MOST_WIDE_ITERATIONS : MOST_ITERATIONS;
        return iterations >= 1 && iterations <= most;
    }

    @Override
    public String text() {
        return "pbkdf2_%s$%d$%s$%s".formatted(name, iterations, salt, Encoded.paddedBase64(hash));
    }

    private static String algorithm(String name) {
        return ALGORITHMS.getOrDefault(name, name);
    }
}
