package dev.foyer.password;

import static dev.foyer.password.Customers.NEW;
import static dev.foyer.password.Customers.id;
import static dev.foyer.password.Customers.link;
import static dev.foyer.password.Customers.newAddress;
import static dev.foyer.password.Customers.proved;
import static dev.foyer.password.Customers.twice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Many at once: one wins, and what it ended stays ended.
class PasswordRaceTest {
    /// Nobody is slowed down, so that all of a hundred meet at the password.
    @RegisterExtension
    static final Shop shop =
            Shop.open().with("THROTTLE_RATES", "{\"password-reset-confirm\": \"1000/min\"}");

    @Test
    void of_a_hundred_who_use_one_link_one_sets_the_password() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var link = link(shop, address);

        var replies = resetAtOnce(List.of(link), 100);

        assertOneWon(address, replies);
    }

    @Test
    void of_two_links_for_one_account_one_sets_the_password() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var links = List.of(link(shop, address), link(shop, address));

        assertOneWon(address, resetAtOnce(links, 20));
    }

    @Test
    void of_many_first_passwords_one_is_set() throws Exception {
        var address = newAddress();
        proved(shop, address);
        Customers.makePasswordless(shop, address);

        assertOneWon(address, resetAtOnce(List.of(link(shop, address)), 20));
    }

    @Test
    void of_many_changes_with_one_old_password_one_is_saved() throws Exception {
        var address = newAddress();
        proved(shop, address);
        var people = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 10; i++) {
            var ayse = Shopper.guest(shop);
            ayse.login(address).answers(200);
            var body =
                    "{\"old_password\": \"%s\", \"new_password1\": \"%s\", \"new_password2\": \"%2$s\"}"
                            .formatted(Shopper.PASSWORD, NEW + i);
            people.add(() -> ayse.post("/users/password/change/", body));
        }

        var replies = AtOnce.all(people);

        assertThat(sessions(address)).isEqualTo(1);
        assertOneWon(address, replies);
    }

    /// A sign-in that checked the old password while it was replaced would leave a session that
    /// outlives the reset: a thief's.
    @Test
    void no_sign_in_with_the_old_password_outlives_a_reset() throws Exception {
        for (int round = 0; round < 10; round++) {
            var address = newAddress();
            proved(shop, address);
            var link = link(shop, address);
            var people = new ArrayList<Callable<Reply>>();
            for (int i = 0; i < 8; i++) {
                var thief = Shopper.guest(shop);
                people.add(() -> thief.login(address));
            }
            var owner = Shopper.guest(shop);
            people.add(4, () -> owner.post(link, twice(NEW)));

            var replies = AtOnce.all(people);

            replies.get(4).answers(200);
            assertThat(sessions(address)).as("sessions after round %d", round).isZero();
        }
    }

    private static List<Reply> resetAtOnce(List<String> links, int many) throws Exception {
        var people = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < many; i++) {
            var guest = Shopper.guest(shop);
            var link = links.get(i % links.size());
            var password = NEW + i;
            people.add(() -> guest.post(link, twice(password)));
        }
        return AtOnce.all(people);
    }

    private static void assertOneWon(String address, List<Reply> replies) throws Exception {
        int winner = -1;
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i).status() == 200) {
                assertThat(winner).as("one winner").isEqualTo(-1);
                winner = i;
            } else {
                assertThat(replies.get(i).text())
                        .isIn(
                                "{\"token\":[\"Invalid value\"]}",
                                "{\"old_password\":[\"Your old password was entered incorrectly."
                                        + " Please enter it again.\"]}",
                                "{\"detail\":\"Authentication credentials were not provided.\"}");
            }
        }
        assertThat(winner).as("a winner").isNotEqualTo(-1);
        Shopper.guest(shop).login(address, NEW + winner).answers(200);
        Customers.awaitLetters(shop);
        assertThat(Customers.notices(shop, address)).isEqualTo(1);
    }

    private static long sessions(String address) {
        return shop.count("select count(*) from session where customer_id = " + id(shop, address));
    }
}
