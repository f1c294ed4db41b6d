package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;
import dev.foyer.secret.Sha256;

import org.junit.jupiter.api.Test;

/// All nodes on one database sign with the same key; a new one is brought in beside the old.
class SecretKeyTest {
    private static final String NEW_KEY = "a-new-secret-key-for-tests-9876543210";

    private final String database = TestDatabase.fresh();

    private interface Work {
        void with(Shop shop) throws Exception;
    }

    @Test
    void a_node_with_another_key_is_refused() throws Exception {
        during(Shop.SECRET_KEY, _ -> {});

        assertThatThrownBy(() -> during(NEW_KEY, _ -> {}))
                .isInstanceOf(StartRefused.class)
                .hasMessage(
                        "SECRET_KEY is another one than this database was used with: links and"
                                + " tokens would break. Give the old key too, after the new one and a"
                                + " comma.");
        during(Shop.SECRET_KEY, _ -> {});
    }

    @Test
    void what_the_old_key_signed_still_works_after_a_rotation() throws Exception {
        var ayse = new String[3];
        during(
                Shop.SECRET_KEY,
                shop -> {
                    var shopper = Shopper.signedIn(shop, "ayse@example.com");
                    ayse[0] = shopper.cookie("osessionid");
                    ayse[1] = shopper.cookie("csrftoken");
                    ayse[2] = MailBox.of(shop, "ayse@example.com").confirmationKey();
                });
        during(
                NEW_KEY + "," + Shop.SECRET_KEY,
                shop -> {
                    var back = Shopper.stranger(shop);
                    back.holding("osessionid", ayse[0]).holding("csrftoken", ayse[1]);
                    back.get("/current_user/").answers(200).shows("email", "ayse@example.com");
                    Shopper.guest(shop)
                            .with("Accept", "application/json")
                            .get("/users/registration/account-confirm-email/" + ayse[2] + "/")
                            .answers(200);
                    back.post("/users/logout/").answers(200);
                });
    }

    @Test
    void a_guest_who_came_before_the_rotation_registers_after_it() throws Exception {
        var guest = new String[2];
        during(
                Shop.SECRET_KEY,
                shop -> {
                    var shopper = Shopper.guest(shop);
                    guest[0] = shopper.cookie("osessionid");
                    guest[1] = shopper.cookie("csrftoken");
                });
        during(
                NEW_KEY + "," + Shop.SECRET_KEY,
                shop ->
                        Shopper.stranger(shop)
                                .holding("osessionid", guest[0])
                                .holding("csrftoken", guest[1])
                                .post(
                                        "/users/registration/",
                                        Person.named("Ece", "Kaya")
                                                .withEmail("ece@example.com")
                                                .json())
                                .answers(201));
    }

    @Test
    void after_the_rotation_the_new_key_is_enough_and_the_old_one_is_not() throws Exception {
        during(Shop.SECRET_KEY, _ -> {});
        during(NEW_KEY + "," + Shop.SECRET_KEY, _ -> {});
        during(NEW_KEY, _ -> {});

        assertThatThrownBy(() -> during(Shop.SECRET_KEY, _ -> {})).isInstanceOf(StartRefused.class);
    }

    @Test
    void a_gateways_secret_is_sealed_anew_by_the_rotation() throws Exception {
        var gateways =
                """
                {"main": {"preset": "twilio", "values": {"sender": "S", "account_sid": "AC1"},
                          "secrets": {"auth_token": "s3cret"}}}
                """;
        during(
                Shop.SECRET_KEY,
                shop -> Operator.of(shop).set("SMS_GATEWAYS", gateways).answers(200));
        during(NEW_KEY + "," + Shop.SECRET_KEY, _ -> {});
        during(
                NEW_KEY,
                shop -> {
                    Operator.of(shop)
                            .get("/api/settings/SMS_GATEWAYS/")
                            .answers(200)
                            .shows("source", "set");
                    assertThat(shop.logged()).noneMatch(line -> line.contains("cannot be opened"));
                });
    }

    @Test
    void secrets_of_services_are_sealed_anew_by_the_rotation() throws Exception {
        during(
                Shop.SECRET_KEY,
                shop -> {
                    var operator = Operator.of(shop);
                    operator.send(
                                    "POST",
                                    "/api/services/",
                                    "{\"name\": \"iys\", \"gateway\": \"kvkk\", \"secret\": \"the-old-one\"}")
                            .answers(200);
                    operator.send(
                                    "POST",
                                    "/api/services/iys/rotate/",
                                    "{\"secret\": \"the-new-one\"}")
                            .answers(200);
                });
        during(NEW_KEY + "," + Shop.SECRET_KEY, _ -> {});
        during(
                NEW_KEY,
                shop -> {
                    for (var secret : new String[] {"the-old-one", "the-new-one"}) {
                        var time = shop.clock().instant().toString();
                        Shopper.stranger(shop)
                                .post(
                                        "/users/hooks/kvkk-unsubscribe-user/",
                                        """
                                        {"service_name": "iys", "request_datetime": "%s", "hash_value": "%s",
                                         "unsubscribed_users": [{"email": "nobody@example.com"}]}
                                        """
                                                .formatted(time, Sha256.of(secret + time).hex()))
                                .answers(200);
                    }
                });
    }

    /// What happens while a node with these keys runs on the one database.
    private void during(String keys, Work work) throws Exception {
        var shop = Shop.open().with("DATABASE_URL", database).with("SECRET_KEY", keys);
        shop.beforeAll(null);
        try {
            work.with(shop);
        } finally {
            shop.afterAll(null);
        }
    }
}
