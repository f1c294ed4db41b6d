package dev.foyer.password;

import static dev.foyer.password.Customers.NEW;
import static dev.foyer.password.Customers.link;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.proved;
import static dev.foyer.password.Customers.twice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// How often passwords may be tried with a mailed link, and links invented (ours, scope
/// `password-reset-confirm`).
class PasswordResetThrottleTest {
    @RegisterExtension static final Shop shop = Shop.open().with("TRUSTED_PROXIES", "127.0.0.1");

    private static final String UNFIT = "1234";
    private static final String TOO_OFTEN =
            "{\"detail\": \"Request was throttled. Expected available in 60 seconds.\"}";

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void thirty_passwords_in_a_minute_are_looked_at_wherever_they_come_from() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        for (int i = 0; i < 30; i++) {
            from("192.0.2." + i).post(link, twice(UNFIT)).answers(400).contains("new_password2");
        }

        from("192.0.2.200")
                .post(link, twice(NEW))
                .answers(429)
                .has("Retry-After", "60")
                .says(TOO_OFTEN);

        shop.clock().forward(Duration.ofSeconds(61));
        from("192.0.2.200").post(link, twice(NEW)).answers(200).isEmpty();
    }

    @Test
    void a_person_is_told_so_on_the_page_and_goes_on_from_there() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        limit("{\"subject\": \"1/min\"}");
        var person = from("192.0.2.1").with("Accept", Customers.BROWSER);
        person.post(link, twice(UNFIT)).answers(400);

        var page = person.post(link, twice(NEW)).answers(429).has("Retry-After", "60");

        assertThat(page.text())
                .contains("Request was throttled. Expected available in 60 seconds.")
                .contains("name=\"new_password1\"")
                .doesNotContain(NEW);
        unlimit();
    }

    @Test
    void invented_links_count_for_their_network_and_keep_nobody_out() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);
        var uid = link.split("/", -1)[3];
        limit("{\"network\": \"3/min\"}");
        for (int i = 0; i < 3; i++) {
            invent(uid, "198.51.100.1").answers(400).says("{\"token\": [\"Invalid value\"]}");
        }

        invent(uid, "198.51.100.1").answers(429).has("Retry-After", "60").says(TOO_OFTEN);
        invent("nobody", "198.51.100.1").answers(429);
        from("198.51.100.1")
                .with("Accept", Customers.BROWSER)
                .post("/users/reset/" + uid + "/invented/", twice(NEW))
                .answers(429)
                .has("Retry-After", "60");
        invent(uid, "198.51.100.2").answers(400);

        from("198.51.100.1").post(link, twice(NEW)).answers(200);
        unlimit();
    }

    private static Reply invent(String uid, String address) {
        return from(address).post("/users/reset/" + uid + "/invented/", twice(NEW));
    }

    private static Shopper from(String address) {
        return Shopper.guest(shop).with("X-Forwarded-For", address);
    }

    private static void limit(String rates) {
        var json = "{\"password-reset-confirm\": " + rates + "}";
        Operator.of(shop).set("THROTTLE_RATES", json).answers(200);
    }

    private static void unlimit() {
        Operator.of(shop).unset("THROTTLE_RATES").answers(200);
    }
}
