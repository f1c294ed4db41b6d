package dev.foyer.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// How often somebody may ask for a copy of all her data (ours, scope `data-export`).
class ExportThrottleTest {
    @RegisterExtension static final Shop shop = Shop.open().with("TRUSTED_PROXIES", "127.0.0.1");

    private static final String PATH = "/users/export/";

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void ten_copies_in_an_hour_are_hers_from_whatever_session() {
        var ayse = Shopper.signedIn(shop, "ayse@example.com");
        var phone = Shopper.guest(shop).with("X-Forwarded-For", "192.0.2.1");
        phone.login("ayse@example.com").answers(200);
        for (int i = 0; i < 5; i++) {
            ayse.get(PATH).answers(200);
            phone.get(PATH).answers(200);
        }

        for (var session : new Shopper[] {ayse, phone}) {
            session.get(PATH)
                    .answers(429)
                    .has("Retry-After", "3600")
                    .says(
                            "{\"detail\": \"Request was throttled. Expected available in 3600"
                                    + " seconds.\"}");
        }

        // What was refused is no event of hers.
        assertThat(
                        shop.count(
                                "select count(*) from audit_event"
                                        + " where kind = 'data_exported' and customer_id = "
                                        + number(ayse)))
                .isEqualTo(10);
        Shopper.signedIn(shop, "other@example.com").get(PATH).answers(200);
        shop.clock().forward(Duration.ofMinutes(61));
        ayse.get(PATH).answers(200);
    }

    @Test
    void many_customers_of_one_network_share_its_bound() {
        Operator.of(shop)
                .set("THROTTLE_RATES", "{\"data-export\": {\"network\": \"2/min\"}}")
                .answers(200);
        for (int i = 0; i < 3; i++) {
            var customer =
                    Shopper.signedIn(shop, "many" + i + "@example.com")
                            .with("X-Forwarded-For", "198.51.100.7");
            customer.get(PATH).answers(i < 2 ? 200 : 429);
            if (i == 2) {
                customer.with("X-Forwarded-For", "198.51.100.8").get(PATH).answers(200);
            }
        }
        Operator.of(shop).unset("THROTTLE_RATES").answers(200);
    }

    @Test
    void an_operator_is_not_bounded() {
        long id = number(Shopper.signedIn(shop, "asked@example.com"));
        for (int i = 0; i < 12; i++) {
            Operator.of(shop).get("/api/customers/" + id + "/export/").answers(200);
        }
    }

    private static long number(Shopper shopper) {
        return shopper.get("/current_user/").json().get("pk").asLong();
    }
}
