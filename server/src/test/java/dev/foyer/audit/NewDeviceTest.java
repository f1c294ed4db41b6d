package dev.foyer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;

/// The owner of an account is mailed when somebody signs in from a device that is new.
class NewDeviceTest {
    @RegisterExtension static final Shop shop = Shop.open().with("TRUSTED_PROXIES", "127.0.0.1");

    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
    private static final String NEWER_FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";
    private static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/18.5 Mobile/15E148 Safari/604.1";

    @Test
    void a_new_device_is_told_of_and_a_known_one_is_not() throws Exception {
        proved("devices@example.com", "203.0.113.7", FIREFOX);

        signIn("devices@example.com", "203.0.113.7", FIREFOX);
        signIn("devices@example.com", "203.0.113.99", NEWER_FIREFOX);
        assertThat(told("devices@example.com")).as("her own browser, updated").isEmpty();

        signIn("devices@example.com", "198.51.100.4", PHONE);
        var mail = awaited("devices@example.com");
        assertThat(mail.get("subject").asString())
                .isEqualTo("New sign-in to your account at Foyer");
        assertThat(mail.get("text").asString())
                .contains("Network address: 198.51.100.4", " UTC", "iPhone")
                .doesNotContain("http");

        signIn("devices@example.com", "198.51.100.4", PHONE);
        signIn("devices@example.com", "203.0.113.7", FIREFOX);
        assertThat(told("devices@example.com")).as("both are known now").hasSize(1);
        assertThat(
                        shop.count(
                                "select count(*) from audit_event where kind = 'new_device' and customer_id = "
                                        + id("devices@example.com")))
                .isEqualTo(1);
    }

    @Test
    void she_is_told_in_her_own_language_and_not_in_that_of_the_intruder() throws Exception {
        proved("turkish@example.com", "203.0.113.7", FIREFOX, "tr");

        guest("198.51.100.4", PHONE)
                .with("Accept-Language", "en")
                .login("turkish@example.com")
                .answers(200);

        assertThat(awaited("turkish@example.com").get("subject").asString())
                .isEqualTo("Foyer hesabınıza yeni bir cihazdan giriş yapıldı");
    }

    @Test
    void nobody_is_told_at_an_address_that_nobody_proved() {
        guest("203.0.113.7", FIREFOX)
                .post("/users/registration/", form("unproved@example.com"))
                .answers(201);
        signIn("unproved@example.com", "198.51.100.4", PHONE);

        assertThat(letters("unproved@example.com")).isEqualTo(1);
        assertThat(
                        shop.count(
                                "select count(*) from audit_event where kind = 'new_device' and customer_id = "
                                        + id("unproved@example.com")))
                .isEqualTo(1);
    }

    @Test
    void a_shop_may_switch_the_mail_off() {
        proved("quiet@example.com", "203.0.113.7", FIREFOX);
        Operator.of(shop).set("NEW_DEVICE_MAIL", "false").answers(200);
        try {
            signIn("quiet@example.com", "198.51.100.4", PHONE);
            assertThat(letters("quiet@example.com")).as("the confirmation alone").isEqualTo(1);
        } finally {
            Operator.of(shop).unset("NEW_DEVICE_MAIL").answers(200);
        }
    }

    @Test
    void a_customer_of_before_is_not_startled_by_her_own_device() {
        proved("moved@example.com", "203.0.113.7", FIREFOX);
        shop.change("delete from known_device");

        signIn("moved@example.com", "198.51.100.4", PHONE);

        assertThat(letters("moved@example.com")).isEqualTo(1);
    }

    @Test
    void no_more_than_twenty_devices_are_remembered() {
        proved("many@example.com", "203.0.113.7", FIREFOX);
        Operator.of(shop).set("NEW_DEVICE_MAIL", "false").answers(200);
        try {
            for (int i = 0; i < 25; i++) {
                signIn("many@example.com", "10." + i + ".0.1", PHONE);
            }
        } finally {
            Operator.of(shop).unset("NEW_DEVICE_MAIL").answers(200);
        }
        assertThat(
                        shop.count(
                                "select count(*) from known_device where customer_id = "
                                        + id("many@example.com")))
                .isEqualTo(20);
    }

    @Test
    void a_device_that_is_used_again_is_remembered_anew() {
        proved("again@example.com", "203.0.113.7", FIREFOX);
        shop.clock().forward(Duration.ofMinutes(30));
        signIn("again@example.com", "203.0.113.7", FIREFOX);
        assertThat(renewed("again@example.com")).isZero();

        shop.clock().forward(Duration.ofHours(1));
        signIn("again@example.com", "203.0.113.7", FIREFOX);
        assertThat(renewed("again@example.com")).isEqualTo(1);
    }

    private static long renewed(String email) {
        return shop.count(
                "select count(*) from known_device where last_seen > first_seen and customer_id = "
                        + id(email));
    }

    private static void proved(String email, String address, String agent) {
        proved(email, address, agent, "en");
    }

    private static void proved(String email, String address, String agent, String language) {
        guest(address, agent)
                .with("Accept-Language", language)
                .post("/users/registration/", form(email))
                .answers(201);
        shop.change("update email_address set verified_at = now() where identity = ?", email);
    }

    private static void signIn(String email, String address, String agent) {
        guest(address, agent).login(email).answers(200);
    }

    private static Shopper guest(String address, String agent) {
        return Shopper.guest(shop).with("X-Forwarded-For", address).with("User-Agent", agent);
    }

    private static String form(String email) {
        return dev.foyer.people.Person.named("Ayşe", "Yılmaz").withEmail(email).json();
    }

    private static JsonNode awaited(String email) throws InterruptedException {
        Eventually.holds("she is told", Duration.ofSeconds(10), () -> !told(email).isEmpty());
        return told(email).getFirst();
    }

    private static List<JsonNode> told(String email) {
        return MailBox.of(shop, email).mails().stream()
                .filter(mail -> !mail.get("text").asString().contains("account-confirm-email"))
                .toList();
    }

    /// Letters that were written to somebody, delivered or not.
    private static long letters(String email) {
        return shop.count("select count(*) from outbox_message where customer_id = " + id(email));
    }

    private static long id(String email) {
        return shop.count(
                "select customer_id from email_address where identity = '%s'".formatted(email));
    }
}
