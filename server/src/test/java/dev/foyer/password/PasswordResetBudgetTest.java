package dev.foyer.password;

import static dev.foyer.password.Customers.awaitLetters;
import static dev.foyer.password.Customers.links;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.proved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Five requests an hour for one address, known or not (contract 0.2.14).
class PasswordResetBudgetTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @Test
    void the_sixth_request_within_an_hour_waits_whether_the_address_is_known_or_not()
            throws Exception {
        var known = newAddress();
        proved(shop, known);
        shop.clock().stop();
        for (var address : List.of(known, "nobody@example.com")) {
            for (int i = 0; i < 5; i++) {
                ask(address).answers(200);
            }
            ask(address.toUpperCase(Locale.ROOT))
                    .answers(429)
                    .has("Retry-After", "3600")
                    .says(
                            "{\"detail\": \"Request was throttled. Expected available in 3600 seconds.\"}");
        }
        shop.clock().forward(Duration.ofMinutes(59).plusSeconds(59));
        for (var address : List.of(known, "nobody@example.com")) {
            ask(address)
                    .answers(429)
                    .has("Retry-After", "1")
                    .says(
                            "{\"detail\": \"Request was throttled. Expected available in 1 second.\"}");
        }
        shop.clock().forward(Duration.ofSeconds(1));
        for (var address : List.of(known, "nobody@example.com")) {
            for (int i = 0; i < 5; i++) {
                ask(address).answers(200);
            }
            ask(address).answers(429);
        }
        awaitLetters(shop);
        assertThat(links(shop, known)).hasSize(10);
    }

    @Test
    void another_address_has_an_hour_of_its_own() {
        for (int i = 0; i < 6; i++) {
            ask("busy@example.com").answers(i < 5 ? 200 : 429);
        }
        ask("calm@example.com").answers(200);
    }

    @Test
    void of_many_requests_at_once_five_count() throws Exception {
        var people = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 20; i++) {
            var guest = Shopper.guest(shop);
            people.add(() -> ask(guest, "crowd@example.com"));
        }

        var replies = AtOnce.all(people);

        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(5);
        assertThat(replies.stream().filter(reply -> reply.status() == 429)).hasSize(15);
    }

    @Test
    void the_address_stands_in_no_table_but_that_of_waiting_requests() throws Exception {
        ask("hidden@example.com").answers(200);
        awaitLetters(shop);

        assertThat(
                        shop.count(
                                "select count(*) from throttle_bucket b"
                                        + " where b::text like '%hidden%' or length(id) <> 32"))
                .isZero();
    }

    private static Reply ask(String address) {
        return ask(Shopper.guest(shop), address);
    }

    private static Reply ask(Shopper guest, String address) {
        return guest.post("/users/password/reset/", "{\"email\": \"" + address + "\"}");
    }
}
