package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// A mail server that takes a mail, says so, and then resets the connection instead of taking
/// leave.
class MailGoodbyeTest {
    private static final String ENDED =
            "select count(*) from outbox_attempt where ended_at is not null";

    @Test
    void a_mail_that_was_taken_counts_as_delivered() throws Exception {
        try (var server = MailServer.open()) {
            server.answers("QUIT", "");
            var url = "smtp://127.0.0.1:" + server.port() + "?starttls=never";
            var shop = Shop.open().with("SMTP_URL", url);
            shop.beforeAll(null);
            try {
                Shopper.signedIn(shop, "ayse@example.com");
                Eventually.holds(
                        "the attempt has ended",
                        Duration.ofSeconds(10),
                        () -> shop.count(ENDED) == 1);
                assertThat(shop.count(ENDED + " and outcome = 'delivered'")).isEqualTo(1);
                assertThat(server.mailsTo("ayse@example.com")).hasSize(1);
            } finally {
                shop.afterAll(null);
            }
        }
    }
}
