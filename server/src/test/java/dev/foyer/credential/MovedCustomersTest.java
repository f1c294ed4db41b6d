package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Customers who come from another shop with the hash of the password that they have: they sign in
/// with it, and from then on it is kept as all others are.
class MovedCustomersTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String OURS = "$argon2id$v=19$m=8,t=1,p=1$";
    private static final String REFUSED =
            "{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "pbkdf2_sha256$1200$tuzlu42$Cc1GraSwY/2/Yi1Sfgdz7qG9+3fWegqBIXsfVI2t0cs= 'Çilek-şişe 7'",
                "pbkdf2_sha1$1200$tuzlu42$eZsY8UulGCBn9cqQAr0cvIFHNbw= 'Çilek-şişe 7'",
                "argon2$argon2id$v=19$m=512,t=2,p=2$c29tZXNhbHQx$0iL1uXF9UAgScSS9v1QL6L7HZV38prmg"
                        + "6eSEFZjAj8o 'Çilek-şişe 7'",
                "$argon2i$v=16$m=64,t=2,p=2$c29tZXNhbHQ$QlUhrPo4eCLUgovVxkk2SmLFesB30NRS 'Çilek-şişe 7'",
                "bcrypt_sha256$$2b$05$vmakqASpReyQx05ewXvZ6O.Yzp96Y8yvuqUQ8S9AuI9XddMFc.ZMu 'Çilek-şişe 7'",
                "bcrypt$$2b$05$MQzm8xocaJecWoP725tkCOBECNETcOcwZta3nNDZNMAu9B2ihNH/2 'Çilek-şişe 7'",
                "$2y$04$abcdefghijklmnopqrstuusERUHvUgx5FzkEQhnSmFRc5gCGlZRO6 'Çilek-şişe 7'",
                "$wp$2y$04$DmYOpao.l6DI4v9oXI/vreAf/ooa14juGCG/Ww4g4JR7fbViyuAKe 'Çilek-şişe 7'",
                "scrypt$256$tuzlu42$4$5$ZjgRuHZ7SdG0rUr8mAmd61wp7HDr/lry9yOKE0vz/m3Op4MFSGjOIJncV"
                        + "vSBVo3ccvHdmaYIPhvAINcK1LikHg== 'Çilek-şişe 7'",
                "$scrypt$ln=8,r=4,p=2$PgfAOKcUAiCEkFIq5XwPoQ$kPw/mWody+tcbtoSVkSs3kvb/o9A1lNk2BiR"
                        + "RyTM47A 'Çilek-şişe 7'",
                "$7$86..../....NaCl$6IBVWKdRtbc/vJlxJoHn62oPvZv917H9qpO.OJTybkC 'Çilek-şişe 7'",
                "$firebase-scrypt$ln=14,r=8$42xEC+ixf3L2lw$Bw$jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0ui"
                        + "iTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA$lSrfV15cpx95/sZS2W9c9Kp6i/LV"
                        + "gQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ user1password",
                "$P$B12345678L6Lpt4BxNotVIMILOa9u81 JohnRipper",
                "$H$9PE8jEklgZhgLmZl5.HYJAzfGCQtzi1 123456",
                "$5$rounds=1000$s$VtVNXeBsltZ6doVqaznTBkQFVyJ5wf1z4P1GzAm4dC1 'Çilek-şişe 7'",
                "$6$rounds=1200$sixteencharslong$uxif7w8FXhHxQ3wPHWL76tUtvEn3oO0frnZBHTspboc2QDyM"
                        + "IH..8FCQb80rVxwno8CA4tkBPkKPoW9L3hW191 'Çilek-şişe 7'",
                "sha512$tuzlu42$b76397bea8dc8fe42c20f098899c6fb9f439fe32f070691b366577156f087df96"
                        + "1c8aafa40ee96b5215799572f9be542702f5356afcb77cb9e8ac569602ba59e 'Çilek-şişe 7'",
                "sha256$tuzlu42$ba7639f1704f189832d8a781d2d38d864257c67a8f01d56ec422a8d897b0c744 'Çilek-şişe 7'",
                "sha1$tuzlu42$5efbb26a1b9defa0118500ad4c28f2864836b685 'Çilek-şişe 7'",
                "md5$tuzlu42$889300722d2625b0b717e0239b11cbe7 'Çilek-şişe 7'",
                "af80ae9a32463b792cc2b71fbb78b965 'Çilek-şişe 7'",
            })
    void she_signs_in_with_the_password_she_has_and_it_is_upgraded(String hash, String password) {
        var address = moved(hash);

        Shopper.guest(shop).login(address, password + "x").answers(400).says(REFUSED);
        assertThat(hashOf(address)).isEqualTo(hash);
        Shopper.guest(shop).login(address, password).answers(200);

        assertThat(hashOf(address)).startsWith(OURS);
        Shopper.guest(shop).login(address, password).answers(200);
        Shopper.guest(shop).login(address, password + "x").answers(400).says(REFUSED);
    }

    @Test
    void what_she_typed_elsewhere_is_taken_as_she_typed_it() {
        // Made over the bytes as typed, with a letter that we write as an ordinary l:
        // t\u00e1\u0411\u2113\u0259.
        var address = moved("$2b$05$Z17AXnnlpzddNUvnC6cZNOSwMA/8oNiKnHTHTwLlBijfucQQlHjaG");

        Shopper.guest(shop).login(address, "t\u00e1\u0411l\u0259").answers(400).says(REFUSED);
        Shopper.guest(shop).login(address, "t\u00e1\u0411\u2113\u0259").answers(200);

        // Now it is a password like all others: both spellings are one.
        assertThat(hashOf(address)).startsWith(OURS);
        Shopper.guest(shop).login(address, "t\u00e1\u0411\u2113\u0259").answers(200);
        Shopper.guest(shop).login(address, "t\u00e1\u0411l\u0259").answers(200);
    }

    @Test
    void an_inactive_customer_is_not_upgraded() {
        var address = moved("5f4dcc3b5aa765d61d8327deb882cf99");
        shop.database()
                .change(
                        tx ->
                                tx.createUpdate(
                                                """
                                                update customer set is_active = false
                                                 where id = (select customer_id from email_address
                                                              where identity = :address)
                                                """)
                                        .bind("address", address)
                                        .execute());

        Shopper.guest(shop).login(address, "password").answers(400).says(REFUSED);
        assertThat(hashOf(address)).isEqualTo("5f4dcc3b5aa765d61d8327deb882cf99");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pbkdf2_sha256$99999999$salt$Cc1GraSwY/2/Yi1Sfgdz7qG9+3fWegqBIXsfVI2t0cs=",
                "pbkdf2_sha256$0$salt$Cc1GraSwY/2/Yi1Sfgdz7qG9+3fWegqBIXsfVI2t0cs=",
                "$2b$31$MQzm8xocaJecWoP725tkCOBECNETcOcwZta3nNDZNMAu9B2ihNH/2",
                "$2x$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaRkBRGB/GmMWfVaQ8DWYRJYO",
                "$scrypt$ln=30,r=8,p=1$c2FsdA$d9ZXYjhleyA7GcpCwYoEl/FrSETjB0ro39/6P+3iFEI",
                "$scrypt$ln=1,r=1,p=9999$c2FsdA$d9ZXYjhleyA7GcpCwYoEl/FrSETjB0ro39/6P+3iFEI",
                "$7$z6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D",
                "$argon2d$v=19$m=999999,t=2,p=1$c29tZXNhbHQ$343g+IDpwNU2j6Tf6PWzQd4zGX4DaRzR",
                "$P$zIQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0",
                "$6$rounds=999999999$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNj"
                        + "nQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
                "md5$salt$password",
                "password",
                ""
            })
    void a_hostile_or_unknown_hash_is_refused_like_a_wrong_password(String hash) {
        var address = moved(hash);

        Shopper.guest(shop).login(address, "password").answers(400).says(REFUSED);

        assertThat(hashOf(address)).isEqualTo(hash);
        assertThat(String.join("\n", shop.logged()))
                .doesNotContain("Cc1GraSw", "MQzm8xoc", "salt$");
    }

    private static int customers;

    /// The address of a customer with this hash.
    private static String moved(String hash) {
        var address = "moved" + customers++ + "@example.com";
        Shopper.signedIn(shop, address);
        ForeignHash.store(shop, address, hash);
        return address;
    }

    private static String hashOf(String address) {
        return shop.database()
                .read(
                        handle ->
                                handle.createQuery(
                                                """
                                                select password_hash from credential
                                                  join email_address using (customer_id)
                                                 where identity = :address
                                                """)
                                        .bind("address", address)
                                        .mapTo(String.class)
                                        .one());
    }
}
