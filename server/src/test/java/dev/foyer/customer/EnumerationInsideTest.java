package dev.foyer.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.MailBox;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a customer learns who hands in addresses and phones of others, with
/// `ENUMERATION_PROTECTION`; and what their owners are told (contract 0.2.15).
class EnumerationInsideTest {
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
    void a_further_address() throws Exception {
        var elif = prober.confirmed("further@example.com");
        for (var known : List.of(Prober.HERS, Prober.PENDING, Prober.CLOSED)) {
            anHourLater();
            prober.alike(
                            known,
                            "more-" + known,
                            email -> elif.post("/users/emails/", "{\"email\": \"" + email + "\"}"))
                    .answers(200)
                    .says("{}");
        }
        elif.get("/users/emails/?all=true").answers(200).contains("further@").contains("]");
        assertThat(elif.get("/users/emails/?all=true").json()).hasSize(1);
        // What is hers she knows.
        elif.post("/users/emails/", "{\"email\": \"further@example.com\"}")
                .answers(400)
                .says("{\"email\": [\"Email address is already exists.\"]}");
    }

    @Test
    void another_primary_address() throws Exception {
        var elif = prober.confirmed("change@example.com");
        for (var known : List.of(Prober.HERS, Prober.PENDING, Prober.CLOSED)) {
            anHourLater();
            prober.alike(
                            known,
                            "new-" + known,
                            email ->
                                    elif.post(
                                            "/users/email-change/",
                                            "{\"email\": \"%s\", \"password\": \"%s\"}"
                                                    .formatted(email, Shopper.PASSWORD)))
                    .answers(200);
        }
    }

    @Test
    void a_phone_for_the_own_profile() throws Exception {
        var elif = prober.confirmed("phone@example.com");
        var other = prober.confirmed("phone2@example.com");
        var answers = Map.of(Prober.PHONE, elif, "05541110003", other);
        prober.alike(
                        Prober.PHONE,
                        "05541110003",
                        phone ->
                                answers.getOrDefault(phone, other)
                                        .patch(
                                                "/users/profile/",
                                                "{\"phone\": \"%s\", \"username\": null}"
                                                        .formatted(phone)),
                        reply -> reply.text().replaceAll("(?s).*", "the own profile"))
                .answers(202);
    }

    @Test
    void the_owner_is_told_by_mail_and_somebody_new_is_asked_to_confirm() throws Exception {
        prober.confirmed("told@example.com");
        int before = MailBox.of(shop, "told@example.com").mails().size();

        prober.register("told@example.com").answers(400);
        Shopper.guest(shop)
                .with("Accept-Language", "tr")
                .post(
                        Prober.REGISTRATION,
                        Person.named("A", "B").withEmail("told@example.com").json())
                .answers(400);
        prober.register("new@example.com").answers(400);

        var box = MailBox.of(shop, "told@example.com");
        Eventually.holds(
                "both letters arrive",
                Duration.ofSeconds(10),
                () -> box.mails().size() == before + 2);
        assertThat(box.mails().stream().limit(2).map(mail -> mail.get("subject").asString()))
                .containsExactlyInAnyOrder(
                        "You already have an account at Foyer",
                        "Foyer üzerinde zaten bir hesabınız var");
        assertThat(box.mails().getFirst().get("text").asString()).doesNotContain("http");
        var newcomer = Shopper.guest(shop);
        newcomer.login("new@example.com").answers(400);
        prober.confirm("new@example.com");
        assertThat(MailBox.of(shop, "new@example.com").mails()).hasSize(1);
        newcomer.login("new@example.com").answers(200);
        newcomer.get("/current_user/").answers(200).shows("is_email_verified", true);
    }

    @Test
    void nothing_is_left_of_what_was_taken_back() {
        long customers = shop.count("select count(*) from customer");
        long ledger = shop.count("select count(*) from consent_ledger");
        prober.register(Prober.HERS).answers(400);

        assertThat(shop.count("select count(*) from customer")).isEqualTo(customers);
        assertThat(shop.count("select count(*) from consent_ledger")).isEqualTo(ledger);
        assertThat(
                        shop.count(
                                "select count(*) from email_address where address like '%foyer.invalid'"))
                .isZero();
        assertThat(
                        shop.count(
                                """
                                select count(*) from audit_event
                                 where kind = 'registration_repeated'
                                """))
                .isPositive();
        assertThat(shop.logged()).noneMatch(line -> line.contains("hers@"));
    }

    @Test
    void without_protection_the_documented_answers_are_back() {
        Operator.of(shop).set("ENUMERATION_PROTECTION", "false").answers(200);
        try {
            prober.register(Prober.HERS)
                    .answers(400)
                    .says(
                            "{\"email\": [\"A user is already registered with this e-mail"
                                    + " address.\"]}");
            Shopper.signedIn(shop, "open@example.com")
                    .post("/users/emails/", "{\"email\": \"" + Prober.HERS + "\"}")
                    .answers(400);
        } finally {
            Operator.of(shop).unset("ENUMERATION_PROTECTION").answers(200);
        }
    }
}
