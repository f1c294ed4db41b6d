package dev.foyer.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Seals texts that must be read again, such as a gateway's password: AES-256-GCM (NIST SP 800-38D)
/// under a key of its purpose. The first key seals, every key opens. Safe for use by many threads.
public final class Sealer {
    private static final String PREFIX = "sealed:";

    /// 96 bits, SP 800-38D, 5.2.1.1; random, for far fewer than 2^32 texts.
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final Secrets secrets;
    private final List<SecretKey> keys;

    Sealer(Secrets secrets, List<SecretKey> keys) {
        this.secrets = secrets;
        this.keys = keys;
    }

    /// The text, unreadable without our key.
    public String seal(String text) {
        try {
            var nonce = secrets.bytes(NONCE_BYTES);
            var cipher = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce);
            var sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            var whole = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
            return PREFIX + Base64.getEncoder().encodeToString(whole.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks AES-GCM", e);
        }
    }

    /// Whether a text was sealed with the newest key.
    public boolean isCurrent(String sealed) {
        return sealed.startsWith(PREFIX)
                && open(sealed.substring(PREFIX.length()), keys.getFirst()).isPresent();
    }

    /// The text that was sealed, or nothing where it was altered or sealed by somebody else.
    public Optional<String> open(String sealed) {
        if (!sealed.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return keys.stream()
                .flatMap(key -> open(sealed.substring(PREFIX.length()), key).stream())
                .findFirst();
    }

    private static Optional<String> open(String encoded, SecretKey key) {
        try {
            var whole = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
            var nonce = new byte[NONCE_BYTES];
            whole.get(nonce);
            var sealed = new byte[whole.remaining()];
            whole.get(sealed);
            var text = cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException
                | IllegalArgumentException
                | java.nio.BufferUnderflowException _) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
