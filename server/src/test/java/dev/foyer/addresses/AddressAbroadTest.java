package dev.foyer.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A shop in Berlin that delivers to Austria and to Turkey, with lists of its own.
class AddressAbroadTest {
    @TempDir static Path shopFiles;

    private static Shop shop;
    private static Shopper anna;

    @BeforeAll
    static void open() throws Exception {
        write(
                "countries.json",
                """
                [{"id": 276, "code": "DE", "name": "Deutschland"}, {"id": 40, "code": "AT", "name": "Österreich"},
                 {"id": 792, "code": "TR", "name": "Türkiye"}]
                """);
        write(
                "cities.json",
                "[{\"id\": 11, \"name\": \"Berlin\"}, {\"id\": 2, \"name\": \"Köln\"}]");
        write(
                "townships.json",
                "[{\"id\": 5, \"city\": 11, \"name\": \"Mitte\", \"districts\": [\"Moabit\"]}]");
        shop = Shop.open().with("SHOP_FILES", shopFiles.toString());
        shop.beforeAll(null);
        anna = Shopper.signedIn(shop, "anna@example.com");
    }

    @AfterAll
    static void close() throws Exception {
        shop.afterAll(null);
    }

    @Test
    void what_can_be_chosen_must_be_chosen_and_what_cannot_need_not() {
        post(form(276)).answers(400).says("{\"city\": [\"This field is required.\"]}");
        post(form(276).with("city", "11"))
                .answers(400)
                .says("{\"township\": [\"This field is required.\"]}");
        post(form(276).with("city", "11").with("township", "5")).answers(201);
        post(form(276).with("city", "2")).answers(201).shows("township", null);
        post(form(40)).answers(201).shows("city", null).shows("country", 40);
    }

    @Test
    void a_city_lies_in_the_first_country_alone() {
        post(form(40).with("city", "11").with("township", "5"))
                .answers(400)
                .says("{\"city\": [\"This city is not in the chosen country.\"]}");
        post(form(40).with("township", "5"))
                .answers(400)
                .says("{\"township\": [\"This township is not in the chosen city.\"]}");
        anna.get("/address/city/?country=40").answers(200).shows("count", 0);
        anna.get("/address/city/?country=276").answers(200).shows("count", 2);
    }

    @Test
    void numbers_and_postcodes_are_checked_where_they_are_known() {
        var company =
                form(40).with("is_corporate", "true")
                        .with("company_name", "\"Zimt GmbH\"")
                        .with("tax_office", "\"Wien\"")
                        .with("tax_no", "\"ATU12345678\"")
                        .with("postcode", "\"A-1010\"");
        post(company).answers(201).shows("tax_no", "ATU12345678").shows("postcode", "A-1010");
        post(company.with("country", "792"))
                .answers(400)
                .says(
                        """
                        {"postcode": ["Enter a valid postcode."], "tax_no": ["Enter a valid tax number."]}
                        """);
        post(company.with("postcode", "\"<1010>\""))
                .answers(400)
                .says("{\"postcode\": [\"Enter a valid postcode.\"]}");
    }

    @Test
    void what_is_not_on_the_list_is_told_as_null_in_words() {
        var pk = post(form(40)).answers(201).json().get("pk").asLong();
        anna.patch("/address/" + pk + "/", "{\"primary\": true}").answers(200);
        var told = anna.get("/address/detailed/").answers(200).json().get("results").get(0);
        assertThat(told.get("city").isNull()).isTrue();
        assertThat(told.get("country").get("code").asString()).isEqualTo("at");
    }

    private static AddressForms form(int country) {
        return AddressForms.home()
                .with("country", Integer.toString(country))
                .with("phone_number", "\"+43 1 234567890\"")
                .without("city")
                .without("township");
    }

    private static Reply post(AddressForms form) {
        return anna.post("/address/", form.json());
    }

    private static void write(String name, String json) throws IOException {
        Files.writeString(Files.createDirectories(shopFiles.resolve("places")).resolve(name), json);
    }
}
