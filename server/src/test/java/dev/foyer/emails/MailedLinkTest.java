package dev.foyer.emails;

import static dev.foyer.emails.Mailed.PRIMARY;
import static dev.foyer.emails.Mailed.VERIFY;
import static dev.foyer.emails.Mailed.addressesOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.confirmation.MailedLinks.Purpose;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Links that do nothing: unknown, altered, of two, for another purpose, of another shop, too old
/// (contract 0.2.5).
class MailedLinkTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int LENGTH = 40;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Mailed mailed = new Mailed(shop);
    private final Shopper machine = Shopper.guest(shop).with("Accept", "application/json");
    private final int number = NUMBER.incrementAndGet();
    private final String address = "link" + number + ".two@example.com";
    private final Shopper ayse = Shopper.signedIn(shop, "link" + number + "@example.com");

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void what_nobody_issued_is_told_with_an_empty_object() {
        for (var segment :
                new String[] {
                    "x",
                    "MzI:1vfjlu:signature",
                    "%C4%B1",
                    "%00",
                    "%ff",
                    "a%2Fb",
                    "'",
                    "%3Cb%3E",
                    "-1",
                    "A".repeat(39),
                    "A".repeat(40),
                    "A".repeat(41),
                    "=".repeat(40),
                    "a".repeat(2000)
                }) {
            for (var path : new String[] {VERIFY, PRIMARY, Mailed.OBJECTION}) {
                dead(path + segment + "/" + segment + "/");
                dead(path + "A".repeat(LENGTH) + "/" + segment + "/");
            }
        }
        machine.get(VERIFY + "x/").answers(404).says("{\"detail\": \"Not found.\"}");
        machine.get(VERIFY + "x/y/z/").answers(404).says("{\"detail\": \"Not found.\"}");
    }

    @Test
    void every_altered_character_kills_a_link() throws Exception {
        var link = mailed.verifyLink(ayse, address);
        for (var segment : new String[] {first(link), second(link)}) {
            for (int place = 0; place < LENGTH; place++) {
                for (int step : new int[] {1, 2, 4, 8, 16, 32}) {
                    dead(link.replace(segment, altered(segment, place, step)));
                }
            }
        }
        lives(link);
    }

    @Test
    void a_link_has_one_spelling() throws Exception {
        var link = mailed.verifyLink(ayse, address);
        for (var segment : new String[] {first(link), second(link)}) {
            for (var other :
                    new String[] {
                        segment + "=",
                        segment + "%3D",
                        segment + "A",
                        segment + "%20",
                        "%20" + segment,
                        segment.substring(1),
                        segment.substring(0, LENGTH - 1),
                        segment + segment,
                        segment.toUpperCase(Locale.ROOT)
                    }) {
                dead(link.replace(segment, other));
            }
            var standard =
                    Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(segment));
            if (!standard.equals(segment)) {
                dead(link.replace(segment, standard.replace("+", "%2B").replace("/", "%2F")));
            }
        }
        lives(link);
    }

    @Test
    void the_segments_of_two_links_make_none() throws Exception {
        var other = Shopper.signedIn(shop, "other" + number + "@example.com");
        var mine = mailed.verifyLink(ayse, address);
        var again = mailed.verifyLink(ayse, address);
        var his = mailed.verifyLink(other, "other.two" + number + "@example.com");
        for (var one : new String[] {mine, again, his}) {
            dead(VERIFY + second(one) + "/" + first(one) + "/");
            dead(VERIFY + first(one) + "/" + first(one) + "/");
            for (var two : new String[] {mine, again, his}) {
                if (!one.equals(two)) {
                    dead(VERIFY + first(one) + "/" + second(two) + "/");
                }
            }
        }
        // The number of one with the signature of the other.
        dead(VERIFY + mixed(first(mine), first(again)) + "/" + second(mine) + "/");
        dead(VERIFY + mixed(first(mine), first(again)) + "/" + second(again) + "/");
        dead(VERIFY + first(mine) + "/" + mixed(second(his), second(mine)) + "/");
        lives(mine);
        assertThat(addressesOf(other)).hasSize(1);
    }

    @Test
    void a_link_of_one_purpose_is_worth_nothing_for_another() throws Exception {
        var verify = mailed.verifyLink(ayse, address);
        var primary = mailed.changeLink(ayse, address);
        dead(verify.replace(VERIFY, PRIMARY));
        dead(verify.replace(VERIFY, Mailed.OBJECTION));
        dead(primary.replace(PRIMARY, VERIFY));
        dead(primary.replace(PRIMARY, Mailed.OBJECTION));
        dead(
                "/users/registration/account-confirm-email/"
                        + first(verify)
                        + second(verify).substring(0, 3)
                        + "/");
        lives(verify);
    }

    @Test
    void a_link_signed_with_another_key_is_worth_nothing() {
        dead(
                mailed.forged(
                        "another-secret-key-for-tests-0123456789", Purpose.VERIFY, ayse, address));
        lives(mailed.forged(Shop.SECRET_KEY, Purpose.VERIFY, ayse, address));
    }

    @Test
    void a_link_dies_with_its_row_and_with_what_stands_in_it() throws Exception {
        var link = mailed.verifyLink(ayse, address);
        var where = " where identity = '" + address + "'";
        execute(
                "update mailed_link set identity = 'x@example.com', address = 'x@example.com'"
                        + where);
        dead(link);
        execute(
                "update mailed_link set identity = '"
                        + address
                        + "', address = '"
                        + address
                        + "' where identity = 'x@example.com'");
        execute("update mailed_link set issued_at = issued_at + interval '1 second'" + where);
        dead(link);
        execute("update mailed_link set issued_at = issued_at - interval '1 second'" + where);
        execute("update mailed_link set purpose = 'set-primary'" + where);
        dead(link);
        dead(link.replace(VERIFY, PRIMARY));
        execute("update mailed_link set purpose = 'verify'" + where);
        lives(link);
        execute("delete from mailed_link");
        dead(link);
    }

    @Test
    void a_link_lives_for_seven_days_to_the_second() throws Exception {
        var early = mailed.verifyLink(ayse, address);
        var late = mailed.changeLink(ayse, "late" + number + "@example.com");

        shop.clock().forward(Duration.ofDays(7).minusSeconds(1));
        lives(early);
        machine.send("HEAD", late, null, "").answers(200);

        shop.clock().forward(Duration.ofSeconds(1));
        dead(late);
        Shopper.guest(shop)
                .with("Accept", AccountConfirmTest.BROWSER)
                .get(early)
                .answers(404)
                .contains("This link does not work any more");
    }

    @Test
    void the_shop_decides_how_long_a_link_lives() throws Exception {
        var link = mailed.verifyLink(ayse, address);
        Operator.of(shop).set("EMAIL_LINK_TIMEOUT", "60").answers(200);
        shop.clock().forward(Duration.ofSeconds(60));
        dead(link);
        Operator.of(shop).unset("EMAIL_LINK_TIMEOUT").answers(200);
        lives(link);
    }

    @Test
    void what_is_over_is_swept_and_nothing_else() throws Exception {
        var old = mailed.verifyLink(ayse, address);
        shop.clock().forward(Duration.ofDays(7).plusSeconds(1));
        var fresh = mailed.verifyLink(ayse, "fresh" + number + "@example.com");

        assertThat(mailed.maker(Shop.SECRET_KEY).sweep()).isFalse();

        assertThat(
                        shop.count(
                                "select count(*) from mailed_link where identity = '"
                                        + address
                                        + "'"))
                .isZero();
        dead(old);
        machine.get(fresh).answers(200);
    }

    @Test
    void what_is_to_be_forgotten_leaves_no_trace() throws Exception {
        var link = mailed.verifyLink(ayse, address);
        long customer = ayse.get("/users/emails/").json().get("user").asLong();

        shop.database().change(tx -> mailed.maker(Shop.SECRET_KEY).forget(tx, customer));

        dead(link);
        assertThat(shop.count("select count(*) from mailed_link where customer_id = " + customer))
                .isZero();
    }

    private void dead(String link) {
        machine.get(link).answers(404).says("{}");
        machine.post(link).answers(404).says("{}");
        Shopper.stranger(shop).get(link).answers(404).says("{}");
    }

    private void lives(String link) {
        assertThat(addressesOf(ayse)).hasSize(1);
        machine.get(link).answers(200).isEmpty();
        assertThat(addressesOf(ayse)).hasSize(2);
    }

    private static String first(String link) {
        return link.split("/", -1)[3];
    }

    private static String second(String link) {
        return link.split("/", -1)[4];
    }

    private static String altered(String segment, int place, int step) {
        int letter = ALPHABET.indexOf(segment.charAt(place)) ^ step;
        return segment.substring(0, place) + ALPHABET.charAt(letter) + segment.substring(place + 1);
    }

    /// The number of one segment before the signature of another.
    private static String mixed(String number, String signature) {
        var one = Base64.getUrlDecoder().decode(number);
        var other = Base64.getUrlDecoder().decode(signature);
        System.arraycopy(one, 0, other, 0, Long.BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(other);
    }

    private static void execute(String sql) {
        shop.change(sql);
    }
}
