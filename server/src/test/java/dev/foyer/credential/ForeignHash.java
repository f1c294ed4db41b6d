package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.credential.StoredHashes.Admission;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What is expected of every hash from elsewhere.
final class ForeignHash {
    /// The password of most vectors that were made for these tests.
    static final String PASSWORD = "Çilek-şişe 7";

    private static final Argon2 ARGON2 = new ReferenceArgon2();

    private ForeignHash() {}

    /// It opens to this password and not to its neighbours, is admitted, and is read again from the
    /// text that is stored.
    static void assertFits(String password, String text) {
        assertThat(fits(password, text)).as("%s fits", text).isTrue();
        for (var near :
                new String[] {"x" + password, password + "x", password.toUpperCase(Locale.ROOT)}) {
            if (!near.equals(password)) {
                assertThat(fits(near, text)).as("%s fits %s", text, near).isFalse();
            }
        }
        assertThat(StoredHashes.admit(" " + text + "\n"))
                .as(text)
                .isEqualTo(new Admission.Accepted(stored(text)));
        assertThat(stored(stored(text))).isEqualTo(stored(text));
        assertThat(fits(password, stored(text))).as("%s as stored", text).isTrue();
    }

    static boolean fits(String password, String text) {
        return StoredHashes.parse(text)
                .orElseThrow(() -> new AssertionError("unreadable: " + text))
                .matches(ARGON2, password.getBytes(StandardCharsets.UTF_8));
    }

    /// As it is stored.
    static String stored(String text) {
        return StoredHashes.parse(text).orElseThrow().text();
    }

    /// Gives it, as it is, to the customer with this address.
    static void store(Shop shop, String address, String hash) {
        shop.database()
                .change(
                        tx ->
                                tx.createUpdate(
                                                """
                                                update credential set password_hash = :hash
                                                 where customer_id = (select customer_id from email_address
                                                                       where identity = :address)
                                                """)
                                        .bind("hash", hash)
                                        .bind("address", address)
                                        .execute());
    }
}
