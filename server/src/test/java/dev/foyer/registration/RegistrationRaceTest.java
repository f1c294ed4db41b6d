package dev.foyer.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.MailBox;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Many who register at once (contract 0.2.8, 0.2.3).
class RegistrationRaceTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final int MANY = 100;

    @Test
    void a_hundred_racing_registrations_of_one_address_make_one_account() throws Exception {
        var replies =
                race(
                        number ->
                                Person.named("Ayşe", "Yılmaz" + number)
                                        .withEmail(
                                                number % 2 == 0
                                                        ? "Race@example.com"
                                                        : "race@Example.COM"));

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(
                        reply ->
                                reply.answers(400)
                                        .says(
                                                "{\"email\": [\"A user is already registered with"
                                                        + " this e-mail address.\"]}"));
        assertThat(
                        shop.count(
                                "select count(*) from email_address where identity = 'race@example.com'"))
                .isEqualTo(1);
        assertThat(shop.count("select count(*) from customer where last_name like 'Yılmaz%'"))
                .isEqualTo(1);
        assertThat(
                        shop.count(
                                "select count(*) from outbox_message where lower(recipient) = 'race@example.com'"))
                .isEqualTo(1);
        MailBox.of(shop, "race@example.com").newest();
        assertThat(MailBox.of(shop, "race@example.com").mails()).hasSize(1);
    }

    @Test
    void a_hundred_racing_registrations_of_one_user_name_make_one_account() throws Exception {
        var replies =
                race(
                        number ->
                                Person.named("Can", "Er" + number)
                                        .withEmail("name" + number + "@example.com")
                                        .with("username", "\"the.one\""));

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(
                        reply ->
                                reply.answers(400)
                                        .says(
                                                "{\"username\": [\"A user with that username already exists.\"]}"));
        // Who lost the name has not lost the address.
        assertThat(
                        shop.count(
                                "select count(*) from email_address where identity like 'name%@example.com'"))
                .isEqualTo(1);
        assertThat(shop.count("select count(*) from outbox_message where recipient like 'name%'"))
                .isEqualTo(1);
    }

    private interface Runner {
        Person number(int number);
    }

    private static List<Reply> race(Runner runner) throws Exception {
        var runners = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < MANY; i++) {
            var shopper = Shopper.guest(shop);
            var form = runner.number(i).json();
            runners.add(() -> shopper.post("/users/registration/", form));
        }
        return AtOnce.all(runners);
    }
}
