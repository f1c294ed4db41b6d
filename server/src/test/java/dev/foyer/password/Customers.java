package dev.foyer.password;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Shopper;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the tests of passwords do with customers again and again.
final class Customers {
    static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    static final String NEW = "yesil-tramvay-8";
    static final String NEWER = "mavi-vapur-19";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LINK =
            Pattern.compile("(?m)^http://shop\\.test(/users/reset/[^/\\s]+/[^/\\s]+/)$");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Customers() {}

    static String newAddress() {
        return "customer" + NUMBER.incrementAndGet() + "@example.com";
    }

    /// Somebody with this address, which is proved.
    static Shopper proved(Shop shop, String address) throws InterruptedException {
        var shopper = Shopper.signedIn(shop, address);
        prove(shop, address);
        return shopper;
    }

    /// Proves an address with the key of its first mail.
    static void prove(Shop shop, String address) throws InterruptedException {
        var key = MailBox.of(shop, address).confirmationKey();
        Shopper.guest(shop)
                .post("/users/registration/verify-email/", "{\"key\": \"" + key + "\"}")
                .answers(200);
    }

    /// Asks for a reset as a guest.
    static void forget(Shop shop, String address) {
        Shopper.guest(shop)
                .post("/users/password/reset/", "{\"email\": \"" + address + "\"}")
                .answers(200);
    }

    /// Asks for a reset; the path in the mailed link.
    static String link(Shop shop, String address) throws InterruptedException {
        int before = links(shop, address).size();
        forget(shop, address);
        Eventually.holds(
                "a link arrives", PATIENCE, () -> links(shop, address).size() == before + 1);
        return links(shop, address).getFirst();
    }

    /// The paths in all links mailed to an address, newest first.
    static List<String> links(Shop shop, String address) {
        return MailBox.of(shop, address).mails().stream()
                .map(mail -> LINK.matcher(mail.get("text").asString()))
                .filter(Matcher::find)
                .map(link -> link.group(1))
                .toList();
    }

    /// The newest letter with a link.
    static JsonNode letter(Shop shop, String address) {
        return MailBox.of(shop, address).mails().stream()
                .filter(mail -> mail.get("text").asString().contains("/users/reset/"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no letter with a link"));
    }

    /// How many letters have told somebody of a new password.
    static long notices(Shop shop, String address) {
        return MailBox.of(shop, address).mails().stream()
                .filter(
                        mail ->
                                mail.get("subject")
                                        .asString()
                                        .equals("Your password for Foyer was changed"))
                .count();
    }

    /// Until every request so far has been answered, and every mail delivered.
    static void awaitLetters(Shop shop) throws InterruptedException {
        Eventually.holds(
                "requests are answered",
                PATIENCE,
                () ->
                        shop.count(
                                        "select (select count(*) from password_reset_request)"
                                                + " + (select count(*) from outbox_message where state = 'waiting')")
                                == 0);
    }

    /// The form of a new password, twice.
    static String twice(String password) {
        return "{\"new_password1\": \"%1$s\", \"new_password2\": \"%1$s\"}".formatted(password);
    }

    static long id(Shop shop, String address) {
        return shop.count(
                "select customer_id from email_address where is_primary and identity = '"
                        + address
                        + "'");
    }

    /// Takes the password away, as an import without one leaves it.
    static void makePasswordless(Shop shop, String address) {
        sql(shop, "delete from credential where customer_id = " + id(shop, address));
    }

    static void sql(Shop shop, String statement) {
        shop.change(statement);
    }
}
