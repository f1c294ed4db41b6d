package dev.foyer.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Every route where a stranger hands in an address or a phone, with `ENUMERATION_PROTECTION`: what
/// is answered for one that has an account and for one that has none, side by side (contract
/// 0.2.15). Customers do so in [EnumerationInsideTest], the views that want a code in
/// [EnumerationByCodeTest].
class EnumerationTest {
    @RegisterExtension
    static final Shop shop =
            Shop.open()
                    .with("ENUMERATION_PROTECTION", "true")
                    .with("PHONE_NUMBER_UNIQUE_VALIDATOR_ACTIVE", "true");

    private static final Prober prober = Prober.at(shop);

    @BeforeAll
    static void open() throws Exception {
        shop.clock().stop();
        prober.openAccounts();
    }

    @AfterEach
    void anHourLater() throws InterruptedException {
        shop.later(Duration.ofHours(2));
    }

    @Test
    void registration() {
        for (var known : List.of(Prober.HERS, Prober.PENDING, Prober.CLOSED)) {
            prober.alike(known, "nobody-" + known, prober::register).says(Prober.VERIFY_FIRST);
        }
    }

    @Test
    void registration_by_a_form_that_names_everything() {
        prober.alike(
                        Prober.HERS,
                        "everything@example.com",
                        email ->
                                Shopper.guest(shop)
                                        .post(
                                                Prober.REGISTRATION + "?next=/hediye/",
                                                Person.named("Elif", "Kaya")
                                                        .withEmail(email)
                                                        .with("username", "\"elif\"")
                                                        .with("phone", '"' + Prober.PHONE + '"')
                                                        .with(
                                                                "attributes",
                                                                "{\"verification_required\": true}")
                                                        .json()))
                .says(Prober.VERIFY_FIRST);
        // The user name was left out, and tells nothing of who has the other one.
        prober.alike(
                        Prober.HERS,
                        "everything2@example.com",
                        email ->
                                Shopper.guest(shop)
                                        .post(
                                                Prober.REGISTRATION,
                                                Person.named("Elif", "Kaya")
                                                        .withEmail(email)
                                                        .with("username", "\"elif\"")
                                                        .json()))
                .says(Prober.VERIFY_FIRST);
        assertThat(shop.count("select count(*) from customer where username is not null")).isZero();
    }

    @Test
    void registration_as_often_as_mails_may_be_sent() {
        for (var email : List.of(Prober.HERS, "often@example.com")) {
            for (int i = 0; i < 5; i++) {
                prober.register(email).answers(400).says(Prober.VERIFY_FIRST);
            }
        }
        prober.alike(Prober.HERS, "often@example.com", prober::register)
                .answers(429)
                .has("Retry-After", "3600");
    }

    @Test
    void of_many_who_register_one_address_at_once_nobody_learns_who_was_first() throws Exception {
        var calls = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> prober.register("race@example.com"));
        }
        var replies = AtOnce.all(calls);

        assertThat(replies.stream().filter(reply -> reply.status() == 429)).hasSize(3);
        replies.stream()
                .filter(reply -> reply.status() != 429)
                .forEach(reply -> reply.answers(400).says(Prober.VERIFY_FIRST));
        assertThat(
                        shop.count(
                                "select count(*) from email_address where identity = 'race@example.com'"))
                .isEqualTo(1);
        assertThat(
                        shop.count(
                                "select count(*) from outbox_message where recipient = 'race@example.com'"))
                .isEqualTo(5);
    }

    @Test
    void a_sign_in_with_the_password_of_a_registration() {
        prober.register("just@example.com").answers(400);
        prober.register(Prober.HERS, "kirmizi-bisiklet-8").answers(400);
        prober.register("just2@example.com", "kirmizi-bisiklet-8").answers(400);

        prober.alike(
                        Prober.HERS,
                        "just2@example.com",
                        email -> Shopper.guest(shop).login(email, "kirmizi-bisiklet-8"))
                .answers(400)
                .says("{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
        // As often as somebody likes: what is given back where a password is right would tell too.
        for (int i = 0; i < 29; i++) {
            prober.alike(
                    Prober.HERS,
                    "just2@example.com",
                    email -> Shopper.guest(shop).login(email, "kirmizi-bisiklet-8"));
        }
    }

    @Test
    void a_sign_in_with_a_wrong_password() {
        for (var known : List.of(Prober.HERS, Prober.PENDING, Prober.CLOSED)) {
            prober.alike(
                    known, "unknown@example.com", email -> Shopper.guest(shop).login(email, "x"));
        }
        prober.alike(
                        Prober.CLOSED,
                        "unknown@example.com",
                        email -> Shopper.guest(shop).login(email))
                .answers(400);
        prober.alike(
                        Prober.PENDING,
                        "unknown@example.com",
                        email -> Shopper.guest(shop).login(email))
                .answers(400);
    }

    @Test
    void a_sign_in_by_code() {
        prober.alike(
                        Prober.PHONE,
                        "05541110002",
                        phone -> prober.post("/users/otp-login/", "phone", phone))
                .answers(200)
                .isEmpty();
        prober.alike(
                        Prober.PHONE,
                        "05541110002",
                        phone -> prober.post("/users/otp-login/", "phone", phone))
                .answers(429);
        prober.alike(
                        Prober.PHONE,
                        "05541110002",
                        phone ->
                                Shopper.guest(shop)
                                        .post(
                                                "/users/otp-login/",
                                                "{\"phone\": \"%s\", \"code\": \"123456\"}"
                                                        .formatted(phone)))
                .answers(406);
    }

    @Test
    void a_password_reset() {
        for (var known : List.of(Prober.HERS, Prober.PENDING, Prober.CLOSED)) {
            prober.alike(
                            known,
                            "nobody-" + known,
                            email -> prober.post("/users/password/reset/", "email", email))
                    .answers(200);
        }
    }

    @Test
    void another_confirmation_mail() {
        for (var known : List.of(Prober.HERS, Prober.PENDING, Prober.CLOSED)) {
            prober.alike(
                            known,
                            "nobody-" + known,
                            email ->
                                    prober.post(
                                            "/users/registration/resend-email/", "email", email))
                    .answers(200);
        }
    }
}
