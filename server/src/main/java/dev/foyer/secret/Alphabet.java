package dev.foyer.secret;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The two alphabets in which tokens are spelled on the wire, and the one way from bytes to
/// letters.
///
/// Each eight bytes give as many letters as fit into 63 bits, by repeated division; the bias of the
/// first letter over the last is below 2^-1 of one part in 2^59 and of no use to anyone. Immutable
/// and safe for use by many threads.
public enum Alphabet {
    /// `[a-z0-9]`: session ids (contract 0.1.6).
    LOWER_36("abcdefghijklmnopqrstuvwxyz0123456789", 12),
    /// `[A-Za-z0-9]`: CSRF tokens (contract 0.1.3).
    MIXED_62("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 10);

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final String letters;
    private final int lettersPerLong;

    Alphabet(String letters, int lettersPerLong) {
        this.letters = letters;
        this.lettersPerLong = lettersPerLong;
    }

    /// How many bytes [#spell] needs for a text of this length.
    public int bytesFor(int length) {
        return (length + lettersPerLong - 1) / lettersPerLong * Long.BYTES;
    }

    /// Spells bytes as a text of exactly `length` letters; `bytes` must hold [#bytesFor] of them.
    public String spell(byte[] bytes, int length) {
        var text = new byte[length];
        long rest = 0;
        for (int i = 0; i < length; i++) {
            if (i % lettersPerLong == 0) {
                rest = (long) LONGS.get(bytes, i / lettersPerLong * Long.BYTES);
            }
            long quotient = Long.divideUnsigned(rest, letters.length());
            text[i] = (byte) letters.charAt((int) (rest - quotient * letters.length()));
            rest = quotient;
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /// Whether a text is made of this alphabet alone and has exactly this length.
    public boolean spells(String text, int length) {
        return text.length() == length && text.chars().allMatch(c -> letters.indexOf(c) >= 0);
    }

    /// The value of a text read as a number in this alphabet; the caller has checked [#spells].
    public long number(String text) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            value = value * letters.length() + letters.indexOf(text.charAt(i));
        }
        return value;
    }

    /// A number as a text of exactly `length` letters; higher digits that do not fit are dropped.
    public String digits(long number, int length) {
        var text = new char[length];
        for (int i = length - 1; i >= 0; i--) {
            text[i] = letters.charAt((int) Long.remainderUnsigned(number, letters.length()));
            number = Long.divideUnsigned(number, letters.length());
        }
        return new String(text);
    }
}
