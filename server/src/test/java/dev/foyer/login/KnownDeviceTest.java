package dev.foyer.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// The owner gets in while strangers knock at her account (issue 7, item 2): from a browser of
/// hers, and by a link in a mail.
class KnownDeviceTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String COOKIE = "foyer_device";
    private static final Pattern LINK =
            Pattern.compile("(?m)^http://shop\\.test(/users/login/pass/\\S+/)$");

    @BeforeEach
    void stopTheClock() {
        shop.clock().stop();
        Operator.of(shop)
                .set("THROTTLE_RATES", "{\"login\": {\"subject\": \"5/min\"}}")
                .answers(200);
    }

    @AfterEach
    void aDayLater() {
        shop.clock().forward(Duration.ofDays(2));
        shop.housekeeping();
    }

    @Test
    void a_browser_is_made_known_by_the_answer_after_the_sign_in() {
        var ayse = Shopper.signedIn(shop, "cookie@example.com");
        assertThat(ayse.cookie(COOKIE)).isEmpty();

        var reply = ayse.get("/current_user/").answers(200);

        assertThat(reply.setCookie(COOKIE))
                .matches(
                        "foyer_device=[A-Za-z0-9_-]{48}; expires=.* GMT; HttpOnly;"
                                + " Max-Age=31536000; Path=/; SameSite=Lax");
        assertThat(ayse.get("/current_user/").answers(200).setCookies()).isEmpty();
    }

    @Test
    void one_that_keeps_no_cookies_is_told_now_and_then() {
        var session = Shopper.signedIn(shop, "keeps-none@example.com").cookie("osessionid");

        for (int i = 0; i < 3; i++) {
            keepingNone(session).answers(200).setCookie(COOKIE);
        }
        assertThat(keepingNone(session).answers(200).setCookies()).isEmpty();
        shop.clock().forward(Duration.ofMinutes(10));
        keepingNone(session).answers(200).setCookie(COOKIE);
        assertThat(keepingNone(session).answers(200).setCookies()).isEmpty();
    }

    private static Reply keepingNone(String session) {
        return Shopper.guest(shop).holding("osessionid", session).get("/current_user/");
    }

    @Test
    void the_owner_comes_in_from_her_browser_during_the_attack() {
        var ayse = Shopper.signedIn(shop, "owner@example.com");
        ayse.get("/current_user/").answers(200);
        ayse.post("/users/logout/").answers(200);
        attack("owner@example.com");

        Shopper.guest(shop).login("owner@example.com").answers(429);
        ayse.login("owner@example.com").answers(200);
        Shopper.guest(shop).login("owner@example.com").answers(429);
    }

    @Test
    void a_browser_in_which_she_is_still_signed_in_is_hers() {
        var ayse = Shopper.signedIn(shop, "still@example.com");
        attack("still@example.com");

        ayse.login("still@example.com").answers(200);
    }

    @Test
    void a_stolen_device_cookie_is_bounded_too() {
        var ayse = Shopper.signedIn(shop, "stolen@example.com");
        ayse.get("/current_user/").answers(200);
        var thief = Shopper.guest(shop).holding(COOKIE, ayse.cookie(COOKIE));
        for (int i = 0; i < 5; i++) {
            thief.login("stolen@example.com", "guess " + i).answers(400);
        }
        thief.login("stolen@example.com").answers(429);
        // Nobody else pays for it.
        Shopper.guest(shop).login("stolen@example.com").answers(200);
    }

    @Test
    void a_cookie_of_another_customer_or_of_nobody_helps_nothing() {
        Shopper.signedIn(shop, "mine@example.com");
        var other = Shopper.signedIn(shop, "other@example.com");
        other.get("/current_user/").answers(200);
        attack("mine@example.com");

        for (var cookie :
                new String[] {
                    other.cookie(COOKIE), "A".repeat(48), "x", "....", "%".repeat(48), "é"
                }) {
            Shopper.guest(shop).holding(COOKIE, cookie).login("mine@example.com").answers(429);
        }
    }

    @Test
    void a_browser_of_the_neighbour_in_the_alphabet_helps_nothing_either() {
        var next = Shopper.signedIn(shop, "next-m@example.com");
        next.get("/current_user/").answers(200);
        var unknown = "next-n@example.com";
        for (int i = 0; i < 5; i++) {
            next.login(unknown, "guess " + i).answers(400);
        }

        next.login(unknown).answers(429);
        Shopper.guest(shop).login(unknown).answers(429);
        next.login("next-m@example.com").answers(200);
    }

    @Test
    void a_household_shares_a_browser() {
        var browser = Shopper.signedIn(shop, "wife@example.com");
        browser.get("/current_user/").answers(200);
        browser.post("/users/logout/").answers(200);
        Shopper.signedIn(shop, "husband@example.com");
        browser.login("husband@example.com").answers(200);
        browser.get("/current_user/").answers(200);
        browser.post("/users/logout/").answers(200);
        attack("wife@example.com");
        attack("husband@example.com");

        browser.login("wife@example.com").answers(200);
        browser.post("/users/logout/").answers(200);
        browser.login("husband@example.com").answers(200);
    }

    @Test
    void a_device_is_strange_again_after_a_new_password() {
        var ayse = Shopper.signedIn(shop, "renewed@example.com");
        ayse.get("/current_user/").answers(200);
        var thief = Shopper.guest(shop).holding(COOKIE, ayse.cookie(COOKIE));
        shop.clock().forward(Duration.ofMinutes(1));
        ayse.post(
                        "/users/password/change/",
                        """
                        {"old_password": "%s", "new_password1": "mavi-tekne-42", "new_password2": "mavi-tekne-42"}
                        """
                                .formatted(Shopper.PASSWORD))
                .answers(200);
        attack("renewed@example.com");

        thief.login("renewed@example.com", "mavi-tekne-42").answers(429);
    }

    @Test
    void a_device_is_forgotten_after_a_year() {
        var ayse = Shopper.signedIn(shop, "year@example.com");
        ayse.get("/current_user/").answers(200);
        var cookie = ayse.cookie(COOKIE);
        shop.clock().forward(Duration.ofDays(365));
        attack("year@example.com");

        Shopper.guest(shop).holding(COOKIE, cookie).login("year@example.com").answers(429);
    }

    @Test
    void the_owner_comes_in_by_the_link_in_her_mail() throws Exception {
        Shopper.signedIn(shop, "mailed@example.com");
        attack("mailed@example.com");
        var newBrowser = Shopper.guest(shop).with("Accept-Language", "en");
        newBrowser.login("mailed@example.com").answers(429);
        var link = link("mailed@example.com");

        // A scanner's look changes nothing.
        newBrowser.get(link).answers(200).contains("This is my browser");
        newBrowser.login("mailed@example.com").answers(429);
        newBrowser.post(link).answers(200).contains("This browser is known now");
        newBrowser.login("mailed@example.com").answers(200);
    }

    @Test
    void a_link_ends_with_the_password() throws Exception {
        var ayse = Shopper.signedIn(shop, "ends@example.com");
        attack("ends@example.com");
        var link = link("ends@example.com");
        shop.clock().forward(Duration.ofHours(1));
        var guest = Shopper.guest(shop);
        guest.get(link).answers(200);
        guest.get(link.replaceFirst("pass/.", "pass/B")).answers(404);
        guest.post("/users/login/pass/x/").answers(404);
        ayse.post(
                        "/users/password/change/",
                        """
                        {"old_password": "%s", "new_password1": "mavi-tekne-42", "new_password2": "mavi-tekne-42"}
                        """
                                .formatted(Shopper.PASSWORD))
                .answers(200);
        guest.get(link).answers(404);
        guest.post(link).answers(404);
    }

    @Test
    void a_link_is_old_after_a_day() throws Exception {
        Shopper.signedIn(shop, "late@example.com");
        attack("late@example.com");
        var link = link("late@example.com");
        shop.clock().forward(Duration.ofDays(1).minusSeconds(1));
        Shopper.guest(shop).get(link).answers(200);
        shop.clock().forward(Duration.ofSeconds(1));
        Shopper.guest(shop).post(link).answers(404);
    }

    /// As long as a key, and a byte short: padding stands for the rest.
    @Test
    void a_link_that_nobody_issued_opens_nothing() {
        var guest = Shopper.guest(shop);
        for (var key : List.of("A".repeat(48), "A".repeat(47) + "=", "A".repeat(46) + "==", "a")) {
            guest.get("/users/login/pass/" + key + "/").answers(404);
            guest.post("/users/login/pass/" + key + "/").answers(404);
        }
    }

    @Test
    void letters_come_once_a_day_and_to_nobody_who_is_not_a_customer() throws Exception {
        Shopper.signedIn(shop, "letters@example.com");
        attack("stranger@example.com");
        for (int minute = 0; minute < 3; minute++) {
            attack("letters@example.com");
            link("letters@example.com");
            shop.clock().forward(Duration.ofMinutes(1));
        }
        assertThat(
                        shop.count(
                                "select count(*) from dev_inbox where recipient = 'letters@example.com'"
                                        + " and subject like 'Many attempts%'"))
                .isEqualTo(1);
        assertThat(
                        shop.count(
                                "select count(*) from dev_inbox where recipient = 'stranger@example.com'"))
                .isZero();
    }

    /// The path in the letter that waits for somebody, or comes within moments.
    private static String link(String email) throws InterruptedException {
        var box = MailBox.of(shop, email);
        Eventually.holds(
                "the letter arrives",
                Duration.ofSeconds(10),
                () -> box.mails().stream().anyMatch(KnownDeviceTest::isOurs));
        var letter = box.mails().stream().filter(KnownDeviceTest::isOurs).findFirst();
        var link = LINK.matcher(letter.orElseThrow().get("text").asString());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static boolean isOurs(JsonNode mail) {
        return LINK.matcher(mail.get("text").asString()).find();
    }

    private static void attack(String email) {
        var stranger = Shopper.guest(shop);
        for (int i = 0; i < 5; i++) {
            stranger.login(email, "guess " + i).answers(400);
        }
        stranger.login(email, "last guess").answers(429);
    }
}
