package dev.foyer.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// Somebody registers another's address again and again, in a shop where strangers learn nothing:
/// what its owner needs reaches her all the same, and the mails have an end.
class EnumerationMailsTest {
    @RegisterExtension static final Shop shop = Shop.open().with("ENUMERATION_PROTECTION", "true");

    private static final String CONFIRM = "/users/registration/account-confirm-email/";
    private static final String PRIMARY = "/users/email-set-primary/";
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(20);

    private final Prober prober = Prober.at(shop);

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void a_newcomer_gets_another_confirmation_mail() throws Exception {
        prober.register("newcomer@example.com").answers(400);
        registeredToTheEnd("newcomer@example.com", 4);

        prober.post("/users/registration/resend-email/", "email", "newcomer@example.com")
                .answers(200);

        var link = MailBox.of(shop, "newcomer@example.com").link(CONFIRM, 2);
        Shopper.stranger(shop).with("Accept", "application/json").get(link).answers(200);
    }

    @Test
    void a_customer_makes_another_address_of_hers_the_primary_one() throws Exception {
        var ayse = prober.confirmed("ayse@example.com");
        further(ayse, "second@example.com");
        registeredToTheEnd("second@example.com", 5);

        change(ayse, "second@example.com").answers(200);

        var link = MailBox.of(shop, "second@example.com").link(PRIMARY);
        Shopper.stranger(shop).with("Accept", "application/json").get(link).answers(200);
        ayse.get("/users/emails/").shows("email", "second@example.com");
    }

    @Test
    void what_a_customer_asks_for_bars_no_registration_either() throws Exception {
        var can = prober.confirmed("can@example.com");
        for (int i = 0; i < 5; i++) {
            add(can, "friend@example.com").answers(200);
        }
        add(can, "friend@example.com").answers(429).has("Retry-After", "3600");

        prober.register("friend@example.com").answers(400).says(Prober.VERIFY_FIRST);

        MailBox.of(shop, "friend@example.com").link(CONFIRM);
    }

    @Test
    void an_address_gets_ten_mails_in_an_hour_and_no_more() throws Exception {
        var can = prober.confirmed("many@example.com");
        registeredToTheEnd("flooded@example.com", 5);
        for (int i = 0; i < 5; i++) {
            add(can, "flooded@example.com").answers(200);
        }
        add(can, "flooded@example.com").answers(429).has("Retry-After", "3600");
        var other = prober.confirmed("more@example.com");
        change(other, "flooded@example.com").answers(429);
        prober.post("/users/registration/resend-email/", "email", "flooded@example.com")
                .answers(200);

        Eventually.holds(
                "nothing is on its way",
                SEEN_WITHIN,
                () -> shop.count("select count(*) from resend_request") == 0);
        assertThat(
                        shop.count(
                                "select count(*) from outbox_message"
                                        + " where recipient = 'flooded@example.com'"))
                .isEqualTo(10);
    }

    /// So many registrations by strangers, and the one that is too many.
    private void registeredToTheEnd(String email, int times) {
        for (int i = 0; i < times; i++) {
            prober.register(email, "mavi-otobus-" + i).answers(400).says(Prober.VERIFY_FIRST);
        }
        prober.register(email).answers(429).has("Retry-After", "3600");
    }

    private static void further(Shopper shopper, String email) throws Exception {
        add(shopper, email).answers(200);
        var link = MailBox.of(shop, email).link("/users/email-verify/");
        Shopper.stranger(shop).with("Accept", "application/json").get(link).answers(200);
    }

    private static Reply add(Shopper shopper, String email) {
        return shopper.post("/users/emails/", "{\"email\": \"" + email + "\"}");
    }

    private static Reply change(Shopper shopper, String email) {
        return shopper.post(
                "/users/email-change/",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, Shopper.PASSWORD));
    }
}
