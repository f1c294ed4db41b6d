package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/// A database that is not ours: `DATABASE_URL` with PostgreSQL 15, the oldest supported.
class ExternalDatabaseTest {
    private static DebianPostgres postgres;
    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        postgres = DebianPostgres.start();
        shop = Shop.open().with("DATABASE_URL", postgres.url());
        shop.beforeAll(null);
    }

    @AfterAll
    static void close() throws Exception {
        shop.afterAll(null);
        postgres.close();
    }

    @Test
    void it_is_the_oldest_that_is_supported() {
        assertThat(shop.count("select current_setting('server_version_num')::int / 10000"))
                .isEqualTo(15);
    }

    @Test
    void a_shopper_registers_confirms_and_signs_in_and_out() throws Exception {
        var ayse = Shopper.signedIn(shop, "ayse@example.com");
        var key = MailBox.of(shop, "ayse@example.com").confirmationKey();
        ayse.with("Accept", "application/json")
                .get("/users/registration/account-confirm-email/" + key + "/")
                .answers(200);
        ayse.get("/current_user/").answers(200).shows("is_email_verified", true);
        ayse.post("/users/logout/").answers(200);
        ayse.get("/current_user/").answers(401);

        ayse.get("/csrf_token/").answers(200);
        ayse.login("ayse@example.com").answers(200);
    }

    @Test
    void settings_and_the_outbox_work_on_it() throws Exception {
        Operator.of(shop).set("SHOP_NAME", "\"Fifteen\"").answers(200);
        Shopper.signedIn(shop, "fatma@example.com");
        assertThat(MailBox.of(shop, "fatma@example.com").newest().get("subject").asString())
                .isEqualTo("Confirm your e-mail address for Fifteen");
        Operator.of(shop).unset("SHOP_NAME").answers(200);
    }

    @Test
    void a_second_node_finds_the_tables_in_shape() throws Exception {
        var node = Shop.nodeBeside(shop);
        node.beforeAll(null);
        try {
            Shopper.signedIn(shop, "zeynep@example.com");
            Shopper.guest(node).login("zeynep@example.com").answers(200);
            assertThat(node.count("select count(*) from schema_history where not success"))
                    .isZero();
            Operator.of(shop).set("SHOP_NAME", "\"Both\"").answers(200);
            Eventually.holds(
                    "the node has it too",
                    Duration.ofSeconds(1),
                    () ->
                            Operator.of(node)
                                    .get("/api/settings/SHOP_NAME/")
                                    .json()
                                    .get("value")
                                    .asString()
                                    .equals("Both"));
        } finally {
            Operator.of(shop).unset("SHOP_NAME").answers(200);
            node.afterAll(null);
        }
    }
}
