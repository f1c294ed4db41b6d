package dev.foyer.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Many who change one address book at once: exactly one address is primary at every end.
class AddressPrimaryRaceTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final int MANY = 100;
    private static final String BOOK = "/address/";

    @Test
    void a_hundred_first_addresses_at_once_have_one_primary_among_them() throws Exception {
        var ayse = Shopper.signedIn(shop, "race.first@example.com");

        var replies = race(ayse, (app, _) -> app.post(BOOK, AddressForms.home().json()));

        assertThat(replies).allMatch(reply -> reply.status() == 201);
        assertThat(addresses(ayse)).isEqualTo(MANY);
        assertThat(primaries(ayse)).isEqualTo(1);
    }

    @Test
    void a_hundred_who_select_each_another_one_select_one() throws Exception {
        var ayse = Shopper.signedIn(shop, "race.select@example.com");
        var pks = fill(ayse, 20);

        var replies =
                race(
                        ayse,
                        (app, number) ->
                                app.patch(
                                        BOOK + pks.get(number % pks.size()) + "/",
                                        "{\"primary\": true}"));

        assertThat(replies).allMatch(reply -> reply.status() == 200);
        assertThat(primaries(ayse)).isEqualTo(1);
    }

    @Test
    void of_those_who_race_for_the_last_places_so_many_get_one_as_there_are() throws Exception {
        var ayse = Shopper.signedIn(shop, "race.last@example.com");
        fill(ayse, 95);

        var replies = race(ayse, (app, _) -> app.post(BOOK, AddressForms.home().json()));

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(5);
        assertThat(replies.stream().filter(reply -> reply.status() == 400)).hasSize(95);
        assertThat(addresses(ayse)).isEqualTo(100);
    }

    @Test
    void additions_selections_and_removals_at_once_leave_one_primary() throws Exception {
        var ayse = Shopper.signedIn(shop, "race.mixed@example.com");
        var pks = fill(ayse, 30);

        var replies =
                race(
                        ayse,
                        (app, number) -> {
                            var path = BOOK + pks.get(number % pks.size()) + "/";
                            return switch (number % 3) {
                                case 0 -> app.delete(path);
                                case 1 -> app.patch(path, "{\"primary\": true, \"line\": \"x\"}");
                                default ->
                                        app.post(
                                                BOOK,
                                                AddressForms.home().with("primary", "true").json());
                            };
                        });

        assertThat(replies).allMatch(reply -> List.of(200, 201, 204, 404).contains(reply.status()));
        assertThat(addresses(ayse)).isPositive();
        assertThat(primaries(ayse)).isEqualTo(1);
    }

    @Test
    void two_changes_of_different_fields_at_once_are_both_there() throws Exception {
        var ayse = Shopper.signedIn(shop, "race.fields@example.com");
        var path = BOOK + fill(ayse, 1).getFirst() + "/";

        race(
                ayse,
                (app, number) ->
                        number % 2 == 0
                                ? app.patch(path, "{\"line\": \"even\"}")
                                : app.patch(path, "{\"notes\": \"odd\"}"));

        ayse.get(path).shows("line", "even").shows("notes", "odd");
    }

    @Test
    void who_is_erased_meanwhile_keeps_nothing() throws Exception {
        Operator.of(shop).set("SELF_ANONYMIZATION_ENABLED", "true").answers(200);
        var ayse = Shopper.signedIn(shop, "race.erased@example.com");
        long user = ayse.get("/current_user/").json().get("pk").asLong();
        fill(ayse, 5);

        var replies =
                race(
                        ayse,
                        (app, number) ->
                                number == MANY / 2
                                        ? app.patch("/users/anonymize/", "{}")
                                        : app.post(BOOK, AddressForms.home().json()));

        assertThat(replies).allMatch(reply -> List.of(200, 201, 401, 400).contains(reply.status()));
        assertThat(shop.count("select count(*) from address where customer_id = " + user)).isZero();
    }

    @Test
    void the_database_takes_neither_two_primary_addresses_nor_none() {
        var ayse = Shopper.signedIn(shop, "race.constraint@example.com");
        fill(ayse, 2);
        var hers =
                "customer_id = (select customer_id from email_address where identity = 'race.constraint@example.com')";
        for (var sql :
                List.of(
                        "update address set is_primary = true where " + hers,
                        "update address set is_primary = false where " + hers,
                        "delete from address where is_primary and " + hers)) {
            assertThatThrownBy(() -> shop.database().change(tx -> tx.createUpdate(sql).execute()))
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(primaries(ayse)).isEqualTo(1);
    }

    private interface Runner {
        Reply run(Shopper app, int number);
    }

    private static List<Long> fill(Shopper shopper, int number) {
        var pks = new ArrayList<Long>();
        for (int i = 0; i < number; i++) {
            pks.add(
                    shopper.post(BOOK, AddressForms.home().json())
                            .answers(201)
                            .json()
                            .get("pk")
                            .asLong());
        }
        return pks;
    }

    private static long addresses(Shopper shopper) {
        return shopper.get(BOOK).answers(200).json().get("count").asLong();
    }

    private static long primaries(Shopper shopper) {
        return shopper.get("/address/detailed/")
                .answers(200)
                .json()
                .get("results")
                .valueStream()
                .filter(address -> address.get("primary").asBoolean())
                .count();
    }

    /// Each of them with an app of her own, signed in as the same customer.
    private static List<Reply> race(Shopper shopper, Runner runner) throws Exception {
        var email = shopper.get("/current_user/").json().get("email").asString();
        var key = shopper.login(email).answers(200).json().get("key").asString();
        var runners = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < MANY; i++) {
            int number = i;
            var app = Shopper.stranger(shop).with("Authorization", "Token " + key);
            runners.add(() -> runner.run(app, number));
        }
        return AtOnce.all(runners);
    }
}
