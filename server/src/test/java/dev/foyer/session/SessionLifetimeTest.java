package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// How long a session lives (contract 0.1.7). Time moves only as far as a test says.
class SessionLifetimeTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final Duration SECOND = Duration.ofSeconds(1);

    @BeforeEach
    void time_stands_still() {
        shop.clock().stop();
    }

    @Test
    void a_session_ends_fourteen_days_after_its_last_use() {
        var ayse = Shopper.signedIn(shop, "life.a@example.com");
        var fatma = Shopper.signedIn(shop, "life.b@example.com");

        shop.clock().forward(Duration.ofDays(14).minus(SECOND));
        ayse.get("/current_user/").answers(200);
        shop.clock().forward(SECOND);

        fatma.get("/current_user/").answers(401);
        ayse.get("/current_user/").answers(200);
    }

    @Test
    void every_use_counts_from_then_on() {
        var ayse = Shopper.signedIn(shop, "life.c@example.com");
        shop.clock().forward(Duration.ofDays(10));
        ayse.get("/current_user/").answers(200);

        shop.clock().forward(Duration.ofDays(14).minus(SECOND));
        ayse.get("/current_user/").answers(200);
        shop.clock().forward(Duration.ofDays(14));
        ayse.get("/current_user/").answers(401);
    }

    @Test
    void the_cookie_is_issued_anew_once_a_day() {
        var ayse = Shopper.signedIn(shop, "life.d@example.com");
        var id = ayse.cookie("osessionid");
        assertThat(ayse.get("/current_user/").setCookie("osessionid")).isEmpty();

        shop.clock().forward(Duration.ofDays(1).minus(SECOND));
        assertThat(ayse.get("/current_user/").setCookie("osessionid")).isEmpty();
        shop.clock().forward(SECOND);
        assertThat(ayse.get("/current_user/").setCookie("osessionid"))
                .startsWith("osessionid=" + id + "; ")
                .contains("; Max-Age=1209600; ");
        assertThat(ayse.get("/current_user/").setCookie("osessionid")).isEmpty();
    }

    @Test
    void a_session_ends_ninety_days_after_sign_in_however_much_it_is_used() {
        var ayse = Shopper.guest(shop);
        Shopper.signedIn(shop, "life.e@example.com");
        var key = ayse.login("life.e@example.com").answers(200).json().get("key").asString();
        var app = Shopper.stranger(shop).with("Authorization", "Token " + key);

        for (int i = 0; i < 8; i++) {
            shop.clock().forward(Duration.ofDays(10));
            ayse.get("/current_user/").answers(200);
        }
        shop.clock().forward(Duration.ofDays(10).minus(SECOND));
        ayse.get("/current_user/").answers(200);
        app.get("/current_user/").answers(200);

        shop.clock().forward(SECOND);
        ayse.get("/current_user/").answers(401);
        app.get("/current_user/").answers(401);
    }

    @Test
    void whose_session_has_ended_is_a_guest_again() {
        var ayse = Shopper.signedIn(shop, "life.f@example.com");
        var id = ayse.cookie("osessionid");
        shop.clock().forward(Duration.ofDays(14));

        ayse.get("/current_user/")
                .answers(401)
                .says("{\"detail\": \"Authentication credentials were not provided.\"}");
        assertThat(ayse.cookie("osessionid")).matches("[a-z0-9]{32}").isNotEqualTo(id);
        ayse.get("/csrf_token/").answers(200);
        ayse.login("life.f@example.com").answers(200);
    }

    @Test
    void a_shop_may_set_other_lifetimes_while_it_runs() throws InterruptedException {
        var operator = Operator.of(shop);
        operator.set("SESSION_COOKIE_AGE", "3600").answers(200);
        try {
            dev.foyer.app.Eventually.holds(
                    "the setting is in force",
                    Duration.ofSeconds(10),
                    () ->
                            Shopper.stranger(shop)
                                    .get("/csrf_token/")
                                    .setCookie("osessionid")
                                    .contains("; Max-Age=3600; "));
            var ayse = Shopper.signedIn(shop, "life.g@example.com");
            shop.clock().forward(Duration.ofHours(1).minus(SECOND));
            ayse.get("/current_user/").answers(200);
            shop.clock().forward(Duration.ofHours(1));
            ayse.get("/current_user/").answers(401);
        } finally {
            operator.unset("SESSION_COOKIE_AGE").answers(200);
        }
    }
}
