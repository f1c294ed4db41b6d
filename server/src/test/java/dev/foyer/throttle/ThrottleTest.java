package dev.foyer.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;
import dev.foyer.secret.Secrets;
import dev.foyer.web.Client;
import dev.foyer.web.Counters;
import dev.foyer.web.Request;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// The room by itself, on the tables of a shop.
class ThrottleTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final Rate THREE = new Rate(3, Duration.ofHours(2));

    private static final Challenge NO_CHALLENGE =
            new Challenge() {
                @Override
                public Optional<String> place(Scope scope) {
                    return Optional.empty();
                }

                @Override
                public Optional<Attempt.Pass> pass(Scope scope, Request request) {
                    return Optional.empty();
                }
            };

    private static DynamicSettings settings;
    private static Throttle throttle;

    @BeforeAll
    static void open() {
        var secrets = new Secrets(List.of(Shop.SECRET_KEY), new SecureRandom());
        settings =
                new DynamicSettings(
                                shop.database(),
                                List.of(ThrottleSettings.THROTTLE_RATES),
                                Map.of(),
                                List.of(),
                                secrets.sealer("settings"),
                                shop.clock())
                        .start();
        throttle =
                new Throttle(
                        shop.database(),
                        settings,
                        secrets,
                        shop.clock(),
                        new Counters(),
                        NO_CHALLENGE);
        shop.clock().stop();
    }

    @AfterAll
    static void close() {
        settings.close();
    }

    @BeforeEach
    void aDayLater() {
        shop.clock().forward(Duration.ofDays(1));
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        var attempt = Attempt.on(Scope.OTP, "again").atMost("own", THREE);
        for (int i = 0; i < 10; i++) {
            throttle.giveBack(taken(attempt));
        }
        for (int i = 0; i < 3; i++) {
            taken(attempt);
        }
        assertThat(throttle.take(attempt))
                .isEqualTo(new Verdict.Refused(Scope.OTP, "own", Duration.ofHours(2)));
    }

    @Test
    void what_is_given_back_after_its_window_is_nobodys() {
        var attempt = Attempt.on(Scope.OTP, "late").atMost("own", THREE);
        var old = taken(attempt);
        shop.clock().forward(Duration.ofHours(2));
        for (int i = 0; i < 3; i++) {
            taken(attempt);
        }

        throttle.giveBack(old);

        assertThat(throttle.take(attempt)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void a_ticket_given_back_twice_gives_no_more_than_there_was() {
        var attempt = Attempt.on(Scope.OTP, "twice").atMost("own", THREE);
        var ticket = taken(attempt);
        throttle.giveBack(ticket);
        throttle.giveBack(ticket);
        for (int i = 0; i < 3; i++) {
            taken(attempt);
        }
        assertThat(throttle.take(attempt)).isInstanceOf(Verdict.Refused.class);
    }

    /// Whoever finds a bucket missing must hold none while it is made, or waits in a circle with
    /// those who find them all.
    @Test
    void crowds_before_buckets_that_come_and_go_are_all_answered() throws Exception {
        var attempt =
                Attempt.on(Scope.LOGIN, "crowd").atMost("own", THREE).from(client("192.0.2.44"));
        for (int i = 0; i < 20; i++) {
            var taken = new AtomicInteger();
            allAtOnce(
                    () -> {
                        throttle.sweep();
                        if (!(throttle.take(attempt) instanceof Verdict.Refused)) {
                            taken.incrementAndGet();
                        }
                    });
            assertThat(taken).hasValue(3);
            shop.clock().forward(Duration.ofHours(2));
        }
    }

    /// Marks and buckets are locked in one order by whoever takes and whoever gives back.
    @Test
    void a_secret_shown_a_hundred_times_at_once_and_right_leaves_nothing() throws Exception {
        var attempt =
                Attempt.on(Scope.OTP, "crowd")
                        .showing("right")
                        .atMost("own", new Rate(200, Duration.ofHours(2)));
        allAtOnce(() -> throttle.giveBack(taken(attempt)));

        assertThat(shop.count("select count(*) from throttle_repeat")).isZero();
    }

    @Test
    void a_refused_attempt_costs_nobody_anything() throws Exception {
        var client = client("198.51.100.7");
        var narrow = Attempt.on(Scope.REGISTER, "narrow").atMost("own", THREE);
        for (int i = 0; i < 3; i++) {
            taken(narrow);
        }
        for (int i = 0; i < 700; i++) {
            assertThat(throttle.take(narrow.from(client))).isInstanceOf(Verdict.Refused.class);
        }
        assertThat(throttle.take(Attempt.by(Scope.REGISTER, client)))
                .isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void a_pass_has_tries_of_its_own_where_its_network_has_none() throws Exception {
        Operator.of(shop).set("THROTTLE_RATES", "{\"register\": \"3/hour\"}").answers(200);
        Eventually.holds(
                "the rate is known",
                Duration.ofSeconds(10),
                () ->
                        settings.get(ThrottleSettings.THROTTLE_RATES)
                                .getOrDefault(Scope.REGISTER, Limits.NONE)
                                .network()
                                .filter(rate -> rate.most() == 3)
                                .isPresent());
        var attempt = Attempt.by(Scope.REGISTER, client("2001:db8::1"));
        var holder = attempt.passing(new Attempt.Pass("hers", THREE));
        for (int i = 0; i < 3; i++) {
            taken(holder);
        }
        assertThat(throttle.take(attempt)).isInstanceOf(Verdict.Crowded.class);

        for (int i = 0; i < 2; i++) {
            taken(holder);
        }
        throttle.giveBack(taken(holder));
        taken(holder);

        assertThat(throttle.take(holder)).isInstanceOf(Verdict.Crowded.class);
        taken(attempt.passing(new Attempt.Pass("another's", THREE)));
        assertThat(throttle.take(attempt)).isInstanceOf(Verdict.Crowded.class);
        Operator.of(shop).unset("THROTTLE_RATES").answers(200);
    }

    @Test
    void a_pass_is_no_way_past_the_bound_of_a_subject() throws Exception {
        var attempt =
                Attempt.on(Scope.LOGIN, "account")
                        .atMost("own", THREE)
                        .from(client("198.51.100.9"))
                        .passing(new Attempt.Pass("strangers", THREE));
        for (int i = 0; i < 3; i++) {
            taken(attempt);
        }
        assertThat(throttle.take(attempt)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void hooks_are_bounded_for_each_service_and_caller() {
        Operator.of(shop).set("THROTTLE_RATES", "{\"user-unsubscribe\": \"2/min\"}").answers(200);
        for (int i = 0; i < 2; i++) {
            hook("iys").answers(400);
        }
        hook("iys").answers(429).has("Retry-After", "60");
        hook("other").answers(400);
        Operator.of(shop).unset("THROTTLE_RATES").answers(200);
    }

    @Test
    void buckets_name_nobody_and_are_swept_when_they_are_full() {
        taken(Attempt.on(Scope.OTP, "ayse@example.com").atMost("own", THREE).showing("secret"));
        assertThat(
                        shop.count(
                                "select count(*) from throttle_bucket b, throttle_repeat r where"
                                        + " b::text ~ 'ayse|secret' or r::text ~ 'ayse|secret'"))
                .isZero();

        shop.clock().forward(Duration.ofHours(3));
        shop.housekeeping();

        assertThat(
                        shop.count(
                                "select (select count(*) from throttle_bucket)"
                                        + " + (select count(*) from throttle_repeat)"))
                .isZero();
    }

    private static void allAtOnce(Runnable act) throws Exception {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<?>>();
            for (int i = 0; i < 100; i++) {
                done.add(all.submit(act));
            }
            for (var one : done) {
                one.get();
            }
        }
    }

    private static Ticket taken(Attempt attempt) {
        return switch (throttle.take(attempt)) {
            case Verdict.Admitted(var ticket) -> ticket;
            case Verdict.Crowded crowded -> throw new AssertionError(crowded);
            case Verdict.Refused refused -> throw new AssertionError(refused);
        };
    }

    private static Reply hook(String service) {
        return Shopper.stranger(shop)
                .post(
                        "/users/hooks/kvkk-unsubscribe-user/",
                        """
                        {"service_name": "%s", "hash_value": "x", "request_datetime": "%s",
                         "unsubscribed_users": [{"email": "ayse@example.com", "email_allowed": false}]}
                        """
                                .formatted(service, shop.clock().instant()));
    }

    private static Client client(String address) throws Exception {
        return new Client(InetAddress.ofLiteral(address), false, "shop.test");
    }
}
