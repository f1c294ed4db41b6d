package dev.foyer.emails;

import static dev.foyer.emails.Mailed.addressesOf;
import static dev.foyer.emails.Mailed.idOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/// `DELETE /users/emails/<id>/`, ours.
class EmailRemovalTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private final Mailed mailed = new Mailed(shop);

    @Test
    void a_further_address_goes_and_is_free_at_once() throws Exception {
        var ayse = Shopper.signedIn(shop, "ayse@example.com");
        var link = mailed.verifyLink(ayse, "ayse.two@example.com");
        mailed.machine().get(link).answers(200);
        var change = mailed.changeLink(ayse, "ayse.two@example.com");

        remove(ayse, idOf(ayse, "ayse.two@example.com")).answers(204).isEmpty();

        assertThat(addressesOf(ayse)).containsExactly("ayse@example.com");
        mailed.machine().get(link).answers(404).says("{}");
        mailed.machine().get(change).answers(404).says("{}");
        mailed.person().get(link).answers(404).contains("This link does not work any more");
        Shopper.signedIn(shop, "ayse.two@example.com");
    }

    @Test
    void the_primary_address_stays() {
        var can = Shopper.signedIn(shop, "can@example.com");

        remove(can, idOf(can, "can@example.com"))
                .answers(400)
                .says(
                        "{\"non_field_errors\": [\"The primary address cannot be removed."
                                + " Make another one primary first.\"]}");
        can.get("/users/emails/").shows("email", "can@example.com");
    }

    @Test
    void an_address_of_somebody_else_is_none() throws Exception {
        var owner = Shopper.signedIn(shop, "owner@example.com");
        mailed.add(owner, "owner.two@example.com");
        var other = Shopper.signedIn(shop, "other@example.com");

        for (var address : new String[] {"owner@example.com", "owner.two@example.com"}) {
            remove(other, idOf(owner, address)).answers(404).says("{\"detail\": \"Not found.\"}");
        }
        assertThat(addressesOf(owner)).hasSize(2);
    }

    @Test
    void what_is_no_number_is_not_found() {
        var nil = Shopper.signedIn(shop, "nil@example.com");
        for (var id :
                new String[] {
                    "0", "-1", "999999999", "99999999999999999999", "x", "1.0", "01", "%2e"
                }) {
            nil.send("DELETE", "/users/emails/" + id + "/", null, "")
                    .answers(404)
                    .says("{\"detail\": \"Not found.\"}");
        }
        nil.get("/users/emails/1/").answers(405).has("Allow", "OPTIONS, DELETE");
    }

    @Test
    void a_former_primary_address_stays_as_long_as_it_may_object() throws Exception {
        var deniz = mailed.proved("deniz@example.com");
        mailed.move(deniz, "deniz@example.com", "deniz.two@example.com");
        long former = idOf(deniz, "deniz@example.com");

        remove(deniz, former)
                .answers(400)
                .says(
                        "{\"non_field_errors\": [\"This address was the primary one until recently"
                                + " and can still be restored. It can be removed later.\"]}");
        assertThat(addressesOf(deniz)).hasSize(2);

        shop.clock().forward(Duration.ofDays(7));
        remove(deniz, former).answers(204);
    }

    private static Reply remove(Shopper shopper, long id) {
        return shopper.send("DELETE", "/users/emails/" + id + "/", null, "");
    }
}
