package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// PBKDF2 against the RFCs and against the JDK's own.
class Pbkdf2Test {
    /// RFC 6070 (without its vector of 16,777,216 iterations) and RFC 7914, 11.
    @ParameterizedTest
    @CsvSource({
        "SHA-1, password, salt, 1, 0c60c80f961f0e71f3a9b524af6012062fe037a6",
        "SHA-1, password, salt, 2, ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957",
        "SHA-1, password, salt, 4096, 4b007901b765489abead49d926f721d065a429c1",
        "SHA-1, passwordPASSWORDpassword, saltSALTsaltSALTsaltSALTsaltSALTsalt, 4096,"
                + " 3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038",
        "SHA-1, pass\0word, sa\0lt, 4096, 56fa6aa75548099dcc37d7f03425e0c3",
        "SHA-256, passwd, salt, 1,"
                + " 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
        "SHA-256, Password, NaCl, 80000,"
                + " 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d",
    })
    void a_key_is_that_of_the_rfc(
            String algorithm, String password, String salt, int iterations, String key) {
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        Pbkdf2.derive(
                                                algorithm,
                                                bytes(password),
                                                bytes(salt),
                                                iterations,
                                                key.length() / 2)))
                .isEqualTo(key);
    }

    @Test
    void a_key_is_that_of_the_jdk() throws Exception {
        var random = new SplittableRandom(11);
        for (int i = 0; i < 60; i++) {
            var algorithm = new String[] {"SHA-1", "SHA-256", "SHA-384", "SHA-512"}[i % 4];
            // Short of a block, about it, and past it, where the key is digested first.
            var password = "p".repeat(random.nextInt(1, 300));
            var salt = new byte[random.nextInt(1, 200)];
            random.nextBytes(salt);
            int iterations = random.nextInt(1, 50);
            int length = random.nextInt(1, 150);
            var expected =
                    SecretKeyFactory.getInstance("PBKDF2WithHmac" + algorithm.replace("-", ""))
                            .generateSecret(
                                    new PBEKeySpec(
                                            password.toCharArray(), salt, iterations, length * 8))
                            .getEncoded();
            assertThat(Pbkdf2.derive(algorithm, bytes(password), salt, iterations, length))
                    .as("%s, %d bytes, %d times", algorithm, password.length(), iterations)
                    .isEqualTo(expected);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
