package dev.foyer.credential;

import static dev.foyer.credential.ForeignHash.PASSWORD;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The encodings of Django's hashers. Where nothing else is said the vectors were made by Django
/// 5.2.17 with argon2-cffi 25.1 and bcrypt 5.0, or, for hashers that it no longer has, by Python's
/// hashlib as the sources of Django 1.8 and 5.0 say.
class DjangoHashesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pbkdf2_sha256$1200$tuzlu42$Cc1GraSwY/2/Yi1Sfgdz7qG9+3fWegqBIXsfVI2t0cs=",
                "pbkdf2_sha1$1200$tuzlu42$eZsY8UulGCBn9cqQAr0cvIFHNbw=",
                "pbkdf2_sha512$1200$tuzlu42$kJGwKze5/fMe4VL97a5AEUqHGidsfqWgWQzbNP/oQkirR4ctkAWXP"
                        + "XL8vnIgdHkSosRvLSgopHB/wja2NkBKwQ==",
                "argon2$argon2id$v=19$m=512,t=2,p=2$c29tZXNhbHQx$0iL1uXF9UAgScSS9v1QL6L7HZV38prmg6eSEFZjAj8o",
                "bcrypt_sha256$$2b$05$vmakqASpReyQx05ewXvZ6O.Yzp96Y8yvuqUQ8S9AuI9XddMFc.ZMu",
                "bcrypt$$2b$05$MQzm8xocaJecWoP725tkCOBECNETcOcwZta3nNDZNMAu9B2ihNH/2",
                "scrypt$1024$tuzlu42$8$1$gsQDP/yQkYNWHMKiBqUHfTW+LdUwXZabPsaDZ/SWOzv21whng/Wyhw4+"
                        + "nPrUQHWjNw3Sq3xkXRE+r+ph0d5MvA==",
                "scrypt$256$tuzlu42$4$5$ZjgRuHZ7SdG0rUr8mAmd61wp7HDr/lry9yOKE0vz/m3Op4MFSGjOIJncV"
                        + "vSBVo3ccvHdmaYIPhvAINcK1LikHg==",
                "md5$tuzlu42$889300722d2625b0b717e0239b11cbe7",
                "sha1$tuzlu42$5efbb26a1b9defa0118500ad4c28f2864836b685",
                "sha256$tuzlu42$ba7639f1704f189832d8a781d2d38d864257c67a8f01d56ec422a8d897b0c744",
                "sha512$tuzlu42$b76397bea8dc8fe42c20f098899c6fb9f439fe32f070691b366577156f087df96"
                        + "1c8aafa40ee96b5215799572f9be542702f5356afcb77cb9e8ac569602ba59e",
                "sha1$$efd57e5470d867549d6572f00320f1aa2abbb290",
                "md5$$af80ae9a32463b792cc2b71fbb78b965",
                "AF80AE9A32463B792CC2B71FBB78B965"
            })
    void a_hash_of_django_opens_to_its_password(String text) {
        ForeignHash.assertFits(PASSWORD, text);
    }

    /// From Django's own tests (`tests/auth_tests/test_hashers.py`).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pbkdf2_sha256$390000$seasalt$8xBlGd3jVgvJ+92hWPxi5ww0uuAuAnKgC45eudxro7c=",
                "scrypt$16384$seasalt$8$5$ECMIUp+LMxMSK8xB/IVyba+KYGTI7FTnet025q/1f/vBAVnnP3hdYqJ"
                        + "uRi+mJn6ji6ze3Fbb7JEFPKGpuEf5vw==",
                "sha1$seasalt$cff36ea83f5706ce9aa7454e63e431fc726b2dc8",
                "md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3",
                "88a434c88cca4e900f7874cd98123f43",
                "sha1$$6d138ca3ae545631b3abd71a4f076ce759c5700b"
            })
    void a_vector_of_django_itself_opens(String text) {
        assertThat(ForeignHash.fits("lètmein", text)).isTrue();
        assertThat(ForeignHash.fits("lètmeinz", text)).isFalse();
    }

    @Test
    void all_of_a_long_password_counts_where_django_digests_it_first() {
        var text = "bcrypt_sha256$$2b$04$EFBxx4puCg4N4gzN3RdISerhAPMR.PRsKtUhQ2/cznlcMjujXd3SO";
        ForeignHash.assertFits("a".repeat(100) + "ş", text);
        assertThat(ForeignHash.fits("a".repeat(100) + "s", text)).isFalse();
    }

    @Test
    void one_spelling_is_stored_of_each() {
        var phc =
                "$argon2id$v=19$m=512,t=2,p=2$c29tZXNhbHQx$0iL1uXF9UAgScSS9v1QL6L7HZV38prmg6eSEFZjAj8o";
        assertThat(ForeignHash.stored("argon2" + phc)).isEqualTo(phc);
        var bare = "$2b$05$MQzm8xocaJecWoP725tkCOBECNETcOcwZta3nNDZNMAu9B2ihNH/2";
        assertThat(ForeignHash.stored("bcrypt$" + bare)).isEqualTo(bare);
        assertThat(ForeignHash.stored("AF80AE9A32463B792CC2B71FBB78B965"))
                .isEqualTo("md5$$af80ae9a32463b792cc2b71fbb78b965");
        assertThat(ForeignHash.stored("pbkdf2_sha1$0012$x$eZsY8UulGCBn9cqQAr0cvIFHNbw"))
                .isEqualTo("pbkdf2_sha1$12$x$eZsY8UulGCBn9cqQAr0cvIFHNbw=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pbkdf2_sha256$1200$tuzlu42$eZsY8UulGCBn9cqQAr0cvIFHNbw=",
                "pbkdf2_sha256$1200$$Cc1GraSwY/2/Yi1Sfgdz7qG9+3fWegqBIXsfVI2t0cs=",
                "pbkdf2_sha256$-1$tuzlu42$Cc1GraSwY/2/Yi1Sfgdz7qG9+3fWegqBIXsfVI2t0cs=",
                "pbkdf2_md5$1200$tuzlu42$iTAHIi0mJbC3F+Ajmxyx5w==",
                "pbkdf2_sha256$1200$tuzlu42$Cc1GraSwY/2/Yi1Sfgdz7qG9+3fWegqBIXsfVI2t0cs=$",
                "argon2$argon2id$v=19$m=512,t=2,p=2,keyid=AAAA$c29tZXNhbHQx$0iL1uXF9UAgScSS9v1QL6"
                        + "L7HZV38prmg6eSEFZjAj8o",
                "scrypt$1000$tuzlu42$8$1$gsQDP/yQkYNWHMKiBqUHfTW+LdUwXZabPsaDZ/SWOzv21whng/Wyhw4+"
                        + "nPrUQHWjNw3Sq3xkXRE+r+ph0d5MvA==",
                "md5$tuzlu42$889300722d2625b0b717e0239b11cbe",
                "md5$tuzlu42$5efbb26a1b9defa0118500ad4c28f2864836b685",
                "sha1$tuzlu42$5efbb26a1b9defa0118500ad4c28f2864836b68g",
                "crypt$$abJnggxhB/yWI",
                "af80ae9a32463b792cc2b71fbb78b96"
            })
    void what_is_no_hash_of_django_is_not_read(String text) {
        assertThat(StoredHashes.parse(text)).isEmpty();
    }
}
