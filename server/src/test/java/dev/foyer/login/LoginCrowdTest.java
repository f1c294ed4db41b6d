package dev.foyer.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// Attackers in numbers, with the rates of contract 0.2.14: a thousand addresses against one
/// account, and twenty attackers among honest shoppers behind the address of a storefront's server.
class LoginCrowdTest {
    @RegisterExtension
    static final Shop shop = Shop.open().with("TRUSTED_PROXIES", "127.0.0.1").mayLeaveMessages();

    private static final String STOREFRONT = "192.0.2.10";
    private static final int AT_ONCE = 6;

    @BeforeEach
    void stopTheClock() {
        shop.clock().forward(Duration.ofDays(2));
        shop.clock().stop();
    }

    @Test
    void a_thousand_addresses_get_thirty_guesses_at_an_account_and_its_owner_gets_in()
            throws Exception {
        var owner = registered("198.51.100.1", "owner@example.com");
        owner.get("/current_user/").answers(200);
        owner.post("/users/logout/").answers(200);
        var calls = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 1000; i++) {
            var address = "10.%d.%d.9".formatted(i / 250, i % 250);
            var guess = "leak " + i;
            calls.add(() -> from(address).login("owner@example.com", guess));
        }

        var replies = atOnce(calls);

        assertThat(replies.stream().filter(reply -> reply.status() == 400)).hasSize(30);
        assertThat(replies.stream().filter(reply -> reply.status() == 429)).hasSize(970);
        owner.login("owner@example.com").answers(200);
    }

    @Test
    void no_honest_shopper_is_refused_for_twenty_attackers_behind_the_same_address()
            throws Exception {
        int honest = 100;
        var browsers = new ArrayList<Shopper>();
        for (int i = 0; i < honest; i++) {
            var shopper = registered(STOREFRONT, "honest" + i + "@example.com");
            shopper.get("/current_user/").answers(200);
            shopper.post("/users/logout/").answers(200);
            // Those at whose accounts strangers knock come back in a browser of theirs, the others
            // in a new one.
            browsers.add(i < 20 ? shopper : from(STOREFRONT));
        }
        shop.clock().forward(Duration.ofMinutes(2));
        var refusedHonest = ConcurrentHashMap.<String>newKeySet();
        var calls = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < honest; i++) {
            var email = "honest" + i + "@example.com";
            var browser = browsers.get(i);
            calls.add(
                    () -> {
                        var reply = browser.login(email);
                        if (reply.status() != 200) {
                            refusedHonest.add(email + " " + reply.status());
                        }
                        return reply;
                    });
        }
        for (int i = 0; i < 20 * 40; i++) {
            // Twenty attackers, each at an account of her own, of whom half are customers.
            var prey = (i % 2 == 0 ? "honest" : "nobody") + i % 20 + "@example.com";
            var guess = "guess " + i;
            calls.add(() -> from(STOREFRONT).login(prey, guess));
        }
        // The attackers at first, so that the network's share is used up before the honest come.
        Collections.shuffle(calls.subList(honest, calls.size()), new Random(7));
        Collections.rotate(calls, -honest);

        var replies = atOnce(calls);

        assertThat(refusedHonest).isEmpty();
        assertThat(replies.stream().filter(reply -> reply.status() == 400).count()).isEqualTo(600);
        assertThat(replies.stream().filter(reply -> reply.status() == 429).count()).isEqualTo(200);
    }

    private static Shopper registered(String address, String email) {
        var guest = from(address);
        guest.post("/users/registration/", Person.named("Ayşe", "Yılmaz").withEmail(email).json())
                .answers(201);
        return guest;
    }

    private static Shopper from(String address) {
        return Shopper.guest(shop).with("X-Forwarded-For", address);
    }

    private static List<Reply> atOnce(List<Callable<Reply>> calls) throws Exception {
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            var replies = new ArrayList<Reply>();
            for (var future : pool.invokeAll(calls)) {
                replies.add(future.get());
            }
            return replies;
        }
    }
}
