package dev.foyer.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/// Attackers in numbers, with the rates of contract 0.2.14: ten thousand addresses against one
/// account, one address against ten thousand, and twenty attackers among a thousand honest shoppers
/// behind the address of a storefront's server.
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
    void ten_thousand_addresses_get_thirty_guesses_at_an_account_and_its_owner_gets_in()
            throws Exception {
        var owner = registered("198.51.100.1", "owner@example.com");
        owner.get("/current_user/").answers(200);
        owner.post("/users/logout/").answers(200);
        var calls = new ArrayList<Callable<Reply>>();
        var browsers = browsers();
        for (int i = 0; i < 10_000; i++) {
            var address = "10.%d.%d.9".formatted(i / 250, i % 250);
            var guess = "leak " + i;
            calls.add(() -> in(browsers, address, "owner@example.com", guess));
        }

        var replies = AtOnce.inTurns(AT_ONCE, calls);

        assertThat(replies.stream().filter(reply -> reply.status() == 400)).hasSize(30);
        assertThat(replies.stream().filter(reply -> reply.status() == 429)).hasSize(9970);
        owner.login("owner@example.com").answers(200);
    }

    @Test
    void one_address_with_leaked_pairs_for_thousands_gets_six_hundred_and_nobody_else_waits()
            throws Exception {
        registered("198.51.100.2", "bystander@example.com");
        var calls = new ArrayList<Callable<Reply>>();
        var browsers = browsers();
        for (int i = 0; i < 2_000; i++) {
            var prey = "leaked" + i + "@example.com";
            calls.add(() -> in(browsers, "192.0.2.66", prey, "leaked with it"));
        }

        var replies = AtOnce.inTurns(AT_ONCE, calls);

        assertThat(replies.stream().filter(reply -> reply.status() == 400)).hasSize(600);
        assertThat(replies.stream().filter(reply -> reply.status() == 429)).hasSize(1400);
        from("198.51.100.2").login("bystander@example.com").answers(200);
    }

    @Test
    void no_honest_shopper_is_refused_for_twenty_attackers_behind_the_same_address()
            throws Exception {
        int honest = 1000;
        var browsers = new ArrayList<Shopper>();
        for (int i = 0; i < honest; i++) {
            // Those at whose accounts strangers knock come back in a browser of theirs, the others
            // in a new one.
            var shopper =
                    i < 20
                            ? registered(STOREFRONT, "honest" + i + "@example.com")
                            : from(STOREFRONT);
            if (i < 20) {
                shopper.get("/current_user/").answers(200);
                shopper.post("/users/logout/").answers(200);
            }
            browsers.add(shopper);
        }
        likeTheFirst("honest", 20, honest);
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
        var attackers = browsers();
        for (int i = 0; i < 20 * 40; i++) {
            // Twenty attackers, each at an account of her own, of whom half are customers.
            var prey = (i % 2 == 0 ? "honest" : "nobody") + i % 20 + "@example.com";
            var guess = "guess " + i;
            calls.add(() -> in(attackers, STOREFRONT, prey, guess));
        }
        // The attackers at first, so that the network's share is used up before the honest come.
        Collections.shuffle(calls.subList(honest, calls.size()), new Random(7));
        Collections.rotate(calls, -honest);

        var replies = AtOnce.inTurns(AT_ONCE, calls);

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

    /// Makes customers of these numbers who differ from number 0 in nothing but their addresses:
    /// quicker than a thousand registrations.
    private static void likeTheFirst(String name, int from, int to) {
        shop.database()
                .change(
                        tx -> {
                            tx.execute(
                                    """
                                    insert into email_address (customer_id, address, identity, is_primary, created_at)
                                    select nextval(pg_get_serial_sequence('customer', 'id')),
                                           replace(e.address, '0@', n || '@'),
                                           replace(e.identity, '0@', n || '@'), true, e.created_at
                                      from email_address e, generate_series(%2$d, %3$d - 1) n
                                     where e.identity = '%1$s0@example.com'
                                    """
                                            .formatted(name, from, to));
                            tx.execute(
                                    """
                                    insert into customer
                                    select (jsonb_populate_record(c, jsonb_build_object('id', e.customer_id))).*
                                      from customer c, email_address e
                                     where c.id = (select customer_id from email_address
                                                    where identity = '%1$s0@example.com')
                                       and not exists (select from customer d where d.id = e.customer_id)
                                    """
                                            .formatted(name));
                            tx.execute(
                                    """
                                    insert into credential (customer_id, password_hash, changed_at)
                                    select c.id, p.password_hash, p.changed_at
                                      from customer c, credential p
                                     where p.customer_id = (select customer_id from email_address
                                                             where identity = '%1$s0@example.com')
                                       and not exists (select from credential d where d.customer_id = c.id)
                                    """
                                            .formatted(name));
                        });
    }

    /// One for each of those who call at once: ten thousand need no cookies of their own.
    private static BlockingQueue<Shopper> browsers() {
        var browsers = new ArrayBlockingQueue<Shopper>(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            browsers.add(Shopper.guest(shop));
        }
        return browsers;
    }

    private static Reply in(
            BlockingQueue<Shopper> browsers, String address, String email, String password)
            throws InterruptedException {
        var browser = browsers.take();
        try {
            return browser.with("X-Forwarded-For", address).login(email, password);
        } finally {
            browsers.add(browser);
        }
    }

    private static Shopper from(String address) {
        return Shopper.guest(shop).with("X-Forwarded-For", address);
    }
}
