package dev.foyer.addresses;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The settings `ADDRESS_…` (contract B.9).
class AddressSettingsTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static Shopper ayse;

    @BeforeAll
    static void she_signs_in() {
        ayse = Shopper.signedIn(shop, "settings@example.com");
    }

    @Test
    void the_shop_decides_how_long_a_phone_is_and_whether_a_district_is_needed() {
        var operator = Operator.of(shop);
        operator.set("ADDRESS_PHONE_MIN_LENGTH", "10").answers(200);
        operator.set("ADDRESS_DISTRICT_REQUIRED", "true").answers(200);
        try {
            post(AddressForms.home().with("phone_number", "\"5550000001\"").json())
                    .answers(400)
                    .says("{\"district\": [\"This field is required.\"]}");
            AddressForms.kept(
                    ayse,
                    AddressForms.home()
                            .with("phone_number", "\"5550000001\"")
                            .with("district", "3423002"),
                    reply -> reply.shows("phone_number", "05550000001").shows("district", 3423002));
        } finally {
            operator.unset("ADDRESS_PHONE_MIN_LENGTH").answers(200);
            operator.unset("ADDRESS_DISTRICT_REQUIRED").answers(200);
        }
        operator.set("ADDRESS_PHONE_MIN_LENGTH", "-1").answers(400);
        operator.set("ADDRESS_PHONE_MIN_LENGTH", "17").answers(400);
    }

    @Test
    void the_shop_decides_what_is_required_in_which_country() {
        var operator = Operator.of(shop);
        operator.set("ADDRESS_SERIALIZER_FIELDS", "{\"TR\": [\"postcode\", \"email\"], \"*\": []}")
                .answers(200);
        try {
            post("{\"title\": \"a\", \"country\": 792, \"line\": \"b\"}")
                    .answers(400)
                    .says(
                            "{\"email\": [\"This field is required.\"], \"postcode\": [\"This field is required.\"]}");
            var pk =
                    post("{\"title\": \"a\", \"country\": 792, \"line\": \"b\","
                                    + " \"email\": \"b@example.com\", \"postcode\": \"34710\"}")
                            .answers(201)
                            .shows("first_name", "")
                            .shows("phone_number", null)
                            .shows("city", null)
                            .json()
                            .get("pk");
            ayse.delete("/address/" + pk.asLong() + "/").answers(204);
        } finally {
            operator.unset("ADDRESS_SERIALIZER_FIELDS").answers(200);
        }
        for (var wrong :
                new String[] {
                    "[]",
                    "{\"tr\": []}",
                    "{\"TR\": \"city\"}",
                    "{\"TR\": [\"shoe\"]}",
                    "{\"TR\": [1]}",
                    "null"
                }) {
            operator.set("ADDRESS_SERIALIZER_FIELDS", wrong).answers(400);
        }
    }

    private static Reply post(String json) {
        return ayse.post("/address/", json);
    }
}
