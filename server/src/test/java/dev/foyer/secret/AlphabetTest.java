package dev.foyer.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;

/// The way from bytes to letters stands in every cookie that is out: it must stay as it is.
class AlphabetTest {
    @ParameterizedTest
    @CsvSource({
        "LOWER_36, abcdefghijklmnopqrstuvwxyz0123456789, 12",
        "MIXED_62, ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789, 10"
    })
    void each_eight_bytes_are_divided_again_and_again(
            Alphabet alphabet, String letters, int lettersPerLong) {
        var random = new SplittableRandom(36);
        for (int length = 1; length <= 40; length++) {
            var bytes = new byte[alphabet.bytesFor(length)];
            random.nextBytes(bytes);
            bytes[0] |= (byte) (random.nextBoolean() ? 0x80 : 0);
            var expected = new StringBuilder();
            for (int i = 0; i < bytes.length; i += Long.BYTES) {
                var rest = new BigInteger(1, Arrays.copyOfRange(bytes, i, i + Long.BYTES));
                for (int k = 0; k < lettersPerLong && expected.length() < length; k++) {
                    var parts = rest.divideAndRemainder(BigInteger.valueOf(letters.length()));
                    expected.append(letters.charAt(parts[1].intValue()));
                    rest = parts[0];
                }
            }

            assertThat(alphabet.spell(bytes, length)).hasToString(expected.toString());
        }
    }
}
