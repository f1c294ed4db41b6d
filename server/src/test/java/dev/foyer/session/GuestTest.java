package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Guests, and ids that nobody issued (contract 0.1.8).
class GuestTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @RegisterExtension
    static final Shop otherShop =
            Shop.open().with("SECRET_KEY", "the-secret-key-of-another-shop-0123456789");

    @Test
    void a_guest_gets_a_session_cookie_with_her_first_answer_whatever_it_is() {
        for (var path : List.of("/csrf_token/", "/current_user/", "/nothing/", "/users/login/")) {
            assertThat(Shopper.stranger(shop).get(path).setCookie("osessionid"))
                    .as(path)
                    .matches("osessionid=[a-z0-9]{32}; .*");
        }
        assertThat(Shopper.stranger(shop).post("/users/login/", "{}").setCookie("osessionid"))
                .isNotEmpty();
    }

    @Test
    void no_two_guests_share_an_id() {
        var ids = java.util.stream.Stream.generate(() -> Shopper.guest(shop)).limit(200);
        assertThat(ids.map(guest -> guest.cookie("osessionid"))).doesNotHaveDuplicates();
    }

    @Test
    void a_thousand_guests_cost_no_row_whatever_they_ask_for() throws Exception {
        shop.drained();
        var before = rows();
        for (int i = 0; i < 250; i++) {
            Shopper.guest(shop).login("nobody" + i + "@example.com").answers(400);
            Shopper.stranger(shop).get("/current_user/").answers(401);
            Shopper.stranger(shop).get("/nothing/" + i).answers(404);
            Shopper.stranger(shop)
                    .post("/users/registration/", Person.named("A", "B").json())
                    .answers(403);
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void a_known_guest_keeps_her_cookie() {
        var guest = Shopper.guest(shop);
        assertThat(guest.get("/csrf_token/").setCookie("osessionid")).isEmpty();
        assertThat(guest.get("/nothing/").setCookie("osessionid")).isEmpty();
    }

    @Test
    void the_cookie_of_a_guest_is_issued_anew_after_a_day_and_not_before() {
        var guest = Shopper.guest(shop);
        shop.clock().forward(Duration.ofHours(22));
        assertThat(guest.get("/csrf_token/").setCookie("osessionid")).isEmpty();
        shop.clock().forward(Duration.ofHours(3));
        assertThat(guest.get("/csrf_token/").setCookie("osessionid"))
                .matches("osessionid=[a-z0-9]{32}; .*; Max-Age=1209600; .*");
        assertThat(guest.get("/csrf_token/").setCookie("osessionid")).isEmpty();
    }

    @Test
    void an_id_that_the_shop_did_not_issue_is_never_adopted() {
        var guest = Shopper.guest(shop).cookie("osessionid");
        var ayse = Shopper.signedIn(shop, "guest.a@example.com").cookie("osessionid");
        for (var id : List.of(guest, ayse)) {
            for (var forged :
                    List.of(
                            id.substring(1),
                            id.substring(0, 31),
                            id + "a",
                            id + id,
                            id.toUpperCase(Locale.ROOT),
                            changed(id, 0),
                            changed(id, 1),
                            changed(id, 20),
                            changed(id, 31),
                            new StringBuilder(id).reverse().toString())) {
                isNotAdopted(forged);
            }
        }
    }

    @Test
    void an_id_of_free_invention_is_never_adopted() {
        for (var forged :
                List.of(
                        "yji6ppwys9a2k2myv3k9e5q2jifggqt9",
                        "0".repeat(32),
                        "g".repeat(32),
                        "s".repeat(32),
                        "x",
                        "null",
                        "' or 1=1 --",
                        "../../etc/passwd",
                        "%00",
                        "a".repeat(6000))) {
            isNotAdopted(forged);
        }
    }

    @Test
    void an_id_of_another_shop_is_never_adopted() {
        isNotAdopted(Shopper.guest(otherShop).cookie("osessionid"));
        isNotAdopted(Shopper.signedIn(otherShop, "guest.b@example.com").cookie("osessionid"));
    }

    @Test
    void an_id_that_was_signed_out_is_never_adopted_again() {
        var ayse = Shopper.signedIn(shop, "guest.c@example.com");
        var id = ayse.cookie("osessionid");
        ayse.post("/users/logout/").answers(200);

        isNotAdopted(id);
        var thief = Shopper.stranger(shop).holding("osessionid", id);
        thief.get("/csrf_token/").answers(200);
        thief.login("guest.c@example.com").answers(200);
        assertThat(thief.cookie("osessionid")).isNotEqualTo(id);
        Shopper.stranger(shop).holding("osessionid", id).get("/current_user/").answers(401);
    }

    @Test
    void an_id_planted_by_somebody_else_is_worth_nothing_after_sign_in() {
        Shopper.signedIn(shop, "guest.d@example.com");
        var planted = Shopper.guest(shop).cookie("osessionid");

        var victim = Shopper.stranger(shop).holding("osessionid", planted);
        victim.get("/csrf_token/").answers(200);
        victim.login("guest.d@example.com").answers(200);

        assertThat(victim.cookie("osessionid")).isNotEqualTo(planted);
        Shopper.stranger(shop).holding("osessionid", planted).get("/current_user/").answers(401);
    }

    private static void isNotAdopted(String id) {
        var stranger = Shopper.stranger(shop).holding("osessionid", id);
        stranger.get("/current_user/").answers(401);
        assertThat(stranger.cookie("osessionid"))
                .as("instead of %s", id)
                .matches("[a-z0-9]{32}")
                .isNotEqualTo(id);
    }

    private static String changed(String id, int place) {
        var letter = id.charAt(place) == 'a' ? 'b' : 'a';
        return id.substring(0, place) + letter + id.substring(place + 1);
    }

    /// Of all tables but the counters of attempts, which a wrong password has and which go within
    /// minutes, whoever tried.
    private static Map<String, Long> rows() {
        var tables =
                shop.database()
                        .read(
                                handle ->
                                        handle.createQuery(
                                                        "select tablename from pg_tables"
                                                                + " where schemaname = 'public'"
                                                                + " and tablename not like 'throttle%'")
                                                .mapTo(String.class)
                                                .list());
        assertThat(tables).contains("session", "customer");
        var rows = new TreeMap<String, Long>();
        tables.forEach(table -> rows.put(table, shop.count("select count(*) from " + table)));
        return rows;
    }
}
