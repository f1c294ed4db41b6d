package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.app.TcpProxy;
import dev.foyer.app.TestDatabase;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;

/// With the database gone it shows who needs it: guests who have chosen nothing cost no query.
class GuestsWithoutDatabaseTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static TcpProxy network;
    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        var database = TestDatabase.fresh();
        int port = URI.create(database).getPort();
        network = TcpProxy.to(port);
        shop =
                Shop.open()
                        .with("DATABASE_URL", database.replace(":" + port, ":" + network.port()))
                        .mayLogErrors();
        shop.beforeAll(null);
    }

    @AfterAll
    static void close() throws Exception {
        network.mend();
        Eventually.holds(
                "it is ready again",
                SOON,
                () -> Operator.of(shop).get("/health/ready").status() == 200);
        shop.afterAll(null);
        network.close();
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
