package dev.foyer.credential;

import static dev.foyer.credential.ForeignHash.PASSWORD;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

/// scrypt against RFC 7914, Bouncy Castle, passlib, libxcrypt and Firebase's published example.
class ScryptHashTest {
    /// RFC 7914, 12, without the one that takes a GiB.
    @ParameterizedTest
    @CsvSource({
        "'', '', 4, 1, 1, 77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906",
        "password, NaCl, 10, 8, 16, fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
        "pleaseletmein, SodiumChloride, 14, 8, 1,"
                + " 7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
    })
    void a_key_is_that_of_the_rfc(String password, String salt, int log, int r, int p, String key) {
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        Scrypt.derive(
                                                bytes(password),
                                                bytes(salt),
                                                new Scrypt.Cost(log, r, p),
                                                64)))
                .isEqualTo(key);
    }

    @Test
    void a_key_is_that_of_bouncy_castle() {
        var random = new SplittableRandom(13);
        for (int i = 0; i < 60; i++) {
            var cost =
                    new Scrypt.Cost(
                            random.nextInt(1, 8), random.nextInt(1, 10), random.nextInt(1, 4));
            var password = new byte[random.nextInt(0, 200)];
            random.nextBytes(password);
            var salt = new byte[random.nextInt(0, 40)];
            random.nextBytes(salt);
            int length = random.nextInt(16, 65);
            assertThat(Scrypt.derive(password, salt, cost, length))
                    .as("%s", cost)
                    .isEqualTo(
                            SCrypt.generate(
                                    password, salt, 1 << cost.log(), cost.r(), cost.p(), length));
        }
    }

    /// passlib 1.7.4's tests and documentation; the last made with it.
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "'' $scrypt$ln=4,r=1,p=1$$d9ZXYjhleyA7GcpCwYoEl/FrSETjB0ro39/6P+3iFEI",
                "password $scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI",
                "test $scrypt$ln=8,r=8,p=1$wlhLyXmP8b53bm1NKYVQqg$mTpvG8lzuuDk+DWz8HZIB6Vum6erDuUm0As5yU+VxWA",
                "nacl $scrypt$ln=1,r=4,p=2$yhnD+J+Tci4lZCwFgHCuVQ$fAsEWmxSHuC0cHKMwKVFPzrQukgvK09Sj+NueTSxKds",
                "'Çilek-şişe 7' $scrypt$ln=8,r=4,p=2$PgfAOKcUAiCEkFIq5XwPoQ$kPw/mWody+tcbtoSVkSs3"
                        + "kvb/o9A1lNk2BiRRyTM47A",
            })
    void a_phc_string_opens(String password, String text) {
        ForeignHash.assertFits(password, text);
    }

    /// Openwall's `unix-scrypt.txt`, libxcrypt's crypt(3), and passlib 1.7.4.
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "pleaseletmein $7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D",
                "'Çilek-şişe 7' $7$86..../....NaCl$6IBVWKdRtbc/vJlxJoHn62oPvZv917H9qpO.OJTybkC",
                "'' $7$86..../....NaCl$lbOjcpSU3QeLoR6DySZG/Pd/t.CNxIqzDR1Dxo5oyKA",
                "'Çilek-şişe 7' $7$66..../....jDGGEKKUcg7BGCMEoHSOkQ$TJHzEdPJSJDboQWn0mVhU92mQ1aBT4fzq3GlBDsIUtC",
            })
    void a_hash_of_crypt_opens(String password, String text) {
        ForeignHash.assertFits(password, text);
    }

    /// The example of Firebase's own README (github.com/firebase/scrypt).
    @Test
    void the_example_of_firebase_opens() {
        ForeignHash.assertFits(
                "user1password",
                "$firebase-scrypt$ln=14,r=8$42xEC+ixf3L2lw==$Bw=="
                        + "$jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA=="
                        + "$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==");
    }

    /// Made with Python's hashlib and `openssl enc -aes-256-ctr`, in the alphabet for URLs.
    @Test
    void a_hash_of_firebase_is_read_in_the_alphabet_of_its_exports() {
        var text =
                "$firebase-scrypt$ln=8,r=8$c2FsdC1vZi1zZXZlbg==$Bw=="
                        + "$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0-Pw=="
                        + "$-eI0PWGtRgHxtIaldyJsJmv6gMPzbFnTPXph3yaper5qYA6pDYXgNUGjhuTNXMJEYCB2uBOsIzpzzE0MlvaiTA==";
        ForeignHash.assertFits(PASSWORD, text);
        assertThat(ForeignHash.stored(text)).doesNotContain("=$", "==").contains("OTo7PD0+Pw$+eI0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$scrypt$ln=10,r=1$wvif8/4fg1Cq9V7L2dv73w$bJcLia1lyfQ1X2x0xflehwVXPzWIUQWWdnlGwfVzBeQ",
                "$scrypt$ln=10,r=A,p=1$wvif8/4fg1Cq9V7L2dv73w$bJcLia1lyfQ1X2x0xflehwVXPzWIUQWWdnlGwfVzBeQ",
                "$scrypt$ln=10,r=134217728,p=8$wvif8/4fg1Cq9V7L2dv73w$bJcLia1lyfQ1X2x0xflehwVXPzWIUQWWdnlGwfVzBeQ",
                "$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8",
                "$firebase-scrypt$ln=14,r=8$42xEC+ixf3L2lw==$Bw==$jxspr8Ki0RYycVU8zykbdLGjFQ3McFU"
                        + "H0uiiTvC8pVM$lSrfV15cpx95/sZS2W9c9A==",
                "$firebase-scrypt$ln=14,r=8$42xEC+ixf3L2lw==$Bw==$jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVM",
            })
    void what_is_no_scrypt_is_not_read(String text) {
        assertThat(StoredHashes.parse(text)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
