package dev.foyer.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How often a network may have somebody else asked about its captchas (ours, scope `captcha`).
class CaptchaThrottleTest {
    @RegisterExtension
    @Order(1)
    static final Shop shop =
            Shop.open()
                    .with("TRUSTED_PROXIES", "127.0.0.1")
                    .with("THROTTLE_RATES", "{\"captcha\": \"3/min\"}")
                    .with("CAPTCHA_SITE_KEY", "site_KEY-1")
                    .with("CAPTCHA_SECRET", "0x4AAA-secret")
                    .with("CAPTCHA_PROVIDER", "recaptcha");

    private static final String WRONG = "{\"success\": false}";
    private static final String TOO_OFTEN =
            "{\"detail\": \"Request was throttled. Expected available in 60 seconds.\"}";
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);

    /// As many as a provider may be asked at once in all, and some.
    private static final int MANY = 40;

    @RegisterExtension
    @Order(2)
    static final SiteVerifyServer provider = SiteVerifyServer.judging(shop);

    @BeforeAll
    static void stopTheClock() {
        shop.clock().stop();
    }

    @Test
    void wrong_answers_of_a_network_are_bounded_and_of_no_other() {
        provider.behaves(SiteVerifyServer.says(WRONG));
        for (int i = 0; i < 3; i++) {
            answer(from("192.0.2.1"), fresh()).answers(400);
        }
        int asked = provider.taken().size();

        answer(from("192.0.2.1"), fresh()).answers(429).has("Retry-After", "60").says(TOO_OFTEN);
        from("192.0.2.1")
                .with("Accept", "application/json")
                .postForm("/users/captcha/", "g-recaptcha-response=" + fresh())
                .answers(429)
                .says(TOO_OFTEN);

        assertThat(provider.taken()).hasSize(asked);
        answer(from("192.0.2.2"), fresh()).answers(400);
        shop.clock().forward(Duration.ofSeconds(61));
        provider.isHonest();
        answer(from("192.0.2.1"), fresh()).answers(200);
    }

    @Test
    void an_address_of_ipv6_shares_with_its_network() {
        provider.behaves(SiteVerifyServer.says(WRONG));
        for (int i = 0; i < 3; i++) {
            answer(from("2001:db8:0:7::" + i), fresh()).answers(400);
        }
        answer(from("2001:db8:0:7:ffff::9"), fresh()).answers(429);
        answer(from("2001:db8:0:8::1"), fresh()).answers(400);
    }

    @Test
    void people_are_told_so_on_the_page() {
        provider.behaves(SiteVerifyServer.says(WRONG));
        var person = from("192.0.2.3").with("Accept", "text/html");
        for (int i = 0; i < 3; i++) {
            person.postForm("/users/captcha/", "g-recaptcha-response=" + fresh()).answers(400);
        }
        var page =
                person.postForm("/users/captcha/", "g-recaptcha-response=" + fresh())
                        .answers(429)
                        .has("Retry-After", "60");
        assertThat(page.text())
                .contains("Request was throttled. Expected available in 60 seconds.")
                .contains("class=\"g-recaptcha\"");
    }

    @Test
    void right_answers_and_those_that_nobody_judged_do_not_count() {
        for (int i = 0; i < 5; i++) {
            answer(from("192.0.2.4"), fresh()).answers(200);
        }
        provider.behaves(provider.manner("500"));
        for (int i = 0; i < 5; i++) {
            answer(from("192.0.2.4"), fresh()).answers(503);
        }
        provider.behaves(SiteVerifyServer.says(WRONG));
        for (int i = 0; i < 3; i++) {
            answer(from("192.0.2.4"), fresh()).answers(400);
        }
        answer(from("192.0.2.4"), fresh()).answers(429);
    }

    @Test
    void what_we_judge_ourselves_is_not_bounded() {
        set("CAPTCHA_PROVIDER", "proof-of-work");
        for (int i = 0; i < 5; i++) {
            Worker.show(from("192.0.2.5"), "nonsense").answers(400);
        }
    }

    /// Without a rate the places alone bound a client: a few of those for all.
    @Test
    void one_client_cannot_have_all_places_at_a_provider_that_hangs() throws Exception {
        Operator.of(shop).set("THROTTLE_RATES", "{\"captcha\": {}}").answers(200);
        provider.behaves(provider.manner("hangs"));
        var replies = new ArrayList<Future<Reply>>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MANY; i++) {
                var attacker = from("192.0.2.6");
                replies.add(pool.submit(() -> answer(attacker, fresh())));
            }
            Eventually.holds(
                    "those without a place are refused at once",
                    SEEN_WITHIN,
                    () -> replies.stream().filter(Future::isDone).count() >= MANY - 8);
            provider.isHonest();

            answer(from("192.0.2.7"), fresh()).answers(200);

            for (var reply : replies) {
                reply.get().answers(503).has("Retry-After", "5");
            }
        }
        answer(from("192.0.2.6"), fresh()).answers(200);
        Operator.of(shop).unset("THROTTLE_RATES").answers(200);
    }

    private static Shopper from(String address) {
        return Shopper.guest(shop).with("X-Forwarded-For", address);
    }

    private static String fresh() {
        return "answer-" + UUID.randomUUID();
    }

    private static Reply answer(Shopper shopper, String answer) {
        return shopper.postForm("/users/pz-captcha/", "g-recaptcha-response=" + answer);
    }

    private static void set(String name, String text) {
        Operator.of(shop).set(name, "\"" + text + "\"").answers(200);
    }
}
