package dev.foyer.emails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Keys that confirm nothing: unknown, altered, of another, too old (contract 0.2.5).
class ConfirmationKeyTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Test
    void an_unknown_key_is_told_with_an_empty_object() {
        for (var key :
                new String[] {
                    "x",
                    "12345abcdef",
                    "MzI:1vfjlu:signature",
                    "ı",
                    "%00",
                    "%ff",
                    "%E2%80%AE",
                    "a%2Fb",
                    "'",
                    "<b>",
                    "A".repeat(43),
                    "A".repeat(42),
                    "A".repeat(44),
                    "-1",
                    "a".repeat(2000)
                }) {
            dead(key.replace("<", "%3C").replace(">", "%3E").replace("ı", "%C4%B1"));
        }
    }

    @Test
    void a_person_with_a_dead_link_is_told_in_words() {
        Shopper.stranger(shop)
                .with("Accept", AccountConfirmTest.BROWSER)
                .get(path("A".repeat(43)))
                .answers(404)
                .has("Content-Type", "text/html; charset=utf-8")
                .contains("This link does not work any more");
    }

    @Test
    void every_altered_character_kills_a_key() throws Exception {
        var owner = someone();
        var key = keyOf(owner);
        for (int place = 0; place < key.length(); place++) {
            for (int step : new int[] {1, 2, 4, 8, 16, 32}) {
                dead(altered(key, place, step));
            }
        }
        for (int bit = 0; bit < 32 * 8; bit++) {
            var bytes = Base64.getUrlDecoder().decode(key);
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            dead(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        lives(key, owner);
    }

    @Test
    void a_key_has_one_spelling() throws Exception {
        var owner = someone();
        var key = keyOf(owner);
        // The last of 43 characters carries two bits that belong to no byte.
        int last = ALPHABET.indexOf(key.charAt(42));
        for (int unused = 1; unused < 4; unused++) {
            dead(key.substring(0, 42) + ALPHABET.charAt((last & ~3) + ((last + unused) & 3)));
        }
        dead(key + "=");
        dead(key + "%3D");
        dead(key + "A");
        dead(key + "%20");
        dead("%20" + key);
        dead(key.substring(0, 42));
        dead(key.substring(1));
        dead(key.toUpperCase(Locale.ROOT));
        dead(key + key);
        lives(key, owner);
    }

    @Test
    void a_key_proves_the_address_of_its_own_account_alone() throws Exception {
        var one = someone();
        var two = someone();
        var first = Base64.getUrlDecoder().decode(keyOf(one));
        var second = Base64.getUrlDecoder().decode(keyOf(two));
        // The number and time of one with the signature of the other.
        var mixed = first.clone();
        System.arraycopy(second, 12, mixed, 12, 20);
        dead(Base64.getUrlEncoder().withoutPadding().encodeToString(mixed));

        lives(keyOf(one), one);

        assertThat(isProved(two)).isFalse();
    }

    @Test
    void a_key_dies_with_the_address_that_it_was_made_for() throws Exception {
        var owner = someone();
        var key = keyOf(owner);
        var address = addressOf(owner);
        shop.change(
                "update email_address set address = 'moved@example.com',"
                        + " identity = 'moved@example.com' where identity = '"
                        + address
                        + "'");
        dead(key);
        shop.change(
                "delete from customer where id in (select customer_id from"
                        + " email_address where identity = 'moved@example.com')");
        dead(key);
    }

    @Test
    void a_key_lives_for_three_days() throws Exception {
        var owner = someone();
        var late = someone();
        var key = keyOf(owner);
        var lateKey = keyOf(late);
        var node = Shop.nodeBeside(shop);
        node.clock().forward(Duration.ofDays(3).minusMinutes(5));
        node.beforeAll(null);
        try {
            var machine = Shopper.guest(node).with("Accept", "application/json");
            machine.get(path(key)).answers(200).says("{\"detail\": \"ok\"}");
            node.clock().forward(Duration.ofMinutes(10));
            machine.get(path(lateKey)).answers(404).says("{}");
            machine.post(path(lateKey)).answers(404).says("{}");
            machine.post("/users/registration/verify-email/", "{\"key\": \"" + lateKey + "\"}")
                    .answers(404)
                    .says("{\"detail\": \"Not found.\"}");
            Shopper.stranger(node)
                    .with("Accept", AccountConfirmTest.BROWSER)
                    .get(path(lateKey))
                    .answers(404);
        } finally {
            node.afterAll(null);
        }
        assertThat(isProved(late)).isFalse();
    }

    @Test
    void the_shop_decides_how_long_a_key_lives() throws Exception {
        var owner = someone();
        var key = keyOf(owner);
        Operator.of(shop).set("EMAIL_CONFIRMATION_TIMEOUT", "60").answers(200);
        var node = Shop.nodeBeside(shop);
        node.clock().forward(Duration.ofSeconds(90));
        node.beforeAll(null);
        try {
            Shopper.stranger(node)
                    .with("Accept", "application/json")
                    .get(path(key))
                    .answers(404)
                    .says("{}");
        } finally {
            node.afterAll(null);
            Operator.of(shop).unset("EMAIL_CONFIRMATION_TIMEOUT").answers(200);
        }
        lives(key, owner);
    }

    @Test
    void a_key_of_another_shop_is_worth_nothing_here() throws Exception {
        var other = Shop.open().with("SECRET_KEY", "another-secret-key-for-tests-0123456789");
        other.beforeAll(null);
        try {
            Shopper.signedIn(other, "stranger@example.com");
            dead(MailBox.of(other, "stranger@example.com").confirmationKey());
        } finally {
            other.afterAll(null);
        }
    }

    private static void dead(String key) {
        for (var accept : new String[] {"application/json", "*/*", ""}) {
            Shopper.stranger(shop)
                    .with("Accept", accept)
                    .get(path(key))
                    .answers(404)
                    .has("Content-Type", "application/json")
                    .says("{}");
        }
    }

    private static void lives(String key, Shopper owner) {
        assertThat(isProved(owner)).isFalse();
        Shopper.stranger(shop)
                .with("Accept", "application/json")
                .get(path(URLEncoder.encode(key, StandardCharsets.UTF_8)))
                .answers(200)
                .says("{\"detail\": \"ok\"}");
        assertThat(isProved(owner)).isTrue();
    }

    private static String altered(String key, int place, int step) {
        int letter = ALPHABET.indexOf(key.charAt(place)) ^ step;
        return key.substring(0, place) + ALPHABET.charAt(letter) + key.substring(place + 1);
    }

    private static String path(String key) {
        return "/users/registration/account-confirm-email/" + key + "/";
    }

    private static Shopper someone() {
        return Shopper.signedIn(shop, "key" + NUMBER.incrementAndGet() + "@example.com");
    }

    private static String keyOf(Shopper shopper) throws InterruptedException {
        return MailBox.of(shop, addressOf(shopper)).confirmationKey();
    }

    private static String addressOf(Shopper shopper) {
        return shopper.get("/current_user/").json().get("email").asString();
    }

    private static boolean isProved(Shopper shopper) {
        return shopper.get("/current_user/").json().get("is_email_verified").asBoolean();
    }
}
