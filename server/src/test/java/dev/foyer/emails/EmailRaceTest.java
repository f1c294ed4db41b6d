package dev.foyer.emails;

import static dev.foyer.emails.Mailed.EXISTS;
import static dev.foyer.emails.Mailed.OBJECTION;
import static dev.foyer.emails.Mailed.addressesOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.confirmation.MailedLinks.Purpose;
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

/// Many who prove or take an address at once (contract 0.2.8): the unique index leaves one owner.
class EmailRaceTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final int MANY = 100;

    private final Mailed mailed = new Mailed(shop);

    @Test
    void a_hundred_accounts_racing_to_prove_one_address_leave_one_owner() throws Exception {
        var links = links(Purpose.VERIFY, "prove");

        var replies = AtOnce.all(links.stream().map(this::opening).toList());

        oneWon(replies);
        assertThat(shop.count(owners("prove@example.com"))).isEqualTo(1);
    }

    @Test
    void a_hundred_accounts_racing_to_sign_in_with_one_address_leave_one_owner() throws Exception {
        var links = links(Purpose.SET_PRIMARY, "primary");

        var replies = AtOnce.all(links.stream().map(this::opening).toList());

        oneWon(replies);
        assertThat(shop.count(owners("primary@example.com") + " and is_primary")).isEqualTo(1);
        // Everybody has one primary address, and one former address was told.
        assertThat(
                        shop.count(
                                "select count(*) from customer c where (select count(*) from"
                                        + " email_address e where e.customer_id = c.id and"
                                        + " e.is_primary) <> 1"))
                .isZero();
        assertThat(
                        shop.count(
                                "select count(*) from mailed_link where purpose = 'objection'"
                                        + " and identity like 'primary%'"))
                .isEqualTo(1);
    }

    @Test
    void proof_and_registration_racing_for_one_address_leave_one_owner() throws Exception {
        for (int round = 0; round < 10; round++) {
            var address = "mixed" + round + "@example.com";
            var first = Shopper.signedIn(shop, "mixed.a" + round + "@example.com");
            var second = Shopper.signedIn(shop, "mixed.b" + round + "@example.com");
            var proof = mailed.verifyLink(first, address);
            var change = mailed.changeLink(second, address);
            var guest = Shopper.guest(shop);
            var form = Person.named("C", "D").withEmail(address).json();

            var replies =
                    AtOnce.all(
                            List.of(
                                    opening(proof),
                                    opening(change),
                                    () -> guest.post("/users/registration/", form)));

            assertThat(replies.stream().filter(reply -> reply.status() < 300)).hasSize(1);
            assertThat(replies.stream().filter(reply -> reply.status() == 400)).hasSize(2);
            assertThat(
                            shop.count(
                                    "select count(*) from email_address where identity = '"
                                            + address
                                            + "'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void of_many_who_open_one_link_at_once_one_does_what_it_is_for() throws Exception {
        var ayse = mailed.proved("ayse@example.com");
        var link = mailed.changeLink(ayse, "ayse.new@example.com");
        var openings = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 20; i++) {
            openings.add(opening(link));
        }

        var replies = AtOnce.all(openings);

        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        replies.stream()
                .filter(reply -> reply.status() != 200)
                .forEach(reply -> reply.answers(404).says("{}"));
        assertThat(addressesOf(ayse)).containsExactly("ayse.new@example.com", "ayse@example.com");
        MailBox.of(shop, "ayse@example.com").link(OBJECTION);
        assertThat(MailBox.of(shop, "ayse@example.com").links(OBJECTION)).hasSize(1);
    }

    @Test
    void two_who_exchange_their_addresses_at_once_do_not_wait_for_each_other() throws Exception {
        for (int round = 0; round < 10; round++) {
            var a = "swap.a" + round + "@example.com";
            var b = "swap.b" + round + "@example.com";
            var first = Shopper.signedIn(shop, a);
            var second = Shopper.signedIn(shop, b);
            long one = idOf(first);
            long two = idOf(second);
            // They want what the other one gives up for a third address.
            var away = mailed.changeLink(first, "swap.c" + round + "@example.com");
            var taking = forged(Purpose.SET_PRIMARY, second, a);
            var back = forged(Purpose.SET_PRIMARY, first, b);

            var replies = AtOnce.all(List.of(opening(away), opening(taking), opening(back)));

            assertThat(replies).allMatch(reply -> List.of(200, 400, 404).contains(reply.status()));
            // A link that nobody of this session asked for ends it: the tables tell.
            assertThat(
                            shop.count(
                                    "select count(distinct identity) from email_address where is_primary"
                                            + " and customer_id in (%d, %d)".formatted(one, two)))
                    .isEqualTo(2);
        }
    }

    @Test
    void of_change_and_objection_at_once_the_account_has_one_primary_address() throws Exception {
        for (int round = 0; round < 10; round++) {
            var home = "home" + round + "@example.com";
            var owner = mailed.proved(home);
            var objection = mailed.move(owner, home, "thief" + round + "@evil.example");
            var again = mailed.changeLink(owner, "thief.two" + round + "@evil.example");
            var machine = mailed.machine();

            var replies = AtOnce.all(List.of(() -> machine.post(objection), opening(again)));

            replies.getFirst().answers(200);
            assertThat(
                            shop.count(
                                    "select count(*) from email_address where customer_id = (select"
                                            + " customer_id from email_address where identity = '"
                                            + home
                                            + "')"))
                    .isEqualTo(1);
            Shopper.guest(shop).login("thief" + round + "@evil.example").answers(400);
            Shopper.guest(shop).login("thief.two" + round + "@evil.example").answers(400);
        }
    }

    private static long idOf(Shopper shopper) {
        return shopper.get("/current_user/").answers(200).json().get("pk").asLong();
    }

    /// A link for each of a hundred accounts to one address, without as many mails.
    private List<String> links(Purpose purpose, String name) {
        var links = new ArrayList<String>();
        for (int i = 0; i < MANY; i++) {
            var shopper = Shopper.signedIn(shop, name + i + "@example.com");
            links.add(
                    forged(
                            purpose,
                            shopper,
                            name + (i % 2 == 0 ? "@example.com" : "@EXAMPLE.com")));
        }
        return links;
    }

    private String forged(Purpose purpose, Shopper shopper, String address) {
        return mailed.forged(Shop.SECRET_KEY, purpose, shopper, address);
    }

    private Callable<Reply> opening(String link) {
        var machine = mailed.machine();
        return () -> machine.get(link);
    }

    private static void oneWon(List<Reply> replies) {
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        replies.stream()
                .filter(reply -> reply.status() != 200)
                .forEach(reply -> reply.answers(400).says(EXISTS));
    }

    private static String owners(String identity) {
        return "select count(*) from email_address where identity = '" + identity + "'";
    }
}
