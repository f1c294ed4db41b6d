package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.concurrent.Callable;

/// Passwords from the outside: what they may be, how they are kept, and what happens when too many
/// are to be checked at once.
class CredentialTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String REFUSED =
            "{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}";

    @Test
    void a_hash_is_upgraded_when_she_signs_in_where_the_setting_is_another() throws Exception {
        Shopper.signedIn(shop, "ayse@example.com");
        assertThat(hashes("ayse@example.com", "$argon2id$v=19$m=8,t=1,p=1$")).isEqualTo(1);
        var node = Shop.nodeBeside(shop).with("ARGON2_MEMORY_KIB", "64").with("ARGON2_PASSES", "2");
        node.beforeAll(null);
        try {
            Shopper.guest(node).login("ayse@example.com", "wrong-password").answers(400);
            assertThat(hashes("ayse@example.com", "$argon2id$v=19$m=8,t=1,p=1$")).isEqualTo(1);

            Shopper.guest(node).login("ayse@example.com").answers(200);

            assertThat(hashes("ayse@example.com", "$argon2id$v=19$m=64,t=2,p=1$")).isEqualTo(1);
            Shopper.guest(node).login("ayse@example.com").answers(200);
            Shopper.guest(node).login("ayse@example.com", "wrong-password").answers(400);
        } finally {
            node.afterAll(null);
        }
        Shopper.guest(shop).login("ayse@example.com").answers(200);
        assertThat(hashes("ayse@example.com", "$argon2id$v=19$m=8,t=1,p=1$")).isEqualTo(1);
    }

    @Test
    void a_hash_that_another_program_made_opens_the_door() {
        Shopper.signedIn(shop, "moved@example.com");
        // The reference implementation's vector for "password".
        ForeignHash.store(
                shop,
                "moved@example.com",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc");

        Shopper.guest(shop).login("moved@example.com").answers(400).says(REFUSED);
        Shopper.guest(shop).login("moved@example.com", "password").answers(200);
        Shopper.guest(shop).login("moved@example.com", "password").answers(200);
    }

    @Test
    void a_hostile_or_broken_stored_hash_fits_no_password_and_breaks_nothing() {
        Shopper.signedIn(shop, "broken@example.com");
        for (var stored :
                new String[] {
                    "$argon2id$v=19$m=9999999,t=99,p=1$c29tZXNhbHQ$" + "A".repeat(43),
                    "$argon2id$v=19$m=8,t=0,p=1$c29tZXNhbHQ$" + "A".repeat(43),
                    "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQAB$" + "A".repeat(43),
                    "!"
                }) {
            ForeignHash.store(shop, "broken@example.com", stored);
            Shopper.guest(shop).login("broken@example.com").answers(400).says(REFUSED);
        }
        assertThat(String.join("\n", shop.logged())).doesNotContain("c29tZXNhbHQ");
    }

    @Test
    void long_and_strange_passwords_are_kept_whole() {
        int number = 0;
        for (var password :
                new String[] {
                    "a".repeat(64) + "-" + "b".repeat(63),
                    "ş".repeat(127) + "!",
                    "😀🚲".repeat(64) + "x",
                    "x".repeat(72) + "y",
                    "çok gizli bir parola, boşluklu",
                    "        ",
                    "密码密码密码密码",
                    "q-" + "z9".repeat(511)
                }) {
            var address = "long" + number++ + "@example.com";
            register(address, password).answers(201);
            Shopper.guest(shop).login(address, password).answers(200);
            for (var near :
                    new String[] {
                        cut(password, 1),
                        password + " ",
                        password + password.charAt(0),
                        cut(password, password.codePointCount(0, password.length()) / 2)
                    }) {
                Shopper.guest(shop).login(address, near).answers(400);
            }
        }
    }

    @Test
    void a_password_past_the_bound_is_refused_and_not_cut() {
        register("bound@example.com", "z9".repeat(512)).answers(201);
        register("past@example.com", "z9".repeat(512) + "x")
                .answers(400)
                .says("{\"password\": [\"Ensure this field has no more than 1024 characters.\"]}");
    }

    @Test
    void one_password_typed_on_two_keyboards_is_one() {
        // Composed here, decomposed there; full-width letters; a ligature.
        register("norm@example.com", "G\u00FCvenli-\u015Fifre-\uFB01").answers(201);
        for (var same :
                new String[] {"Gu\u0308venli-s\u0327ifre-fi", "\uFF27\u00FCvenli-\u015Fifre-fi"}) {
            Shopper.guest(shop).login("norm@example.com", same).answers(200);
        }
        Shopper.guest(shop).login("norm@example.com", "Guvenli-sifre-fi").answers(400);
        Shopper.guest(shop).login("norm@example.com", "g\u00FCvenli-\u015Fifre-fi").answers(400);
    }

    @Test
    void the_letters_of_turkey_stay_apart() {
        register("dotted@example.com", "KIRMIZI-bisiklet").answers(201);
        for (var other :
                new String[] {"KİRMİZİ-bisiklet", "kırmızı-bisiklet", "kirmizi-bisiklet"}) {
            Shopper.guest(shop).login("dotted@example.com", other).answers(400);
        }
    }

    @Test
    void a_flood_of_sign_ins_is_sent_away_with_a_time_to_come_back() throws Exception {
        var slow =
                Shop.nodeBeside(shop)
                        .with("ARGON2_MEMORY_KIB", "131072")
                        .with("ARGON2_PASSES", "4");
        slow.beforeAll(null);
        try {
            // As many as run and wait at once, and fifty more.
            int many = Runtime.getRuntime().availableProcessors() * 49 + 50;
            var guest = Shopper.guest(slow);
            var calls = new ArrayList<Callable<Reply>>();
            for (int i = 0; i < many; i++) {
                var address = "nobody" + i + "@example.com";
                calls.add(() -> guest.login(address, "wrong"));
            }
            var replies = AtOnce.all(calls);
            var sentAway = replies.stream().filter(reply -> reply.status() == 503).toList();
            assertThat(sentAway).hasSizeGreaterThanOrEqualTo(50);
            sentAway.forEach(
                    reply ->
                            reply.has("Retry-After", "2")
                                    .says(
                                            "{\"detail\": \"Service temporarily unavailable, try again later.\"}"));
            replies.stream()
                    .filter(reply -> reply.status() != 503)
                    .forEach(reply -> reply.answers(400).says(REFUSED));
            Shopper.guest(slow).get("/current_user/").answers(401);
        } finally {
            slow.afterAll(null);
        }
    }

    private static Reply register(String address, String password) {
        return Shopper.guest(shop)
                .post(
                        "/users/registration/",
                        Person.named("Deniz", "Kaya")
                                .withEmail(address)
                                .with("password", '"' + password + '"')
                                .json());
    }

    private static String cut(String password, int characters) {
        return password.substring(0, password.offsetByCodePoints(password.length(), -characters));
    }

    private static long hashes(String address, String prefix) {
        return shop.count(
                "select count(*) from credential join email_address using (customer_id) where identity = '%s'"
                                .formatted(address)
                        + " and starts_with(password_hash, '"
                        + prefix
                        + "')");
    }
}
