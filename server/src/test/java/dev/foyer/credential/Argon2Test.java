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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// The implementations of Argon2id against the vectors of the reference implementation and of RFC
/// 9106, and against each other.
class Argon2Test {
    private static final List<Argon2> GENERAL = List.of(new ReferenceArgon2(), new JavaArgon2());

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
        for (var argon2 : GENERAL) {
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
        for (var argon2 : GENERAL) {
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
    void implementations_of_every_cost_agree() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 60; i++) {
            int lanes = random.nextInt(1, 4);
            var cost = new Argon2.Cost(random.nextInt(8 * lanes, 200), random.nextInt(1, 4), lanes);
            var password = new byte[random.nextInt(0, 200)];
            random.nextBytes(password);
            var salt = new byte[random.nextInt(8, 33)];
            random.nextBytes(salt);
            int length = random.nextInt(16, 65);
            assertThat(GENERAL.get(0).hash(cost, password, salt, length))
                    .as("%s, %d bytes", cost, password.length)
                    .isEqualTo(GENERAL.get(1).hash(cost, password, salt, length));
        }
    }

    /// Nothing is left to another one here, and the cost is Foyer's own among others.
    @Test
    void libsodium_agrees_where_it_computes() throws IOException {
        var sodium =
                new SodiumArgon2(
                        () -> {
                            throw new AssertionError("it was left to another one");
                        });
        var costs = new ArrayList<>(List.of(Argon2.Cost.OWASP, new Argon2.Cost(7168, 5, 1)));
        var random = new SplittableRandom(8);
        for (int i = 0; i < 40; i++) {
            costs.add(new Argon2.Cost(random.nextInt(8, 200), random.nextInt(1, 4), 1));
        }
        for (var cost : costs) {
            var password = new byte[random.nextInt(0, 200)];
            random.nextBytes(password);
            var salt = new byte[16];
            random.nextBytes(salt);
            int length = random.nextInt(16, 65);
            assertThat(sodium.hash(cost, password, salt, length))
                    .as("%s, %d bytes", cost, password.length)
                    .isEqualTo(GENERAL.get(0).hash(cost, password, salt, length));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 16, 32", "1, 8, 32", "1, 17, 32", "1, 16, 12"})
    void what_libsodium_does_not_compute_is_left_to_another(int lanes, int salt, int length)
            throws IOException {
        var sodium = new SodiumArgon2(() -> GENERAL.get(1));
        var cost = new Argon2.Cost(64, 1, lanes);

        assertThat(sodium.hash(cost, bytes("password"), new byte[salt], length))
                .isEqualTo(GENERAL.get(0).hash(cost, bytes("password"), new byte[salt], length));
    }

    @Test
    void other_kinds_are_left_to_another() throws IOException {
        var kind = new Argon2.Kind(Argon2.Variant.I, 16);
        var cost = new Argon2.Cost(64, 2, 1);

        assertThat(
                        new SodiumArgon2(() -> GENERAL.get(0))
                                .of(kind)
                                .hash(cost, bytes("password"), new byte[16], 32))
                .isEqualTo(new JavaArgon2(kind).hash(cost, bytes("password"), new byte[16], 32));
    }

    /// On the machines that people run servers on, nobody should pay twice without knowing.
    @Test
    void the_fastest_here_is_libsodium() {
        assertThat(Argon2Libraries.fastest(1)).isInstanceOf(SodiumArgon2.class);
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
