package dev.foyer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Batches that meet registrations of the same addresses, and each other.
class CustomerImportRaceTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final int MANY = 40;

    @Test
    void a_batch_and_registrations_of_the_same_addresses_make_one_account_each() throws Exception {
        var work = new ArrayList<Callable<Integer>>();
        work.add(() -> imported(records(IntStream.range(0, MANY).boxed().toList())));
        for (int i = 0; i < MANY; i++) {
            int number = i;
            work.add(() -> registered(number) ? 1 : 0);
        }

        assertThat(sum(AtOnce.all(work))).isEqualTo(MANY);

        assertSound();
    }

    @Test
    void batches_in_opposite_order_wait_for_each_other_and_never_in_a_circle() throws Exception {
        var forth = IntStream.range(1000, 1400).boxed().collect(Collectors.toList());
        var back = new ArrayList<>(forth);
        Collections.reverse(back);
        var work = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 4; i++) {
            work.add(() -> imported(records(forth)));
            work.add(() -> imported(records(back)));
        }

        assertThat(sum(AtOnce.all(work))).isEqualTo(400);

        assertSound();
    }

    private static void assertSound() {
        assertThat(
                        shop.count(
                                """
                                select count(*) from customer c
                                 where 1 <> (select count(*) from email_address e
                                              where e.customer_id = c.id and is_primary)
                                """))
                .isZero();
        assertThat(shop.count("select count(*) - count(distinct identity) from email_address"))
                .isZero();
        assertThat(
                        shop.count(
                                "select count(*) from customer"
                                        + " where (first_name = 'Imported') <> (external_id is not null)"))
                .isZero();
    }

    private static String records(List<Integer> numbers) {
        return numbers.stream()
                .map(
                        i ->
                                """
                                {"email": "race%d@example.com", "external_id": "%d", "username": "race%d",
                                 "first_name": "Imported"}
                                """
                                        .formatted(i, i, i))
                .collect(Collectors.joining(",", "{\"records\": [", "]}"));
    }

    /// What came of a batch in the end: whoever waits too long for another is told to come again.
    private static int imported(String body) throws InterruptedException {
        var replies = new ArrayList<Reply>();
        Eventually.holds(
                "a batch has its turn",
                Duration.ofSeconds(20),
                () -> {
                    replies.add(Operator.of(shop).send("POST", "/api/customers/import/", body));
                    return replies.getLast().status() != 503;
                });
        return replies.getLast().answers(200).json().get("imported").asInt();
    }

    private static boolean registered(int number) {
        var form =
                Person.named("Registered", "Herself")
                        .withEmail("race" + number + "@example.com")
                        .with("username", "\"race" + number + "\"");
        return Shopper.guest(shop).post("/users/registration/", form.json()).status() == 201;
    }

    /// How many came of all of it.
    private static int sum(List<Integer> parts) {
        return parts.stream().mapToInt(Integer::intValue).sum();
    }
}
