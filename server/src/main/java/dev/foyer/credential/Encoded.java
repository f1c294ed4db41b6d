package dev.foyer.credential;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Bytes in texts, in the spellings that password hashes use.
final class Encoded {
    private static final String STANDARD =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// The order of crypt(3), `a64l` of POSIX.
    private static final String CRYPT =
            "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final String BCRYPT =
            "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Encoded() {}

    /// Base64 with or without padding; nothing where it is none.
    static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Base64 without padding, as PHC strings have it.
    static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Base64 with padding, as Django has it.
    static String paddedBase64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Base64 of OpenBSD's bcrypt: another alphabet, no padding; bits past the last byte do not
    /// count.
    ///
    /// @param text letters of that alphabet, of a length that Base64 can have
    static byte[] ofBcrypt(String text) {
        var standard = new StringBuilder(text.length());
        text.chars().forEach(letter -> standard.append(STANDARD.charAt(BCRYPT.indexOf(letter))));
        return Base64.getDecoder().decode(standard.toString());
    }

    /// The number that a letter of crypt(3) is, 0 to 63; -1 for others.
    static int cryptDigit(char letter) {
        return CRYPT.indexOf(letter);
    }

    /// As crypt(3) writes bytes: three at a time, the lowest six bits first.
    static byte[] crypt(byte[] bytes) {
        var text = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 3) {
            int group = 0;
            int count = Math.min(3, bytes.length - i);
            for (int k = 0; k < count; k++) {
                group |= (bytes[i + k] & 0xff) << (8 * k);
            }
            for (int k = 0; k <= count; k++) {
                text.append(CRYPT.charAt(group >>> (6 * k) & 63));
            }
        }
        return ascii(text.toString());
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
