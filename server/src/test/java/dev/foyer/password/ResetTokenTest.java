package dev.foyer.password;

import static dev.foyer.password.Customers.NEW;
import static dev.foyer.password.Customers.NEWER;
import static dev.foyer.password.Customers.id;
import static dev.foyer.password.Customers.link;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.proved;
import static dev.foyer.password.Customers.sql;
import static dev.foyer.password.Customers.twice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/// Links that reset nothing: altered, of another, too old, or for a state that is past.
class ResetTokenTest {
    @RegisterExtension static final Shop shop = Shop.open();

    /// With one node, whose clock alone says when a token was made.
    @RegisterExtension static final Shop alone = Shop.open();

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Test
    void every_altered_character_kills_a_token() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        var token = token(link);
        for (int place = 0; place < token.length(); place++) {
            for (int step : new int[] {1, 2, 4, 8, 16, 32}) {
                int letter = ALPHABET.indexOf(token.charAt(place)) ^ step;
                dead(
                        link,
                        token.substring(0, place)
                                + ALPHABET.charAt(letter)
                                + token.substring(place + 1));
            }
        }
        lives(link);
    }

    @Test
    void a_token_has_one_spelling() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        var token = token(link);
        for (var other :
                new String[] {
                    token + "=",
                    token + "%3D",
                    token + "%20",
                    "%20" + token,
                    token + token,
                    token.substring(1),
                    token.substring(0, 31),
                    token.toUpperCase(Locale.ROOT),
                    token.toLowerCase(Locale.ROOT),
                    token.substring(0, 31) + "%3D",
                    "-",
                    "x".repeat(2000),
                    "%E2%80%AE",
                    "set-password"
                }) {
            dead(link, other);
        }
        lives(link);
    }

    @Test
    void tokens_made_up_at_random_open_nothing() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var bytes = Base64.getUrlDecoder().decode(token(link));
            byte[] mac = new byte[20];
            random.nextBytes(mac);
            // The right time before a wrong signature.
            System.arraycopy(mac, 0, bytes, 4, 20);
            dead(link, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        lives(link);
    }

    @Test
    void a_token_opens_the_account_alone_for_which_it_was_made() throws Exception {
        var one = newAddress();
        var two = newAddress();
        proved(shop, one);
        proved(shop, two);
        var first = link(shop, one);
        var second = link(shop, two);

        dead(first, token(second));
        dead(second, token(first));

        lives(first);
        lives(second);
    }

    @Test
    void a_key_of_another_purpose_is_no_token() throws Exception {
        var address = newAddress();
        Shopper.signedIn(shop, address);
        var key = MailBox.of(shop, address).confirmationKey();
        var link = link(shop, address);
        dead(link, key);
        dead(link, key.substring(0, 32));
        dead(link, key.substring(key.length() - 32));
        lives(link);
    }

    @Test
    void a_token_dies_with_the_password_that_it_replaces() throws Exception {
        var address = newAddress();
        var ayse = proved(shop, address);
        var changed = link(shop, address);
        ayse.post(
                        "/users/password/change/",
                        "{\"old_password\": \"%s\", \"new_password1\": \"%s\", \"new_password2\": \"%2$s\"}"
                                .formatted(Shopper.PASSWORD, NEW))
                .answers(200);
        isDead(changed);

        var one = link(shop, address);
        var two = link(shop, address);
        lives(two);
        isDead(one);
    }

    @Test
    void a_token_does_not_come_back_to_life_where_a_password_was_taken_away_in_between()
            throws Exception {
        var address = newAddress();
        proved(shop, address);
        var before = link(shop, address);
        Customers.makePasswordless(shop, address);
        lives(link(shop, address));

        isDead(before);
    }

    @Test
    void a_token_dies_with_the_primary_address() throws Exception {
        var address = newAddress();
        proved(shop, address);
        long id = id(shop, address);
        var link = link(shop, address);
        var other = newAddress();

        sql(shop, "update email_address set is_primary = false where customer_id = " + id);
        sql(
                shop,
                "insert into email_address (customer_id, address, identity, is_primary, verified_at, created_at)"
                        + " values (%d, '%s', '%s', true, now(), now())"
                                .formatted(id, other, other));

        isDead(link);
        lives(link(shop, other));
    }

    @Test
    void a_token_dies_with_the_spelling_of_the_address_record() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        var other = newAddress();
        sql(
                shop,
                "update email_address set address = '%1$s', identity = '%1$s' where identity = '%2$s'"
                        .formatted(other, address));
        isDead(link);
    }

    @Test
    void a_token_dies_with_the_account() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        sql(shop, "update customer set is_active = false where id = " + id(shop, address));

        isDead(link);
        Shopper.guest(shop).get(link).answers(404);
    }

    @Test
    void a_sign_in_and_a_proof_leave_a_token_alive() throws Exception {
        var address = newAddress();
        var ayse = Shopper.signedIn(shop, address);
        var link = link(shop, address);
        var key = MailBox.of(shop, address).confirmationKey();

        // A thief of the password could else keep the owner out by signing in again and again.
        ayse.login(address).answers(200);
        ayse.post("/users/registration/verify-email/", "{\"key\": \"" + key + "\"}").answers(200);

        lives(link);
    }

    @Test
    void a_token_works_for_three_days_to_the_second() throws Exception {
        var early = newAddress();
        var late = newAddress();
        alone.clock().stop();
        proved(alone, early);
        proved(alone, late);
        var earlyLink = link(alone, early);
        var lateLink = link(alone, late);

        alone.clock().forward(Duration.ofDays(3).minusSeconds(1));
        Shopper.guest(alone).get(earlyLink).answers(200);
        Shopper.guest(alone).post(earlyLink, twice(NEW)).answers(200);
        alone.clock().forward(Duration.ofSeconds(1));
        Shopper.guest(alone).get(lateLink).answers(404);
        Shopper.guest(alone)
                .post(lateLink, twice(NEW))
                .answers(400)
                .says("{\"token\": [\"Invalid value\"]}");
    }

    @Test
    void the_shop_decides_how_long_a_token_works() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        Operator.of(shop).set("PASSWORD_RESET_TIMEOUT", "60").answers(200);
        var node = Shop.nodeBeside(shop);
        node.clock().forward(Duration.ofSeconds(90));
        node.beforeAll(null);
        try {
            Shopper.guest(node).post(link, twice(NEW)).answers(400);
        } finally {
            node.afterAll(null);
            Operator.of(shop).unset("PASSWORD_RESET_TIMEOUT").answers(200);
        }
        lives(link);
    }

    private static String token(String link) {
        return link.split("/", -1)[4];
    }

    private static void dead(String link, String token) {
        isDead("/users/reset/" + link.split("/", -1)[3] + "/" + token + "/");
    }

    private static void isDead(String link) {
        Shopper.guest(shop)
                .post(link, twice(NEWER))
                .answers(400)
                .says("{\"token\": [\"Invalid value\"]}");
    }

    private static void lives(String link) {
        assertThat(Shopper.guest(shop).post(link, twice(NEW)).status()).isEqualTo(200);
    }
}
