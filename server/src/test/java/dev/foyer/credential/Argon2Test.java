package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// Both implementations of Argon2id against the vectors of the reference implementation and of RFC
/// 9106, and against each other.
class Argon2Test {
    private static final List<Argon2> BOTH = List.of(new NativeArgon2(), new JavaArgon2());

    /// The vectors of the reference implementation's own test for Argon2id 1.3 (`src/test.c`).
    @ParameterizedTest
    @CsvSource({
        "2, 65536, 1, password, somesalt, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        "2, 256, 1, password, somesalt, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        "2, 256, 2, password, somesalt, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
        "1, 65536, 1, password, somesalt, f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
        "4, 65536, 1, password, somesalt, 9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c",
        "2, 65536, 1, differentpassword, somesalt, 0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
        "2, 65536, 1, password, diffsalt, bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c",
    })
    void a_hash_is_that_of_the_reference(
            int passes, int memory, int lanes, String password, String salt, String hash) {
        for (var argon2 : BOTH) {
            var computed =
                    argon2.hash(
                            new Argon2.Cost(memory, passes, lanes),
                            bytes(password),
                            bytes(salt),
                            32);
            assertThat(HexFormat.of().formatHex(computed))
                    .as(argon2.getClass().getSimpleName())
                    .isEqualTo(hash);
        }
    }

    @Test
    void the_stored_text_is_that_of_the_reference() {
        var text =
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc";
        var stored = (Argon2Hash) StoredHashes.parse(text).orElseThrow();

        assertThat(stored.isOurs(new Argon2.Cost(256, 2, 2))).isTrue();
        assertThat(stored.text()).isEqualTo(text);
        for (var argon2 : BOTH) {
            assertThat(stored.matches(argon2, bytes("password"))).isTrue();
            assertThat(stored.matches(argon2, bytes("Password"))).isFalse();
        }
    }

    /// RFC 9106, 5.3, which Foyer's own calls cannot express: it takes a secret and associated
    /// data.
    @Test
    void both_libraries_know_the_vector_of_the_rfc() {
        var expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
        var ofC =
                Argon2Factory.createAdvanced(Argon2Types.ARGON2id)
                        .rawHashAdvanced(
                                3,
                                32,
                                4,
                                repeated(1, 32),
                                repeated(2, 16),
                                repeated(3, 8),
                                repeated(4, 12),
                                32,
                                Argon2Version.V13);
        var ofJava = new byte[32];
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withIterations(3)
                        .withMemoryAsKB(32)
                        .withParallelism(4)
                        .withSalt(repeated(2, 16))
                        .withSecret(repeated(3, 8))
                        .withAdditional(repeated(4, 12))
                        .build());
        generator.generateBytes(repeated(1, 32), ofJava);

        assertThat(HexFormat.of().formatHex(ofC)).isEqualTo(expected);
        assertThat(HexFormat.of().formatHex(ofJava)).isEqualTo(expected);
    }

    @Test
    void both_implementations_agree() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 60; i++) {
            int lanes = random.nextInt(1, 4);
            var cost = new Argon2.Cost(random.nextInt(8 * lanes, 200), random.nextInt(1, 4), lanes);
            var password = new byte[random.nextInt(0, 200)];
            random.nextBytes(password);
            var salt = new byte[random.nextInt(8, 33)];
            random.nextBytes(salt);
            int length = random.nextInt(16, 65);
            assertThat(BOTH.get(0).hash(cost, password, salt, length))
                    .as("%s, %d bytes", cost, password.length)
                    .isEqualTo(BOTH.get(1).hash(cost, password, salt, length));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] repeated(int value, int times) {
        var bytes = new byte[times];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
