package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// How long the choices of guests are kept, and how many. Time moves only as far as a test says.
class GuestChoicesLifetimeTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final Duration DAY = Duration.ofDays(1);
    private static final int ALL = 10_000;

    @BeforeEach
    void time_stands_still_and_nobody_has_chosen() {
        shop.clock().stop();
        shop.database().change(tx -> tx.createUpdate("delete from guest_choice").execute());
    }

    @Test
    void choices_end_fourteen_days_after_the_guests_last_visit() {
        var guest = choosing("USD");
        shop.clock().forward(DAY.multipliedBy(15));

        guest.get("/users/session/").shows("currency", "TRY");
        assertThat(swept()).isEqualTo(1);
        assertThat(rows()).isZero();
    }

    @Test
    void whoever_comes_back_in_time_keeps_them() {
        var guest = choosing("USD");
        for (int i = 0; i < 5; i++) {
            shop.clock().forward(DAY.multipliedBy(13));
            var reply = guest.get("/users/session/").shows("currency", "USD");
            assertThat(reply.setCookie("osessionid")).matches("osessionid=[a-z0-9]{32}; .*");
            assertThat(swept()).isZero();
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void an_id_that_was_renewed_carries_the_choices_into_the_sign_in() {
        Shopper.signedIn(shop, "renewed@example.com");
        var guest = choosing("EUR");
        shop.clock().forward(DAY.multipliedBy(10));
        guest.get("/csrf_token/").answers(200);
        shop.clock().forward(DAY.multipliedBy(10));
        guest.login("renewed@example.com").answers(200);
        guest.get("/users/session/").shows("currency", "EUR").shows("signed_in", true);
        assertThat(rows()).isZero();
    }

    @Test
    void choices_that_are_over_are_not_taken_along_though_nobody_has_swept_yet() {
        Shopper.signedIn(shop, "over@example.com");
        Operator.of(shop).set("SESSION_COOKIE_AGE", "3600").answers(200);
        try {
            var guest = choosing("EUR");
            // The id lives again where the shop lengthens the life of all; the row does not.
            Operator.of(shop).unset("SESSION_COOKIE_AGE").answers(200);
            shop.clock().forward(Duration.ofHours(2));
            guest.get("/users/session/").shows("currency", "TRY");
            guest.login("over@example.com").answers(200);
            guest.get("/users/session/").shows("currency", "TRY").shows("signed_in", true);
        } finally {
            Operator.of(shop).unset("SESSION_COOKIE_AGE").answers(200);
        }
    }

    @Test
    void an_id_whose_choices_are_gone_forgets_that_there_were_any() {
        var guest = choosing("USD");
        shop.database().change(tx -> tx.createUpdate("delete from guest_choice").execute());
        guest.get("/users/session/").shows("currency", "TRY");
        shop.clock().forward(DAY.multipliedBy(2));

        guest.get("/users/session/").shows("currency", "TRY");

        assertThat(saysSo(guest)).isFalse();
        guest.post("/users/activate-currency/", "{\"currency_code\": \"EUR\"}").answers(204);
        guest.get("/users/session/").shows("currency", "EUR");
        assertThat(saysSo(guest)).isTrue();
    }

    @Test
    void only_what_is_over_is_swept_and_in_bounded_pieces() {
        for (int i = 0; i < 5; i++) {
            var _ = choosing("USD");
        }
        shop.clock().forward(DAY.multipliedBy(15));
        var fresh = choosing("EUR");
        var now = shop.clock().instant();

        assertThat(shop.database().<Integer>write(tx -> GuestStore.removeExpired(tx, now, 3)))
                .isEqualTo(3);
        assertThat(swept()).isEqualTo(2);
        assertThat(swept()).isZero();
        fresh.get("/users/session/").shows("currency", "EUR");
    }

    @Test
    void where_too_many_have_chosen_the_oldest_choices_go() {
        var oldest = choosing("USD");
        shop.clock().forward(Duration.ofMinutes(1));
        var older = choosing("USD");
        shop.clock().forward(Duration.ofMinutes(1));
        var newest = choosing("USD");

        assertThat(shop.database().<Integer>write(tx -> GuestStore.removeBeyond(tx, 3, ALL)))
                .isZero();
        assertThat(shop.database().<Integer>write(tx -> GuestStore.removeBeyond(tx, 1, ALL)))
                .isEqualTo(2);

        oldest.get("/users/session/").shows("currency", "TRY");
        older.get("/users/session/").shows("currency", "TRY");
        newest.get("/users/session/").shows("currency", "USD");
    }

    @Test
    void a_customers_choices_live_as_long_as_her_session() {
        var ayse = Shopper.signedIn(shop, "long@example.com");
        ayse.post("/users/activate-currency/", "{\"currency_code\": \"USD\"}").answers(204);
        for (int i = 0; i < 6; i++) {
            shop.clock().forward(DAY.multipliedBy(13));
            ayse.get("/users/session/").shows("currency", "USD").shows("signed_in", true);
        }
        shop.clock().forward(DAY.multipliedBy(14));
        ayse.get("/users/session/").shows("currency", "TRY").shows("signed_in", false);
    }

    private static Shopper choosing(String currency) {
        var guest = Shopper.guest(shop);
        guest.post("/users/activate-currency/", "{\"currency_code\": \"" + currency + "\"}")
                .answers(204);
        return guest;
    }

    private static int swept() {
        var now = shop.clock().instant();
        return shop.database().write(tx -> GuestStore.removeExpired(tx, now, ALL));
    }

    private static long rows() {
        return shop.count("select count(*) from guest_choice");
    }

    /// Whether a guest's id says that something is kept for her.
    private static boolean saysSo(Shopper guest) {
        return guest.cookie("osessionid").startsWith("h");
    }
}
