package dev.foyer.emails;

import static dev.foyer.emails.Mailed.EXISTS;
import static dev.foyer.emails.Mailed.VERIFY;
import static dev.foyer.emails.Mailed.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.confirmation.MailBudget;
import dev.foyer.people.MailBox;
import dev.foyer.people.Shopper;
import dev.foyer.secret.Secrets;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How many mails with links somebody may ask for (contract 0.2.14, scope `email`).
class EmailBudgetTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private final Mailed mailed = new Mailed(shop);

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void five_mails_in_an_hour_go_to_one_address_whoever_asks_for_what() throws Exception {
        var ayse = Shopper.signedIn(shop, "ayse@example.com");
        var can = Shopper.signedIn(shop, "can@example.com");
        for (int i = 0; i < 3; i++) {
            ayse.post("/users/emails/", json("one@example.com")).answers(200);
        }
        shop.clock().forward(Duration.ofMinutes(20));
        mailed.change(can, "one@example.com", Shopper.PASSWORD).answers(200);
        can.post("/users/emails/", json("ONE@example.com")).answers(200);

        can.post("/users/emails/", json("one@example.com"))
                .answers(429)
                .has("Retry-After", "2400")
                .says(
                        "{\"detail\": \"Request was throttled. Expected available in 2400"
                                + " seconds.\"}");
        mailed.change(ayse, "one@example.com", Shopper.PASSWORD)
                .answers(429)
                .has("Retry-After", "2400");
        // A wrong password and a taken address are told before anything is counted.
        mailed.change(ayse, "one@example.com", "wrong").answers(400);
        ayse.post("/users/emails/", json("two@example.com")).answers(200);

        shop.clock().forward(Duration.ofMinutes(40));
        ayse.post("/users/emails/", json("one@example.com")).answers(200);
        MailBox.of(shop, "one@example.com").link(VERIFY, 5);
    }

    @Test
    void one_customer_has_ten_mails_in_an_hour_sent() {
        var spammer = Shopper.signedIn(shop, "spammer@example.com");
        for (int i = 0; i < 10; i++) {
            spammer.post("/users/emails/", json("victim" + i + "@example.com")).answers(200);
        }

        spammer.post("/users/emails/", json("victim10@example.com"))
                .answers(429)
                .has("Retry-After", "3600");
        spammer.post("/users/emails/", json("spammer@example.com")).answers(400).says(EXISTS);
        assertThat(MailBox.of(shop, "victim10@example.com").mails()).isEmpty();
        // What was refused was not counted for the address.
        var other = Shopper.signedIn(shop, "honest@example.com");
        for (int i = 0; i < 5; i++) {
            other.post("/users/emails/", json("victim10@example.com")).answers(200);
        }
    }

    @Test
    void the_counts_name_nobody() {
        var ece = Shopper.signedIn(shop, "ece@example.com");
        ece.post("/users/emails/", json("counted@example.com")).answers(200);

        assertThat(shop.count("select count(*) from mail_budget")).isPositive();
        assertThat(
                        shop.count(
                                "select count(*) from mail_budget where subject !~"
                                        + " '^(address|customer|registration|resend) [0-9a-f]{32}$'"))
                .isZero();
    }

    @Test
    void windows_that_are_over_are_swept() {
        var ece = Shopper.signedIn(shop, "sweep@example.com");
        ece.post("/users/emails/", json("swept@example.com")).answers(200);
        shop.clock().forward(Duration.ofMinutes(61));
        ece.post("/users/emails/", json("kept@example.com")).answers(200);
        var secrets = new Secrets(List.of(Shop.SECRET_KEY), new SecureRandom());

        assertThat(new MailBudget(shop.database(), Optional::empty, secrets, shop.clock()).sweep())
                .isFalse();

        // The address that was kept, and the customer who asked.
        assertThat(shop.count("select count(*) from mail_budget")).isEqualTo(2);
    }
}
