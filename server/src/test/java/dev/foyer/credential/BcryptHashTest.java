package dev.foyer.credential;

import static dev.foyer.credential.ForeignHash.PASSWORD;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// bcrypt against Openwall's vectors, libxcrypt, and Python's bcrypt.
class BcryptHashTest {
    /// Openwall's crypt_blowfish 1.2 (`wrapper.c`), John the Ripper and py-bcrypt, as passlib 1.7.4
    /// gathers them in its tests.
    @ParameterizedTest
    @CsvSource({
        "U*U, $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U*, $2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
        "U*U*U, $2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a",
        "'', $2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy",
        "U*U*U*U*, $2a$05$c92SVSfjeiCD6F2nAD6y0uBpJDjdRkt0EgeC4/31Rf2LUZbDRDE.O",
        "*U*U*U*U, $2a$05$.WRrXibc1zPgIdRXYfv.4uu6TD1KWf0VnHzq/0imhUhuxSxCyeBs2",
        "'~!@#$%^&*()      ~!@#$%^&*()PNBFRD', $2a$10$LgfYWkbzEvQ4JakH7rOvHe0y8pHKF9OaFgwUZ2q7W2FFZmZzJYlfS",
        "\u0451, $2y$05$6bNw2HLQYeqHYyBfLMsv/OUcZd0LKP39b87nBw3.S2tVZSqiQX6eu",
        "t\u00e1\u0411\u2113\u0259, $2b$05$Z17AXnnlpzddNUvnC6cZNOSwMA/8oNiKnHTHTwLlBijfucQQlHjaG",
    })
    void a_published_vector_opens(String password, String text) {
        assertThat(ForeignHash.fits(password, text)).isTrue();
        assertThat(ForeignHash.fits(password + "x", text)).isFalse();
    }

    /// crypt_blowfish's vectors of bytes that are no UTF-8, past the door through which passwords
    /// come.
    @ParameterizedTest
    @CsvSource({
        "a3, $2y$05$/OK.fbVrR/bpIqNJ5ianF.Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq",
        "a36162, $2a$05$/OK.fbVrR/bpIqNJ5ianF.6IflQkJytoRVc1yuaNtHfiuq.FRlSIS",
        "ffa3333435, $2y$05$/OK.fbVrR/bpIqNJ5ianF.nRht2l/HRhr6zmCp9vYUvvsqynflf9e",
    })
    void a_published_vector_of_bytes_opens(String hex, String text) {
        var hash = StoredHashes.parse(text).orElseThrow();
        assertThat(hash.matches(new JavaArgon2(), HexFormat.of().parseHex(hex))).isTrue();
    }

    /// Made by libxcrypt's crypt(3), which gives one hash for the three letters.
    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
    void the_three_letters_are_one_and_72_bytes_count(String letter) {
        var start = letter + "04$abcdefghijklmnopqrstuu";
        ForeignHash.assertFits(PASSWORD, start + "sERUHvUgx5FzkEQhnSmFRc5gCGlZRO6");
        var long72 = start + "bzadhGtS2zEF.gu0yd0opP6cVzb.e0i";
        assertThat(ForeignHash.fits("x".repeat(72), long72)).isTrue();
        assertThat(ForeignHash.fits("x".repeat(72) + "abc", long72)).isTrue();
        assertThat(ForeignHash.fits("x".repeat(71), long72)).isFalse();
        // Cut in bytes and not in letters: 160 of them, and 300 past the old 8-bit length.
        var letters = start + "sp84EPWYncZo7EDIjS1BLznXUG6sLey";
        assertThat(ForeignHash.fits("çğış".repeat(20), letters)).isTrue();
        assertThat(ForeignHash.fits("çğış".repeat(9) + "?", letters)).isTrue();
        var wrapped = start + "BzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe";
        assertThat(ForeignHash.fits("a".repeat(300), wrapped)).isTrue();
        assertThat(ForeignHash.fits("a".repeat(44), wrapped)).isFalse();
    }

    /// Made by Python's bcrypt 5.0.
    @Test
    void the_lengths_about_72_bytes_are_told_apart() {
        var of71 = "$2b$04$3WZNskais8A0HtB8lkZaTe1EOCe4valo9kDyqMeNO9R5nCMOWx8V2";
        var of72 = "$2b$04$wV/zwSiKpEf/tgSAFbFkdeobuEuDbXEx4TZmLJE9mhc5fkgqpHF9m";
        assertThat(ForeignHash.fits("x".repeat(71), of71)).isTrue();
        assertThat(ForeignHash.fits("x".repeat(72), of71)).isFalse();
        assertThat(ForeignHash.fits("x".repeat(72), of72)).isTrue();
        assertThat(ForeignHash.fits("x".repeat(71), of72)).isFalse();
        assertThat(
                        ForeignHash.fits(
                                "", "$2b$04$mONyeVn2nyoH5YBnhedUY.yXXnN9nORZolKzh5Tca6HPQAmDD57qm"))
                .isTrue();
    }

    @Test
    void a_password_with_a_zero_in_it_fits_no_bcrypt() {
        // bcrypt repeats what it is given with a zero between: "U*U" and "U*U\0U*U" are one key.
        var text = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
        assertThat(ForeignHash.fits("U*U", text)).isTrue();
        assertThat(ForeignHash.fits("U*U\0U*U", text)).isFalse();
        assertThat(ForeignHash.fits("U*U\0", text)).isFalse();
    }

    /// Two of WordPress's own making that stand in public code, and two made here by Python's hmac
    /// and bcrypt 5.0 by the source of `wp_check_password`.
    @ParameterizedTest
    @CsvSource({
        "test123, $wp$2y$10$v719Zyb/5DiglXjaGmtVoO.58ZfZLBkfIyjXnYyIbWYYFsofeucua",
        "@ojisuperadminsolo, $wp$2y$10$5CG2SwZGLrV7fWDFGAd5f.qTdZqcFKm4bgonkif2iuCXg4zTHTBUW",
        "Çilek-şişe 7, $wp$2y$04$DmYOpao.l6DI4v9oXI/vreAf/ooa14juGCG/Ww4g4JR7fbViyuAKe",
    })
    void a_hash_of_wordpress_opens(String password, String text) {
        ForeignHash.assertFits(password, text);
    }

    @Test
    void all_of_a_long_password_counts_at_wordpress() {
        var text = "$wp$2y$04$AnnG5LC44.Uyq5BZjU4Cn.XnUwRzEV8amMKIBFUswPDrBTvLzIfwq";
        assertThat(ForeignHash.fits("a".repeat(100) + "ş", text)).isTrue();
        assertThat(ForeignHash.fits("a".repeat(100) + "s", text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2x$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaRkBRGB/GmMWfVaQ8DWYRJYO",
                "$2$05$......................J2ihDv8vVf7QZ9BsaRrKyqs2tkn55Yq",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
                "$2a$5$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCC+.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$wp$2x$04$DmYOpao.l6DI4v9oXI/vreAf/ooa14juGCG/Ww4g4JR7fbViyuAKe"
            })
    void what_is_no_bcrypt_is_not_read(String text) {
        assertThat(StoredHashes.parse(text)).isEmpty();
    }

    @Test
    void hmac_is_that_of_rfc_4231() {
        // RFC 4231, 4.3
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        Pbkdf2.hmac(
                                                "SHA-384",
                                                bytes("Jefe"),
                                                bytes("what do ya want for nothing?"))))
                .isEqualTo(
                        "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47"
                                + "e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
