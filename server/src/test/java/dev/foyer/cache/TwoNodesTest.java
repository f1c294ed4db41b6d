package dev.foyer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What one node remembers, another one changes: seen by the next request on the node that made the
/// change, and soon on the other.
class TwoNodesTest {
    /// Promised is a second; the machine of a test may have other things to do.
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String USER = "/current_user/";

    @RegisterExtension static final Shop one = Shop.open();
    @RegisterExtension static final Shop other = Shop.nodeBeside(one);

    /// Somebody with one session, who speaks to both nodes.
    private record Both(Shopper here, Shopper there) {
        static Both signedIn(String email) {
            var here = Shopper.signedIn(one, email);
            var there = Shopper.stranger(other).holding("osessionid", here.cookie("osessionid"));
            there.get("/csrf_token/").answers(200);
            var both = new Both(here, there);
            both.read();
            return both;
        }

        void read() {
            for (int i = 0; i < 3; i++) {
                here.get(USER).answers(200);
                there.get(USER).answers(200);
            }
        }

        void bothShow(String key, Object value) throws InterruptedException {
            here.get(USER).answers(200).shows(key, value);
            Eventually.holds(
                    "the other node shows it",
                    SOON,
                    () -> there.get(USER).json().get(key).asString().equals(value.toString()));
        }

        void bothRefuse() throws InterruptedException {
            here.get(USER).answers(401);
            Eventually.holds(
                    "the other node refuses her", SOON, () -> there.get(USER).status() == 401);
        }
    }

    @Test
    void a_read_asks_no_table_where_nothing_changed() throws Exception {
        var known = Both.signedIn("known@example.com");
        var strangerToOther = Shopper.signedIn(one, "new-there@example.com");
        var unknown =
                Shopper.guest(other).holding("osessionid", strangerToOther.cookie("osessionid"));
        LockedTables.during(
                one,
                () -> {
                    answered(known.here());
                    answered(known.there());
                    answered(known.here().with("Accept-Language", "tr"));
                    unknown.get(USER).answers(503);
                    return null;
                });
        unknown.get(USER).answers(200);
    }

    @Test
    void a_session_that_ends_is_refused() throws Exception {
        var both = Both.signedIn("leaving@example.com");
        var session = both.here().cookie("osessionid");
        both.here().post("/users/logout/").answers(200);
        both.here().holding("osessionid", session);
        both.bothRefuse();
    }

    @Test
    void a_token_that_ends_is_refused() throws Exception {
        var ayse = Shopper.signedIn(one, "token@example.com");
        var key = ayse.login("token@example.com").json().get("key").asString();
        var here = Shopper.stranger(one).with("Authorization", "Token " + key);
        var there = Shopper.stranger(other).with("Authorization", "Token " + key);
        here.get(USER).answers(200);
        there.get(USER).answers(200);
        there.post("/users/logout/").answers(200);
        there.get(USER).answers(401);
        Eventually.holds("the first node refuses it", SOON, () -> here.get(USER).status() == 401);
    }

    @Test
    void what_is_known_as_a_key_is_no_id_and_the_other_way_round() throws Exception {
        var ayse = Shopper.signedIn(one, "confused@example.com");
        var key = ayse.login("confused@example.com").json().get("key").asString();
        var id = ayse.cookie("osessionid");
        ayse.get(USER).answers(200);
        Shopper.stranger(one).with("Authorization", "Token " + key).get(USER).answers(200);
        Shopper.stranger(one).holding("osessionid", key).get(USER).answers(401);
        Shopper.stranger(one).with("Authorization", "Token " + id).get(USER).answers(401);
    }

    @Test
    void all_other_sessions_end_with_a_new_password() throws Exception {
        var both = Both.signedIn("password@example.com");
        var elsewhere = Shopper.guest(one);
        elsewhere.login("password@example.com").answers(200);
        elsewhere
                .post(
                        "/users/password/change/",
                        """
                        {"old_password": "%s", "new_password1": "mavi-bisiklet-8", "new_password2": "mavi-bisiklet-8"}
                        """
                                .formatted(Shopper.PASSWORD))
                .answers(200);
        both.bothRefuse();
    }

    @Test
    void a_closed_account_is_refused() throws Exception {
        var both = Both.signedIn("closed@example.com");
        long id = both.here().get(USER).json().get("pk").asLong();
        one.database()
                .change(
                        tx ->
                                tx.createUpdate("delete from session where customer_id = :id")
                                        .bind("id", id)
                                        .execute());
        both.bothRefuse();
    }

    @Test
    void a_changed_profile_is_seen() throws Exception {
        var both = Both.signedIn("profile@example.com");
        both.here().patch("/users/profile/", "{\"first_name\": \"Zeynep\"}").answers(200);
        both.bothShow("first_name", "Zeynep");
        both.here().patch("/users/profile/", "{\"sms_allowed\": true}").answers(200);
        both.bothShow("sms_allowed", true);
    }

    @Test
    void a_proved_address_and_another_primary_one_are_seen() throws Exception {
        var both = Both.signedIn("proof@example.com");
        change("update email_address set verified_at = now() where identity = 'proof@example.com'");
        both.bothShow("is_email_verified", true);
        change(
                "update email_address set address = 'Proof@example.com' where identity = 'proof@example.com'");
        both.bothShow("email", "Proof@example.com");
    }

    @Test
    void an_address_of_hers_is_seen_when_it_comes_changes_and_goes() throws Exception {
        var both = Both.signedIn("address@example.com");
        long id = both.here().get(USER).json().get("pk").asLong();
        change(
                """
                insert into address (customer_id, is_primary, title, first_name, last_name, country, line,
                                     is_corporate, e_bill_taxpayer, created_at)
                values (%d, true, 'Ev', 'Ayşe', 'Yılmaz', 1, 'Bahçe Sokak 5', false, false, now())
                """
                        .formatted(id));
        titled(both, "Ev");
        change("update address set title = 'Yazlık' where customer_id = " + id);
        titled(both, "Yazlık");
        change("delete from address where customer_id = " + id);
        both.here().get(USER).shows("selected_address", null);
        Eventually.holds(
                "the other node knows no address",
                SOON,
                () -> both.there().get(USER).json().get("selected_address").isNull());
    }

    @Test
    void a_change_of_very_many_customers_at_once_is_seen() throws Exception {
        var both = Both.signedIn("one-of-many@example.com");
        change(
                """
                insert into customer (first_name, last_name, language_code, attributes, user_type, client_type,
                                      email_allowed, sms_allowed, call_allowed, whatsapp_allowed, date_joined)
                select 'Many', 'Many', 'tr-tr', '{}', 'registered', 'default', false, false, false, false, now()
                  from generate_series(1, 500)
                """);
        change("update customer set last_name = 'Çok'");
        both.bothShow("last_name", "Çok");
    }

    @Test
    void a_setting_is_seen() throws Exception {
        var both = Both.signedIn("setting@example.com");
        change(
                """
                update customer set phone = '+905551112233'
                 where id = (select customer_id from email_address where identity = 'setting@example.com')
                """);
        both.bothShow("phone", "05551112233");
        Operator.of(one).set("PHONE_FORMAT", "\"e164\"").answers(200);
        both.bothShow("phone", "+905551112233");
    }

    @Test
    void her_language_is_seen() throws Exception {
        var both = Both.signedIn("language@example.com");
        both.here().with("Accept-Language", "");
        both.here().post("/i18n/setlang/", "{\"language\": \"tr\"}").answers(204);
        both.here().post("/users/password/change/", "{}").answers(400).contains("Bu alan");
        Eventually.holds(
                "the other node speaks Turkish",
                SOON,
                () ->
                        both.there()
                                .post("/users/password/change/", "{}")
                                .text()
                                .contains("Bu alan"));
    }

    @Test
    void whoever_reads_all_the_time_never_sees_what_was_before_her_own_change() throws Exception {
        var both = Both.signedIn("busy@example.com");
        var end = new CountDownLatch(1);
        var reading = new ArrayList<Future<?>>();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                var reader =
                        Shopper.guest(i % 2 == 0 ? one : other)
                                .holding("osessionid", both.here().cookie("osessionid"));
                reading.add(
                        readers.submit(
                                () -> {
                                    while (end.getCount() > 0) {
                                        reader.get(USER).answers(200);
                                    }
                                }));
            }
            try {
                for (int i = 0; i < 100; i++) {
                    var name = "Ayşe " + i;
                    both.here()
                            .patch("/users/profile/", "{\"first_name\": \"%s\"}".formatted(name))
                            .answers(200);
                    both.here().get(USER).answers(200).shows("first_name", name);
                }
            } finally {
                end.countDown();
            }
            for (var reader : reading) {
                reader.get();
            }
        }
        both.bothShow("first_name", "Ayşe 99");
    }

    private static void titled(Both both, String title) throws InterruptedException {
        assertThat(title(both.here())).isEqualTo(title);
        Eventually.holds(
                "the other node knows the address", SOON, () -> title(both.there()).equals(title));
    }

    /// Where a node of a busy machine did not hear for a second, it asks, waits for the lock and
    /// answers 503; the next request fares better.
    private static void answered(Shopper shopper) throws InterruptedException {
        Eventually.holds("she is known", SOON, () -> shopper.get(USER).status() == 200);
    }

    private static String title(Shopper shopper) {
        var user = shopper.get(USER).answers(200).json();
        return user.get("selected_address").path("title").asString("");
    }

    private static void change(String sql) {
        one.change(sql);
    }
}
