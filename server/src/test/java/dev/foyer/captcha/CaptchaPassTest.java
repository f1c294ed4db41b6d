package dev.foyer.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/// What a solved captcha is worth (contract B.1.3): tries of her own for whoever solved it, and
/// nothing else. Everybody comes through a trusted proxy, so that a test may say from where.
class CaptchaPassTest {
    @RegisterExtension static final Shop shop = Crowded.open();

    private static final Crowded people = new Crowded(shop);

    @BeforeEach
    void aDayLater() {
        shop.clock().forward(Duration.ofDays(1));
        shop.clock().stop();
    }

    @Test
    void work_that_is_done_opens_the_way_on_for_whoever_did_it() {
        Crowded.register(people.from("198.51.100.20"), "far@example.com").answers(201);
        people.crowd("192.0.2.3");
        var shopper = people.from("192.0.2.3");
        shopper.login("far@example.com").answers(429);

        var reply = Worker.pass(shopper).answers(200).says("{\"location\": \"/\"}");

        assertThat(reply.setCookie("foyer_captcha"))
                .matches(
                        "foyer_captcha=[\\w-]{48}; expires=.* GMT; HttpOnly; Max-Age=600; Path=/;"
                                + " SameSite=Lax");
        people.from("192.0.2.3").login("far@example.com").answers(429);
        shopper.login("far@example.com").answers(200).hasKeys("key", "redirect_url");
    }

    @Test
    void a_pass_is_worth_ten_tries_at_the_door_and_in_the_register_together() {
        people.crowd("192.0.2.4");
        var shopper = people.from("192.0.2.4");
        Worker.pass(shopper).answers(200);
        for (int i = 0; i < 9; i++) {
            shopper.login("ten" + i + "@example.com", "guess").answers(400);
        }
        for (int i = 0; i < 2; i++) {
            Crowded.register(people.from("192.0.2.4"), "filler" + i + "@example.com").answers(201);
        }
        Crowded.register(shopper, "tenth@example.com").answers(201);
        shopper.post("/users/logout/").answers(200);

        var other = people.from("192.0.2.4");
        Worker.pass(other).answers(200);
        for (int i = 0; i < 10; i++) {
            other.login("more" + i + "@example.com", "guess").answers(400);
        }
        other.login("more@example.com", "guess")
                .answers(429)
                .shows("redirect_url", "/users/captcha/");
        Worker.pass(other).answers(200);
        other.login("more@example.com", "guess").answers(400);
    }

    @Test
    void tries_that_were_honest_cost_the_pass_nothing() {
        Crowded.register(people.from("198.51.100.21"), "often@example.com").answers(201);
        people.crowd("192.0.2.5");
        for (int i = 0; i < 3; i++) {
            var shopper = people.from("192.0.2.5");
            Worker.pass(shopper).answers(200);
            shopper.login("often@example.com").answers(200);
        }
    }

    @Test
    void a_pass_opens_no_account_that_refuses() {
        for (int i = 0; i < 5; i++) {
            people.from("198.51.100." + i).login("shut@example.com", "guess " + i).answers(400);
        }
        var stranger = people.from("192.0.2.6");
        Worker.pass(stranger).answers(200);
        stranger.login("shut@example.com", "guess").answers(429).hasKeys("detail");
    }

    @Test
    void a_pass_is_over_after_ten_minutes_and_with_the_session() {
        var shopper = people.from("192.0.2.7");
        Worker.pass(shopper).answers(200);
        shop.clock().forward(Duration.ofSeconds(599));
        people.crowd("192.0.2.7");
        shopper.login("over@example.com", "guess").answers(400);
        shop.clock().forward(Duration.ofSeconds(1));
        shopper.login("over@example.com", "guess 2").answers(429);

        Worker.pass(shopper).answers(200);
        var cookie = shopper.cookie("foyer_captcha");
        people.from("192.0.2.7")
                .holding("foyer_captcha", cookie)
                .login("over@example.com", "guess 3")
                .answers(429);
        shopper.holding("osessionid", "");
        shopper.login("over@example.com", "guess 4").answers(429);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 12, 30, 47})
    void a_pass_that_was_altered_is_none(int place) {
        var shopper = people.from("192.0.2.8");
        Worker.pass(shopper).answers(200);
        people.crowd("192.0.2.8");
        var cookie = new StringBuilder(shopper.cookie("foyer_captcha"));
        cookie.setCharAt(place, cookie.charAt(place) == 'A' ? 'B' : 'A');
        shopper.holding("foyer_captcha", cookie.toString());
        shopper.login("altered@example.com", "guess").answers(429);
    }
}
