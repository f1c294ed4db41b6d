package dev.foyer.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/// Which address is the primary one (contract B.9, `selected_address`).
class AddressPrimaryTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String BOOK = "/address/";

    @Test
    void the_first_is_primary_and_another_one_takes_its_place() {
        var ayse = Shopper.signedIn(shop, "a.primary@example.com");
        var first = add(ayse, AddressForms.home().with("primary", "false"));
        var second = add(ayse, AddressForms.home().with("title", "\"work\""));
        assertThat(primaries(ayse)).containsExactly(first);

        ayse.patch(BOOK + second + "/", "{\"primary\": true}").answers(200).shows("primary", true);
        assertThat(primaries(ayse)).containsExactly(second);
        var third = add(ayse, AddressForms.home().with("primary", "\"true\""));
        assertThat(primaries(ayse)).containsExactly(third);

        ayse.patch(BOOK + third + "/", "{\"primary\": false}").answers(200).shows("primary", true);
        assertThat(primaries(ayse)).containsExactly(third);
        assertThat(selected(ayse)).isEqualTo(third);
    }

    @Test
    void when_the_primary_one_goes_the_newest_takes_its_place() {
        var ayse = Shopper.signedIn(shop, "a.delete@example.com");
        var first = add(ayse, AddressForms.home());
        var second = add(ayse, AddressForms.home());
        var third = add(ayse, AddressForms.home());

        ayse.delete(BOOK + first + "/").answers(204).isEmpty();
        assertThat(primaries(ayse)).containsExactly(third);
        ayse.delete(BOOK + second + "/").answers(204);
        assertThat(primaries(ayse)).containsExactly(third);
        ayse.delete(BOOK + third + "/").answers(204);
        ayse.get(BOOK).says("{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}");
        ayse.get("/current_user/").shows("selected_address", null);
        ayse.delete(BOOK + third + "/").answers(404).says("{\"detail\": \"Not found.\"}");
    }

    @Test
    void rules_that_came_later_do_not_stand_in_the_way_of_a_selection() {
        var ayse = Shopper.signedIn(shop, "a.rules@example.com");
        add(ayse, AddressForms.home());
        var pk = add(ayse, AddressForms.home());
        Operator.of(shop).set("ADDRESS_DISTRICT_REQUIRED", "true").answers(200);
        try {
            ayse.patch(BOOK + pk + "/", "{\"primary\": true, \"user\": 1, \"type\": \"personal\"}")
                    .answers(200)
                    .shows("primary", true);
            ayse.patch(BOOK + pk + "/", "{\"title\": \"new\"}")
                    .answers(400)
                    .says("{\"district\": [\"This field is required.\"]}");
        } finally {
            Operator.of(shop).unset("ADDRESS_DISTRICT_REQUIRED").answers(200);
        }
    }

    private static Long add(Shopper shopper, AddressForms form) {
        return shopper.post(BOOK, form.json()).answers(201).json().get("pk").asLong();
    }

    private static Long selected(Shopper shopper) {
        return shopper.get("/current_user/").json().get("selected_address").get("pk").asLong();
    }

    private static List<Long> primaries(Shopper shopper) {
        Reply all = shopper.get(BOOK).answers(200);
        return all.json()
                .get("results")
                .valueStream()
                .filter(address -> address.get("primary").asBoolean())
                .map(address -> address.get("pk").asLong())
                .toList();
    }
}
