package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.app.TcpProxy;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// With the database gone it shows who needs it: guests who have chosen nothing cost no query.
class GuestsWithoutDatabaseTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    @Order(1)
    static final TcpProxy network = TcpProxy.toDatabase("");

    @RegisterExtension
    @Order(2)
    static final Shop shop = Shop.open().behind(network).mayLogErrors();

    @AfterAll
    static void mend() throws Exception {
        network.mend();
        Eventually.holds(
                "it is ready again",
                SOON,
                () -> Operator.of(shop).get("/health/ready").status() == 200);
    }

    @Test
    void whoever_has_chosen_nothing_needs_no_database_and_the_others_only_where_it_counts() {
        var guest = Shopper.guest(shop);
        var chooser = Shopper.guest(shop);
        chooser.post("/users/activate-currency/", "{\"currency_code\": \"USD\"}").answers(204);
        network.cut();

        guest.get("/users/session/").answers(200).has("X-Currency", "TRY").shows("language", "en");
        guest.get("/current_user/").answers(401).has("X-Currency", "TRY");
        guest.post("/users/activate-currency/", "{\"currency_code\": \"xyz\"}").answers(400);
        guest.post("/users/activate-currency/", "{\"currency_code\": \"USD\"}")
                .answers(503)
                .has("Retry-After", "2");
        assertThat(Shopper.stranger(shop).get("/nothing/").answers(404).setCookies()).hasSize(1);

        // Her language is known by her header, so nobody has to look.
        chooser.with("Accept-Language", "en").get("/csrf_token/").answers(200);
        chooser.get("/nothing/").answers(404);
        chooser.get("/users/session/").answers(503).has("Retry-After", "2");
        chooser.with("Accept-Language", "").get("/csrf_token/").answers(503);
    }
}
