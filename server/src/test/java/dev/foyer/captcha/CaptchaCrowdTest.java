package dev.foyer.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// Many at once: twenty attackers among honest shoppers behind the address of a storefront's
/// server, and one solution shown a hundred times on two nodes.
class CaptchaCrowdTest {
    @RegisterExtension
    static final Shop shop =
            Shop.open()
                    .with("TRUSTED_PROXIES", "127.0.0.1")
                    .with("CAPTCHA_DIFFICULTY", "8")
                    .with(
                            "THROTTLE_RATES",
                            "{\"login\": {\"subject\": \"30/min\", \"network\": \"50/min\"}}")
                    .mayLeaveMessages();

    private static final String STOREFRONT = "192.0.2.10";
    private static final int ATTACKERS = 20;
    private static final int GUESSES = 12;
    private static final int HONEST = 40;

    private static final int AT_ONCE = 4;
    private static final int PATIENCE = 100;

    @Test
    void honest_shoppers_who_never_came_this_way_get_in_beside_twenty_attackers() throws Exception {
        shop.clock().stop();
        for (int i = 0; i < HONEST; i++) {
            from("10.1.2." + i)
                    .post(
                            "/users/registration/",
                            Person.named("Ayşe", "Yılmaz")
                                    .withEmail("honest" + i + "@example.com")
                                    .json())
                    .answers(201);
        }
        for (int i = 0; i < 50; i++) {
            from(STOREFRONT).login("prey" + i + "@example.com", "guess").answers(400);
        }
        var shared = from(STOREFRONT);
        Worker.pass(shared).answers(200);
        var honest = new ArrayList<Callable<Reply>>();
        var attackers = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < HONEST; i++) {
            var email = "honest" + i + "@example.com";
            honest.add(() -> signedInByCaptcha(email));
        }
        // They have one session and its pass together, and try a password on every account.
        for (int i = 0; i < ATTACKERS * GUESSES; i++) {
            var email = "prey" + i + "@example.com";
            var attacker =
                    from(STOREFRONT)
                            .holding("osessionid", shared.cookie("osessionid"))
                            .holding("foyer_captcha", shared.cookie("foyer_captcha"));
            attackers.add(() -> patiently(() -> attacker.login(email, "Sommer2026!")));
        }

        var all = new ArrayList<Callable<Reply>>(honest);
        all.addAll(attackers);
        var replies = atOnce(all);

        assertThat(replies.subList(0, HONEST)).allMatch(reply -> reply.status() == 200);
        var guesses = replies.subList(HONEST, replies.size());
        assertThat(guesses.stream().filter(reply -> reply.status() == 400)).hasSize(10);
        assertThat(guesses.stream().filter(reply -> reply.status() == 429))
                .hasSize(ATTACKERS * GUESSES - 10)
                .allMatch(reply -> reply.text().contains("/users/captcha/"));
    }

    @Test
    void of_a_hundred_who_show_one_solution_on_two_nodes_one_gets_a_pass() throws Exception {
        var other = Shop.nodeBeside(shop).mayLeaveMessages();
        other.beforeAll(null);
        try {
            other.clock().stop();
            other.clock()
                    .forward(Duration.between(other.clock().instant(), shop.clock().instant()));
            var shopper = from("192.0.2.99");
            var solution = Worker.solution(shopper);
            var calls = new ArrayList<Callable<Reply>>();
            for (int i = 0; i < 100; i++) {
                var one =
                        Shopper.stranger(i % 2 == 0 ? shop : other)
                                .holding("osessionid", shopper.cookie("osessionid"))
                                .holding("csrftoken", shopper.cookie("csrftoken"));
                calls.add(() -> Worker.show(one, solution));
            }

            var replies = atOnce(calls);

            assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
            assertThat(replies.stream().filter(reply -> reply.status() == 400)).hasSize(99);
            assertThat(replies.stream().filter(reply -> !reply.setCookies().isEmpty())).hasSize(1);
        } finally {
            other.afterAll(null);
        }
    }

    @Test
    void a_pass_of_one_node_is_known_to_the_other_and_its_tries_are_counted_together()
            throws Exception {
        var other = Shop.nodeBeside(shop).mayLeaveMessages();
        other.beforeAll(null);
        try {
            other.clock().stop();
            other.clock()
                    .forward(Duration.between(other.clock().instant(), shop.clock().instant()));
            for (int i = 0; i < 50; i++) {
                from("192.0.2.55").login("full" + i + "@example.com", "guess").answers(400);
            }
            var shopper = from("192.0.2.55");
            Worker.pass(shopper).answers(200);
            var calls = new ArrayList<Callable<Reply>>();
            for (int i = 0; i < 30; i++) {
                var email = "both" + i + "@example.com";
                var one =
                        Shopper.stranger(i % 2 == 0 ? shop : other)
                                .with("X-Forwarded-For", "192.0.2.55")
                                .holding("osessionid", shopper.cookie("osessionid"))
                                .holding("csrftoken", shopper.cookie("csrftoken"))
                                .holding("foyer_captcha", shopper.cookie("foyer_captcha"));
                calls.add(() -> patiently(() -> one.login(email, "guess")));
            }

            var replies = atOnce(calls);

            assertThat(replies.stream().filter(reply -> reply.status() == 400)).hasSize(10);
            assertThat(replies.stream().filter(reply -> reply.status() == 429)).hasSize(20);
        } finally {
            other.afterAll(null);
        }
    }

    private static Reply signedInByCaptcha(String email) {
        var shopper = from(STOREFRONT);
        patiently(() -> shopper.login(email)).answers(429).shows("redirect_url", "/users/captcha/");
        Worker.pass(shopper).answers(200);
        return patiently(() -> shopper.login(email));
    }

    /// Asks again where too many passwords were being looked at, which costs nothing.
    private static Reply patiently(Supplier<Reply> call) {
        var reply = call.get();
        for (int i = 0; i < PATIENCE && reply.status() == 503; i++) {
            reply = call.get();
        }
        return reply;
    }

    private static Shopper from(String address) {
        return Shopper.guest(shop).with("X-Forwarded-For", address);
    }

    /// In some order, their replies in the order of the calls.
    private static List<Reply> atOnce(List<Callable<Reply>> calls) throws Exception {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < calls.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(7));
        var replies = new Reply[calls.size()];
        var runs =
                order.stream()
                        .<Callable<Reply>>map(i -> () -> replies[i] = calls.get(i).call())
                        .toList();
        var _ = AtOnce.inTurns(AT_ONCE, runs);
        return List.of(replies);
    }
}
