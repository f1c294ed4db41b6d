package dev.foyer.credential;

import java.security.MessageDigest;
import java.util.Arrays;

/// The computation of SHA-crypt, step by step as its specification numbers them. One per
/// computation.
final class ShaCrypt {
    private final boolean wide;
    private final MessageDigest digest;
    private final byte[] password;
    private final byte[] salt;

    /// @param wide with SHA-512 instead of SHA-256
    ShaCrypt(boolean wide, byte[] password, byte[] salt) {
        this.wide = wide;
        this.digest = Digests.of(wide ? "SHA-512" : "SHA-256");
        this.password = password;
        this.salt = salt;
    }

    /// The digest in the order in which its text is written.
    byte[] compute(int rounds) {
        var state = first();
        // 13 to 16
        for (int i = 0; i < password.length; i++) {
            digest.update(password);
        }
        var p = filled(digest.digest(), password.length);
        // 17 to 20
        for (int i = 0; i < 16 + (state[0] & 0xff); i++) {
            digest.update(salt);
        }
        var s = filled(digest.digest(), salt.length);
        // 21
        for (int i = 0; i < rounds; i++) {
            digest.update(i % 2 == 1 ? p : state);
            if (i % 3 != 0) {
                digest.update(s);
            }
            if (i % 7 != 0) {
                digest.update(p);
            }
            state = digest.digest(i % 2 == 1 ? state : p);
        }
        return ordered(state);
    }

    /// 1 to 12: digest A.
    private byte[] first() {
        digest.update(password);
        digest.update(salt);
        var b = digest.digest(password);
        digest.update(password);
        digest.update(salt);
        digest.update(filled(b, password.length));
        for (int bits = password.length; bits > 0; bits >>= 1) {
            digest.update((bits & 1) == 1 ? b : password);
        }
        return digest.digest();
    }

    /// Repeated and cut to a length.
    private static byte[] filled(byte[] bytes, int length) {
        var filled = new byte[length];
        for (int i = 0; i < length; i++) {
            filled[i] = bytes[i % bytes.length];
        }
        return filled;
    }

    /// 22: the specification lists the order; it is three thirds side by side, each group a step
    /// further, and what is left over.
    private byte[] ordered(byte[] state) {
        int third = wide ? 21 : 10;
        int step = wide ? 22 : 21;
        int all = 3 * third;
        var ordered = Arrays.copyOf(state, state.length);
        for (int i = 0; i < third; i++) {
            ordered[3 * i] = state[(2 * third + step * i) % all];
            ordered[3 * i + 1] = state[(third + step * i) % all];
            ordered[3 * i + 2] = state[step * i % all];
        }
        return ordered;
    }
}
