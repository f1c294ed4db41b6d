package dev.foyer.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/// Attackers at the door (contract 0.2.14, issue 7): what they get, and what the others still get.
/// Everybody comes through a trusted proxy, so that a test may say from where.
class LoginThrottleTest {
    @RegisterExtension
    static final Shop shop = Shop.open().with("TRUSTED_PROXIES", "127.0.0.1").mayLeaveMessages();

    private static final String REFUSED =
            "{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}";

    @BeforeEach
    void stopTheClock() {
        shop.clock().stop();
        Operator.of(shop).unset("THROTTLE_RATES").answers(200);
    }

    @AfterEach
    void aDayLater() {
        shop.clock().forward(Duration.ofDays(2));
        shop.housekeeping();
    }

    @Test
    void after_thirty_failures_in_a_minute_an_account_refuses_strangers() {
        Shopper.signedIn(shop, "thirty@example.com");
        var stranger = from("198.51.100.1");

        for (int i = 0; i < 30; i++) {
            stranger.login("thirty@example.com", "guess " + i).answers(400).says(REFUSED);
        }
        stranger.login("thirty@example.com", "guess 30")
                .answers(429)
                .has("Retry-After", "60")
                .says("{\"detail\": \"Request was throttled. Expected available in 60 seconds.\"}");
        from("198.51.100.2").login("thirty@example.com").answers(429);

        assertThat(shop.logged())
                .anyMatch(line -> line.startsWith("throttled scope=login by=account request="))
                .noneMatch(line -> line.contains("throttled") && line.contains("thirty@"));
        assertThat(Operator.of(shop).get("/metrics").answers(200).text())
                .containsPattern("foyer_throttled_total\\{scope=\"login\",by=\"account\"} [1-9]");
    }

    @Test
    void the_window_ends_a_minute_after_its_first_failure() {
        Shopper.signedIn(shop, "window@example.com");
        exhaust("window@example.com", 30);

        shop.clock().forward(Duration.ofSeconds(59));
        from("198.51.100.3")
                .login("window@example.com")
                .answers(429)
                .has("Retry-After", "1")
                .says("{\"detail\": \"Request was throttled. Expected available in 1 second.\"}");
        shop.clock().forward(Duration.ofSeconds(1));
        from("198.51.100.3").login("window@example.com").answers(200);
    }

    @Test
    void an_unknown_account_behaves_like_a_known_one() {
        Shopper.signedIn(shop, "known@example.com");
        for (var address : List.of("known@example.com", "unknown@example.com")) {
            exhaust(address, 30);
            from("198.51.100.4").login(address, "x").answers(429).has("Retry-After", "60");
        }
    }

    @Test
    void right_passwords_cost_nothing() {
        Shopper.signedIn(shop, "often@example.com");
        for (int i = 0; i < 40; i++) {
            from("198.51.100.5").login("often@example.com").answers(200);
        }
    }

    @Test
    void the_same_wrong_password_within_ten_seconds_counts_once() {
        Shopper.signedIn(shop, "triple@example.com");
        var client = from("198.51.100.6");
        for (int i = 0; i < 29; i++) {
            for (int call = 0; call < 3; call++) {
                client.login("triple@example.com", "typo " + i).answers(400);
            }
        }
        client.login("triple@example.com", "typo 0").answers(400);
        from("198.51.100.66").login("triple@example.com").answers(200);

        shop.clock().forward(Duration.ofSeconds(10));
        client.login("triple@example.com", "typo 0").answers(400);
        client.login("triple@example.com", "another").answers(429);
    }

    @Test
    void a_secret_repeated_without_end_costs_tries_again() {
        Shopper.signedIn(shop, "endless@example.com");
        var client = from("198.51.100.7");
        int refused = 0;
        for (int i = 0; i < 45; i++) {
            refused += client.login("endless@example.com", "same").status() == 429 ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    @Test
    void of_two_hundred_guesses_at_once_thirty_reach_the_password() throws Exception {
        Shopper.signedIn(shop, "parallel@example.com");
        var guesses = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 200; i++) {
            var guess = "guess " + i;
            var stranger = from("203.0.113." + i);
            guesses.add(() -> stranger.login("parallel@example.com", guess));
        }

        var replies = AtOnce.inTurns(24, guesses);

        assertThat(count(replies, 400)).isEqualTo(30);
        assertThat(count(replies, 429)).isEqualTo(170);
    }

    @Test
    void two_nodes_count_together() throws Exception {
        Shopper.signedIn(shop, "nodes@example.com");
        var other = Shop.nodeBeside(shop);
        other.beforeAll(null);
        other.clock().stop();
        other.clock().forward(Duration.between(other.clock().instant(), shop.clock().instant()));
        var random = ThreadLocalRandom.current();
        try {
            var guesses = new ArrayList<Callable<Reply>>();
            for (int i = 0; i < 80; i++) {
                var guess = "guess " + i;
                var stranger = Shopper.guest(random.nextBoolean() ? shop : other);
                guesses.add(() -> stranger.login("nodes@example.com", guess));
            }
            assertThat(count(AtOnce.inTurns(16, guesses), 400)).isEqualTo(30);
        } finally {
            other.mayLeaveMessages().afterAll(null);
        }
    }

    @Test
    void stuffing_from_everywhere_stops_at_a_hundred_a_day_for_one_account() {
        Shopper.signedIn(shop, "target@example.com");
        Operator.of(shop).set("THROTTLE_RATES", "{\"login\": \"100000/min\"}").answers(200);
        int reached = 0;
        for (int i = 0; i < 130; i++) {
            var reply = from(anywhere(i)).login("target@example.com", "leak " + i);
            reached += reply.status() == 400 ? 1 : 0;
        }
        assertThat(reached).isEqualTo(100);
        shop.clock().forward(Duration.ofHours(23));
        from(anywhere(1)).login("target@example.com").answers(429);
        shop.clock().forward(Duration.ofHours(1));
        from(anywhere(1)).login("target@example.com").answers(200);
    }

    @Test
    void spraying_from_one_address_stops_for_that_address_and_for_nobody_else() {
        Shopper.signedIn(shop, "elsewhere@example.com");
        Operator.of(shop)
                .set(
                        "THROTTLE_RATES",
                        "{\"login\": {\"subject\": \"30/min\", \"network\": \"40/min\"}}")
                .answers(200);
        var sprayer = from("192.0.2.77");
        for (int i = 0; i < 40; i++) {
            sprayer.login("victim" + i + "@example.com", "Sommer2026!").answers(400);
        }
        sprayer.login("elsewhere@example.com").answers(429).has("Retry-After", "60");
        from("192.0.2.78").login("elsewhere@example.com").answers(200);
    }

    @Test
    void a_whole_ipv6_network_is_one_client() {
        Operator.of(shop)
                .set("THROTTLE_RATES", "{\"login\": {\"network\": \"5/min\"}}")
                .answers(200);
        for (int i = 0; i < 5; i++) {
            from("2001:db8:0:7::" + i).login("six" + i + "@example.com", "x").answers(400);
        }
        from("2001:db8:0:7:ffff::1").login("six@example.com", "x").answers(429);
        from("2001:db8:0:8::1").login("six@example.com", "x").answers(400);
    }

    @Test
    void the_shop_as_a_whole_can_be_bounded() {
        Operator.of(shop).set("THROTTLE_RATES", "{\"login\": {\"shop\": \"3/min\"}}").answers(200);
        for (int i = 0; i < 3; i++) {
            from(anywhere(i)).login("all" + i + "@example.com", "x").answers(400);
        }
        from(anywhere(9)).login("all9@example.com", "x").answers(429);
    }

    @Test
    void honest_shoppers_behind_one_address_get_in_though_attackers_have_emptied_it() {
        Operator.of(shop)
                .set(
                        "THROTTLE_RATES",
                        "{\"login\": {\"subject\": \"30/min\", \"network\": \"20/min\"}}")
                .answers(200);
        var storefront = "192.0.2.10";
        for (int i = 0; i < 15; i++) {
            var honest = from(storefront);
            register(honest, "honest" + i + "@example.com");
        }
        for (int i = 0; i < 30; i++) {
            from(storefront).login("prey" + i + "@example.com", "guess");
        }

        for (int i = 0; i < 15; i++) {
            from(storefront).login("honest" + i + "@example.com").answers(200);
        }
        // Whoever guesses hears the same, whether it is somebody who has come this way or nobody.
        from(storefront).login("honest1@example.com", "guess").answers(429);
        from(storefront).login("honest1@example.com", "guess").answers(429);
        from(storefront).login("nobody@example.com", "guess").answers(429);
    }

    @Test
    void in_a_crowd_a_password_shown_twice_is_no_way_in_for_a_stranger() {
        register(from("192.0.2.30"), "away@example.com");
        Operator.of(shop)
                .set("THROTTLE_RATES", "{\"login\": {\"network\": \"1/min\"}}")
                .answers(200);
        from("192.0.2.31").login("any@example.com", "x").answers(400);

        from("192.0.2.31").login("away@example.com").answers(429);
        from("192.0.2.31").login("away@example.com").answers(429);
    }

    private static void register(Shopper guest, String email) {
        guest.post("/users/registration/", Person.named("Ayşe", "Yılmaz").withEmail(email).json())
                .answers(201);
    }

    private static void exhaust(String email, int failures) {
        var stranger = from("198.51.100.200");
        for (int i = 0; i < failures; i++) {
            stranger.login(email, "guess " + i).answers(400);
        }
    }

    private static Shopper from(String address) {
        return Shopper.guest(shop).with("X-Forwarded-For", address);
    }

    /// One of ten thousand addresses in networks of their own.
    private static String anywhere(int number) {
        return "10.%d.%d.9".formatted(number / 100, number % 100);
    }

    private static long count(List<Reply> replies, int status) {
        return replies.stream().filter(reply -> reply.status() == status).count();
    }
}
