package dev.foyer.emails;

import static dev.foyer.emails.Mailed.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/// `POST /users/registration/resend-email/` (contract E.3).
class ResendEmailTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String CONFIRM = "/users/registration/account-confirm-email/";

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void who_waits_for_the_mail_gets_another_one_that_works() throws Exception {
        var ayse = Shopper.signedIn(shop, "ayse@example.com");
        MailBox.of(shop, "ayse@example.com").link(CONFIRM);
        shop.clock().forward(Duration.ofSeconds(1));

        resend(Shopper.guest(shop).with("Accept-Language", "tr"), " AYSE@example.com");

        var link = MailBox.of(shop, "ayse@example.com").link(CONFIRM, 2);
        assertThat(MailBox.of(shop, "ayse@example.com").newest().get("text").asString())
                .startsWith("Merhaba Ayşe,");
        Shopper.stranger(shop).with("Accept", "application/json").get(link).answers(200);
        ayse.get("/current_user/").shows("is_email_verified", true);
    }

    @Test
    void the_answer_tells_nobody_that_there_is_nothing_to_send() throws Exception {
        var proved = new Mailed(shop).proved("proved@example.com");
        new Mailed(shop).add(proved, "further@example.com");
        Shopper.signedIn(shop, "closed@example.com");
        shop.change(
                "update customer set is_active = false where id = (select"
                        + " customer_id from email_address where identity ="
                        + " 'closed@example.com')");
        long messages = shop.count("select count(*) from outbox_message");
        for (var address :
                new String[] {
                    "unknown@example.com",
                    "proved@example.com",
                    "further@example.com",
                    "closed@example.com"
                }) {
            resend(Shopper.guest(shop), address);
        }
        answered();
        assertThat(shop.count("select count(*) from outbox_message")).isEqualTo(messages);
    }

    @Test
    void it_is_sent_once_in_three_minutes_and_nobody_is_told() throws Exception {
        Shopper.signedIn(shop, "can@example.com");
        var box = MailBox.of(shop, "can@example.com");
        resend(Shopper.guest(shop), "can@example.com");
        resend(Shopper.guest(shop), "can@example.com");
        box.link(CONFIRM, 2);

        shop.clock().forward(Duration.ofSeconds(179));
        resend(Shopper.guest(shop), "can@example.com");
        shop.clock().forward(Duration.ofSeconds(1));
        resend(Shopper.guest(shop), "can@example.com");

        box.link(CONFIRM, 3);
        answered();
        assertThat(
                        shop.count(
                                "select count(*) from outbox_message where recipient ="
                                        + " 'can@example.com'"))
                .isEqualTo(3);
    }

    @Test
    void and_five_times_in_an_hour() throws Exception {
        Shopper.signedIn(shop, "elif@example.com");
        for (int i = 0; i < 8; i++) {
            resend(Shopper.guest(shop), "elif@example.com");
            shop.clock().forward(Duration.ofMinutes(4));
        }
        answered();

        assertThat(
                        shop.count(
                                "select count(*) from outbox_message where recipient ="
                                        + " 'elif@example.com'"))
                .isEqualTo(1 + 5);
    }

    @ParameterizedTest
    @CsvSource({
        "{}, This field is required.",
        "{\"email\": \"x\"}, Enter a valid email address.",
        "{\"email\": null}, This field may not be null."
    })
    void what_is_no_address_is_told(String body, String complaint) {
        Shopper.guest(shop)
                .post("/users/registration/resend-email/", body)
                .answers(400)
                .says("{\"email\": [\"" + complaint + "\"]}");
    }

    @Test
    void a_token_is_needed_as_everywhere() {
        Shopper.stranger(shop)
                .post("/users/registration/resend-email/", json("x@example.com"))
                .answers(403);
        Shopper.guest(shop).get("/users/registration/resend-email/").answers(405);
    }

    @Test
    void a_request_that_could_not_be_answered_for_a_day_is_forgotten() {
        var now = shop.clock().instant();
        shop.database()
                .change(
                        tx ->
                                tx.createUpdate(
                                                """
                                                insert into resend_request (identity, language, created_at, due_at)
                                                select n || '@example.com', 'en',
                                                       cast(:now as timestamptz) - n * interval '23 hours', 'infinity'
                                                  from generate_series(1, 2) n
                                                """)
                                        .bind("now", now)
                                        .execute());
        var yesterday = now.minus(Duration.ofDays(1));

        int removed = shop.database().write(tx -> ResendStore.removeOld(tx, yesterday, 10));

        assertThat(removed).isEqualTo(1);

        assertThat(shop.count("select count(*) from resend_request where due_at = 'infinity'"))
                .isEqualTo(1);
        shop.change("delete from resend_request");
    }

    /// Every request has been looked at.
    private static void answered() throws InterruptedException {
        Eventually.holds(
                "every request is answered",
                Duration.ofSeconds(10),
                () -> shop.count("select count(*) from resend_request") == 0);
    }

    private static Reply resend(Shopper shopper, String address) {
        return shopper.post("/users/registration/resend-email/", json(address))
                .answers(200)
                .says("{\"detail\": \"ok\"}");
    }
}
