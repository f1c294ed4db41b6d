package dev.foyer.credential;

import static dev.foyer.credential.ForeignHash.PASSWORD;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// PHPass and SHA-crypt against their authors' vectors and other implementations.
class CryptHashesTest {
    /// The first is phpass's own (`test.php`); then John the Ripper's, as passlib 1.7.4 gathers
    /// them; the last three were made with passlib.
    @ParameterizedTest
    @CsvSource({
        "test12345, $P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0",
        "test1, $H$9aaaaaSXBjgypwqm.JsMssPLiS8YQ00",
        "123456, $H$9PE8jEklgZhgLmZl5.HYJAzfGCQtzi1",
        "thisisalongertestPW, $P$912345678LIjjb6PhecupozNBmDndU0",
        "JohnRipper, $P$612345678si5M0DDyPpmRCmcltU/YW/",
        "JohnRipper, $P$B12345678L6Lpt4BxNotVIMILOa9u81",
        "'', $P$7JaFQsPzJSuenezefD/3jHgt5hVfNH0",
        "'Çilek-şişe 7', $P$55HdTb9pPXuqq0BlECyI2b.Tto2Fmp.",
        "'Çilek-şişe 7', $H$60hamnXLS5vkyXolGuojbbAztnNN/I0",
        "kirmizi-bisiklet-7, $P$B/70SzqeW9fX.EaZE8Fwn5x.DAzHsy0",
    })
    void a_hash_of_phpass_opens(String password, String text) {
        ForeignHash.assertFits(password, text);
    }

    /// Ulrich Drepper's specification, version 0.6, where the salt is not cut.
    @ParameterizedTest
    @CsvSource({
        "Hello world!, $5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
        "Hello world!, $5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA",
        "we have a short salt string but not a short password,"
                + " $5$rounds=77777$short$JiO1O3ZpDAxGJeaDIuqCoEFysAe1mZNJRs3pw0KQRd/",
        "Hello world!, $6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJu"
                + "esI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
        "Hello world!, $6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sb"
                + "HbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.",
        "a short string, $6$rounds=123456$asaltof16chars..$BtCwjqMJGx5hrJhZywWvt0RLE8uZ4oPwc"
                + "elCjmw2kSYu.Ec6ycULevoBK25fs2xXgMNrCzIMVcgEJAstJeonj1",
    })
    void a_hash_of_the_specification_opens(String password, String text) {
        assertThat(ForeignHash.fits(password, text)).isTrue();
        assertThat(ForeignHash.fits(password + " ", text)).isFalse();
    }

    /// Made by libxcrypt's crypt(3); the last two with passlib 1.7.4.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$5$saltstring$pxXDKwQmO7V1zG/qV7TcXh8UlAlktT9/YT0RUKM2qn4",
                "$6$saltstring$8onL8FUlwKSXfc61R6OLDrxLZObfJnJ5GVLIPjpmlmkMrsBQlKWGf782lGAgxoLxahzkROtImAEnAppULj7Io/",
                "$5$rounds=1000$s$VtVNXeBsltZ6doVqaznTBkQFVyJ5wf1z4P1GzAm4dC1",
                "$6$rounds=1200$sixteencharslong$uxif7w8FXhHxQ3wPHWL76tUtvEn3oO0frnZBHTspboc2QDyM"
                        + "IH..8FCQb80rVxwno8CA4tkBPkKPoW9L3hW191",
                "$5$rounds=5000$$JjS3CPLdWCfg6TJss8xGbRYrjiJxwtSS6d3bzU7ahb9",
                "$5$rounds=1500$ByJ2.x4gsL/0kLL8$bIzFdC8vepTRrQ9c5JCQgvax4ImSp5GJxNvnUDRTsn1",
                "$6$rounds=1500$3DBwEucU.eDq51Qp$bea88Jyz732YBr00wHogGcEt/doLOUN4SnoVHn9DgwoFHmg8"
                        + "qWrHXonKhirudAMG9UVfHnkZ04riK397dsguj/"
            })
    void a_hash_of_crypt_opens(String text) {
        ForeignHash.assertFits(PASSWORD, text);
    }

    /// Made by libxcrypt's crypt(3): longer than the digest, and nothing at all.
    @ParameterizedTest
    @CsvSource({
        "100, $5$saltstring$HE80cZIBUxLL.bS7Ud8vy2RfFEVIyvfBaoUr.RekKl3",
        "0, $5$saltstring$FdNfA4gXqvCeO6iZs7G/.wwwoywYZqo0l1pwmfWaBA7",
        "100, $6$saltstring$JScHikn0ipeafNsMFqiv6ssVGy/bli03a6zot98EeDT9Eis0IVo.NzTwTN4F896wEgL50y3nqQ9Os/B3lkI2.0",
        "0, $6$saltstring$kyGrqt6gmjAdtFLPrflEFifSYLCWWq1pyx95SvqinLDy2UHmj0sTF0MSLMwxPFZc3tu5kQckI8fks0zOPda3n1",
    })
    void passwords_of_unusual_lengths_open(int length, String text) {
        ForeignHash.assertFits("a".repeat(length), text);
    }

    @Test
    void a_password_longer_than_crypt_takes_is_not_computed() {
        var text = "$5$saltstring$HE80cZIBUxLL.bS7Ud8vy2RfFEVIyvfBaoUr.RekKl3";
        assertThat(ForeignHash.fits("a".repeat(512), text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r!L0",
                "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L",
                "$S$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0",
                "$5$rounds=010428$uy/jIAhCetNCTtb0$YWvUOXbkqlqhyoPMpN8BMe.ZGsGx2aBvxTvDFI613c3",
                "$5$rounds=999$uyjIAhCetNCTtb0$YWvUOXbkqlqhyoPMpN8BMe.ZGsGx2aBvxTvDFI613c3",
                "$5$rounds=10428$uy/jIAhCetNCTtb0$YWvUOXbkqlqhyoPMpN8BMe.ZGsGx2aBvxTvDFI613c3$",
                "$6$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "$1$saltstri$YMyguxXMBpd2TEZ.vS/3q1"
            })
    void what_is_no_hash_of_crypt_is_not_read(String text) {
        assertThat(StoredHashes.parse(text)).isEmpty();
    }
}
