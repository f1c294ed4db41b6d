package dev.foyer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;

/// What happens to a customer is noted, as rows and as lines of the log, and tells nobody who she
/// is.
class AuditTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @Test
    void a_life_is_told_in_order_and_names_nobody() throws Exception {
        var ayse = Shopper.guest(shop);
        ayse.post(
                        "/users/registration/",
                        Person.named("Ayşecan", "Yılmazkaya")
                                .withEmail("audited@example.com")
                                .json())
                .answers(201);
        long id = number(ayse);
        var key = MailBox.of(shop, "audited@example.com").confirmationKey();
        ayse.post("/users/registration/verify-email/", "{\"key\": \"%s\"}".formatted(key))
                .answers(200);
        ayse.post(
                        "/users/password/change/",
                        """
                        {"old_password": "%s", "new_password1": "mavi-bisiklet-8", "new_password2": "mavi-bisiklet-8"}
                        """
                                .formatted(Shopper.PASSWORD))
                .answers(200);
        ayse.get("/users/export/").answers(200);
        ayse.post("/users/logout/").answers(200);
        Shopper.guest(shop).login("audited@example.com", "mavi-bisiklet-8").answers(200);

        assertThat(kinds(id))
                .containsExactly(
                        "registered",
                        "signed_in",
                        "email_verified",
                        "password_changed",
                        "data_exported",
                        "signed_out",
                        "signed_in");
        assertThat(shop.logged())
                .anyMatch(line -> line.startsWith("signed_out customer=" + id + " actor=customer"))
                .noneMatch(
                        line -> line.contains("Ayşecan") || line.contains("audited@example.com"));
        assertThat(rows("select details::text from audit_event where customer_id = " + id))
                .noneMatch(row -> row.contains("audited") || row.contains("127.0.0.1"));
        assertThat(rows("select address from audit_address where customer_id = " + id))
                .hasSize(7)
                .containsOnly("127.0.0.1");
    }

    @Test
    void failures_are_counted_and_written_once_for_an_account_and_a_minute() {
        var ayse = Shopper.signedIn(shop, "stuffed@example.com");
        long id = number(ayse);
        var attacker = Shopper.guest(shop);
        for (int i = 0; i < 25; i++) {
            attacker.login("stuffed@example.com", "wrong-password-" + i).answers(400);
        }
        assertThat(failures(id)).as("nothing is written while it happens").isEmpty();

        shop.housekeeping();

        assertThat(failures(id)).containsExactly("{\"times\": \"25\"}");
        shop.housekeeping();
        assertThat(failures(id)).hasSize(1);
    }

    @Test
    void failures_on_no_account_are_counted_for_the_shop() {
        shop.housekeeping();
        var before = strangers();
        for (int i = 0; i < 3; i++) {
            Shopper.guest(shop).login("nobody-%d@example.com".formatted(i), "wrong").answers(400);
        }
        shop.housekeeping();

        assertThat(strangers() - before).isEqualTo(3);
        assertThat(
                        shop.count(
                                """
                                select count(*) from audit_event e join audit_address a on a.event_id = e.id
                                 where e.customer_id is null and e.kind = 'sign_in_failed'
                                """))
                .isZero();
    }

    @Test
    void nobody_changes_or_deletes_an_event() {
        var ayse = Shopper.signedIn(shop, "appended@example.com");
        long id = number(ayse);
        for (var sql :
                List.of(
                        "update audit_event set kind = 'erased' where customer_id = " + id,
                        "delete from audit_event where customer_id = " + id,
                        "truncate audit_event cascade")) {
            assertThatThrownBy(() -> shop.change(sql))
                    .rootCause()
                    .hasMessageContaining("audit events stay as they are");
        }
        assertThat(kinds(id)).containsExactly("registered", "signed_in");
    }

    @Test
    void addresses_go_with_retention_and_events_when_their_own_time_is_over() {
        var ayse = Shopper.signedIn(shop, "old@example.com");
        long id = number(ayse);
        age(
                "audit_address",
                "seen_at",
                "event_id in (select id from audit_event where customer_id = %d)".formatted(id));
        shop.housekeeping();
        assertThat(rows("select address from audit_address where customer_id = " + id)).isEmpty();
        assertThat(kinds(id)).hasSize(2);

        shop.database()
                .change(
                        tx -> {
                            tx.execute("alter table audit_event disable trigger user");
                            tx.execute(
                                    "update audit_event set happened_at = happened_at - interval '800 days'"
                                            + " where customer_id = ?",
                                    id);
                            tx.execute("alter table audit_event enable trigger user");
                        });
        shop.housekeeping();
        assertThat(kinds(id)).isEmpty();
    }

    @Test
    void an_erasure_takes_the_networks_and_leaves_the_events() {
        var ayse = Shopper.signedIn(shop, "forgotten@example.com");
        long id = number(ayse);
        Operator.of(shop).send("POST", "/api/customers/" + id + "/erase/", "").answers(200);
        Shopper.guest(shop).login("forgotten@example.com").answers(400);
        shop.housekeeping();

        assertThat(kinds(id)).containsExactly("registered", "signed_in", "erased");
        assertThat(rows("select address from audit_address where customer_id = " + id)).isEmpty();
        assertThat(rows("select 'x' from known_device where customer_id = " + id)).isEmpty();
    }

    @Test
    void she_finds_her_events_in_what_is_handed_out_to_her() {
        var ayse = Shopper.signedIn(shop, "told@example.com");
        var data = ayse.get("/users/export/").answers(200).json();

        assertThat(data.get("audit_event").valueStream().map(row -> row.get("kind").asString()))
                .containsExactly("registered", "signed_in", "data_exported");
        assertThat(data.get("audit_address").get(0).get("address").asString())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void what_an_operator_changes_is_noted_without_the_value() {
        Operator.of(shop).set("SHOP_NAME", "\"Secret name\"").answers(200);
        Operator.of(shop).unset("SHOP_NAME").answers(200);
        Operator.of(shop).set("SESSION_COOKIE_AGE", "1").answers(400);

        assertThat(
                        rows(
                                """
                                select details ->> 'method' || ' ' || (details ->> 'path') from audit_event
                                 where kind = 'operator_action' and actor = 'operator' order by id
                                """))
                .containsExactly("PUT /api/settings/SHOP_NAME/", "DELETE /api/settings/SHOP_NAME/");
    }

    private static void age(String table, String column, String which) {
        shop.change(
                "update %s set %s = %s - interval '%d days' where %s"
                        .formatted(table, column, column, Duration.ofDays(181).toDays(), which));
    }

    private static long strangers() {
        return shop.count(
                """
                select coalesce(sum((details ->> 'times')::bigint), 0) from audit_event
                 where customer_id is null and kind = 'sign_in_failed'
                """);
    }

    private static List<String> failures(long id) {
        return rows(
                "select details::text from audit_event where kind = 'sign_in_failed' and customer_id = "
                        + id);
    }

    private static List<String> kinds(long id) {
        return rows(
                "select kind from audit_event where customer_id = %d order by id".formatted(id));
    }

    private static List<String> rows(String sql) {
        return shop.database().read(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private static long number(Shopper shopper) {
        return shopper.get("/current_user/").answers(200).json().get("pk").asLong();
    }
}
