package dev.foyer.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `PATCH /users/anonymize/` (contract B.3.1, 0.2.10).
class AnonymizeTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/anonymize/";

    private Operator operator;

    @BeforeEach
    void allow() {
        operator = Operator.of(shop);
        operator.set("SELF_ANONYMIZATION_ENABLED", "true").answers(200);
    }

    @Test
    void nobody_who_is_not_signed_in() {
        Shopper.guest(shop)
                .patch(PATH, "{}")
                .answers(401)
                .says("{\"detail\": \"Authentication credentials were not provided.\"}");
    }

    @Test
    void not_without_a_csrf_token() {
        Shopper.signedIn(shop, "csrf@example.com").withoutToken().patch(PATH, "{}").answers(403);
    }

    @Test
    void not_where_the_shop_does_not_offer_it() {
        operator.unset("SELF_ANONYMIZATION_ENABLED").answers(200);

        Shopper.signedIn(shop, "kept@example.com")
                .patch(PATH, "{}")
                .answers(403)
                .says("{\"detail\": \"You do not have permission to perform this action.\"}");
        Shopper.guest(shop).login("kept@example.com").answers(200);
    }

    @Test
    void a_customer_is_forgotten() {
        var ayse = Shopper.signedIn(shop, "forgotten@example.com");

        ayse.patch(PATH, "{}").answers(200).isEmpty();

        ayse.get("/current_user/").answers(401);
        Shopper.guest(shop)
                .login("forgotten@example.com")
                .answers(400)
                .says("{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
    }

    @Test
    void the_body_does_not_matter_whatever_it_is() {
        var ayse = Shopper.signedIn(shop, "any-body@example.com");

        ayse.send(
                        "PATCH",
                        PATH,
                        "not { json".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "text/plain")
                .answers(200);
    }

    @Test
    void every_session_and_every_key_ends() {
        var phone = Shopper.signedIn(shop, "both@example.com");
        var laptop = Shopper.guest(shop);
        var key = laptop.login("both@example.com").answers(200).json().get("key").asString();

        phone.patch(PATH, "{}").answers(200);

        laptop.get("/current_user/").answers(401);
        Shopper.stranger(shop)
                .with("Authorization", "Token " + key)
                .get("/current_user/")
                .answers(401)
                .says("{\"detail\": \"Invalid token.\"}");
    }

    @Test
    void the_address_and_the_phone_are_free_at_once() {
        operator.set("PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE", "true").answers(200);
        var person =
                Person.named("Ayşe", "Yılmaz")
                        .withEmail("again@example.com")
                        .with("phone", "\"05551110022\"");
        var ayse = Shopper.guest(shop);
        ayse.post("/users/registration/", person.json()).answers(201);

        ayse.patch(PATH, "{}").answers(200);

        Shopper.guest(shop).post("/users/registration/", person.json()).answers(201);
        operator.unset("PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE").answers(200);
    }

    @Test
    void what_stays_is_nobody() {
        var ayse = Shopper.signedIn(shop, "nobody@example.com");
        long id = ayse.get("/current_user/").answers(200).json().get("pk").asLong();

        ayse.patch(PATH, "{}").answers(200);

        var row =
                shop.database()
                        .read(
                                handle ->
                                        handle.createQuery(
                                                        "select c::text || e::text from customer c join"
                                                                + " email_address e on e.customer_id = c.id"
                                                                + " where c.id = :id")
                                                .bind("id", id)
                                                .mapTo(String.class)
                                                .one());
        assertThat(row).doesNotContain("Ayşe", "Yılmaz", "nobody@", "127.0.0.1");
        assertThat(shop.count("select count(*) from credential where customer_id = " + id))
                .isZero();
        assertThat(shop.count("select count(*) from session where customer_id = " + id)).isZero();
        assertThat(
                        shop.count(
                                "select count(*) from customer where not is_active and erased_at is not null"
                                        + " and not email_allowed and id = "
                                        + id))
                .isOne();
    }

    @Test
    void mail_to_an_address_that_was_never_proved_is_gone_too() throws Exception {
        var ayse = Shopper.signedIn(shop, "present@example.com");
        ayse.post(
                        "/users/email-change/",
                        "{\"email\": \"wished@example.com\", \"password\": \"%s\"}"
                                .formatted(Shopper.PASSWORD))
                .answers(200);
        MailBox.of(shop, "wished@example.com").newest();

        ayse.patch(PATH, "{}").answers(200);

        for (var table : List.of("dev_inbox", "outbox_message")) {
            assertThat(
                            shop.count(
                                    "select count(*) from "
                                            + table
                                            + " where recipient = 'wished@example.com'"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void two_customers_of_one_name_are_not_told_apart_or_together_by_their_pseudonyms() {
        var one = Shopper.signedIn(shop, "same1@example.com");
        var two = Shopper.signedIn(shop, "same2@example.com");
        one.patch(PATH, "{}").answers(200);
        two.patch(PATH, "{}").answers(200);

        assertThat(
                        shop.count(
                                "select count(*) - count(distinct first_name) from customer"
                                        + " where erased_at is not null"))
                .isZero();
    }

    @Test
    void of_a_hundred_who_ask_at_once_each_is_answered_and_one_certificate_is_made()
            throws Exception {
        var ayse = Shopper.signedIn(shop, "hundred@example.com");
        long id = ayse.get("/current_user/").answers(200).json().get("pk").asLong();
        var answers = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                answers.add(threads.submit(() -> patiently(copy(ayse))));
            }
        }

        for (var answer : answers) {
            assertThat(answer.get()).isIn(200, 401);
        }
        assertThat(shop.count("select count(*) from erasure_certificate where customer_id = " + id))
                .isOne();
    }

    /// On a slow machine a hundred who wait for one customer may wait too long; whoever is told 503
    /// asks again.
    private static int patiently(Shopper shopper) {
        int status = 503;
        for (int i = 0; status == 503 && i < 20; i++) {
            status = shopper.patch(PATH, "{}").status();
        }
        return status;
    }

    @Test
    void a_sign_in_under_way_brings_nothing_back() throws Exception {
        for (int round = 0; round < 10; round++) {
            var email = "race" + round + "@example.com";
            var ayse = Shopper.signedIn(shop, email);
            long id = ayse.get("/current_user/").answers(200).json().get("pk").asLong();
            var answers = new ArrayList<Future<Integer>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 5; i++) {
                    answers.add(threads.submit(() -> Shopper.guest(shop).login(email).status()));
                }
                ayse.patch(PATH, "{}").answers(200);
            }
            for (var answer : answers) {
                assertThat(answer.get()).isIn(200, 400);
            }
            assertThat(shop.count("select count(*) from session where customer_id = " + id))
                    .isZero();
        }
    }

    /// The same browser in another thread.
    private static Shopper copy(Shopper shopper) {
        return Shopper.stranger(shop)
                .holding("osessionid", shopper.cookie("osessionid"))
                .holding("csrftoken", shopper.cookie("csrftoken"));
    }
}
