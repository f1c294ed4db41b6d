package dev.foyer.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the fields of an address may be (contract D.3, 0.1.10, E.3).
class AddressFieldsTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static Shopper ayse;

    @BeforeAll
    static void she_signs_in() {
        ayse = Shopper.signedIn(shop, "fields@example.com");
    }

    @Test
    void everything_that_is_missing_is_told_at_once() {
        post("{}")
                .answers(400)
                .says(
                        """
                        {"country": ["This field is required."], "title": ["This field is required."],
                         "first_name": ["This field is required."], "last_name": ["This field is required."],
                         "phone_number": ["This field is required."], "line": ["This field is required."]}
                        """);
        post("{\"country\": 792, \"is_corporate\": \"true\"}")
                .answers(400)
                .says(
                        """
                        {"title": ["This field is required."], "first_name": ["This field is required."],
                         "last_name": ["This field is required."],
                         "phone_number": ["This field is required."], "city": ["This field is required."],
                         "line": ["This field is required."], "company_name": ["This field is required."],
                         "tax_no": ["This field is required."], "tax_office": ["This field is required."]}
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title        | \"\"              | This field may not be blank.",
                "title        | null              | This field may not be null.",
                "title        | [1]               | Not a valid string.",
                "title        | \"a\\u0000\"      | Null characters are not allowed.",
                "email        | \"nobody\"        | Enter a valid email address.",
                "phone_number | \"5550000001\"    | Ensure this field has at least 11 characters.",
                "phone_number | \"0555-000-00 0\" | Ensure this field has at least 11 characters.",
                "phone_number | \"call me maybe\" | Enter a valid phone number.",
                "phone_number | \"00000000000000\" | Enter a valid phone number.",
                "country      | 1                 | Invalid pk \"1\" - object does not exist.",
                "country      | \"TR\"            | A valid integer is required.",
                "country      | null              | This field is required.",
                "city         | 82                | Invalid pk \"82\" - object does not exist.",
                "city         | -34               | Invalid pk \"-34\" - object does not exist.",
                "city         | 4294967330        | Invalid pk \"4294967330\" - object does not exist.",
                "city         | 34.5              | A valid integer is required.",
                "city         | true              | A valid integer is required.",
                "city         | [34]              | A valid integer is required.",
                "city         | \"1e400\"         | A valid integer is required.",
                "township     | 3499              | Invalid pk \"3499\" - object does not exist.",
                "township     | 601               | This township is not in the chosen city.",
                "township     | \"\"              | This field is required.",
                "district     | 3423999           | Invalid pk \"3423999\" - object does not exist.",
                "district     | 3401001           | This district is not in the chosen township.",
                "postcode     | \"3471\"          | Enter a valid postcode.",
                "postcode     | \"34710-1\"       | Enter a valid postcode.",
                "is_corporate | \"maybe\"         | Must be a valid boolean.",
                "is_corporate | null              | This field may not be null.",
                "e_bill_taxpayer | {}             | Must be a valid boolean.",
                "primary      | \"x\"             | Must be a valid boolean.",
                "tax_no       | \"4540536921\"    | Enter a valid tax number.",
                "tax_no       | \"4540536920 x\"  | Enter a valid tax number.",
                "identity_number | \"17291716061\" | Enter a valid identity number.",
                "identity_number | \"11111111111\" | Enter a valid identity number.",
                "extra_field  | \"x\"             | Expected a dictionary of items but got type \"str\".",
                "extra_field  | {\"a\": \"\\u0000\"} | Null characters are not allowed.",
            })
    void what_cannot_be_is_told(String field, String value, String complaint) {
        var told = post(AddressForms.home().with(field, value).json()).answers(400).json();
        assertThat(told.propertyNames()).containsExactly(field);
        assertThat(told.get(field).get(0).asString()).isEqualTo(complaint);
        assertThat(told.get(field)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "title, 50",
        "first_name, 50",
        "last_name, 50",
        "line, 500",
        "company_name, 255",
        "tax_office, 100",
        "notes, 500"
    })
    void texts_have_a_length(String field, int longest) {
        var fits = '"' + "ğ".repeat(longest) + '"';
        var long_ = '"' + "ğ".repeat(longest + 1) + '"';
        var pk = post(AddressForms.home().with(field, fits).json()).answers(201).json().get("pk");
        ayse.delete("/address/" + pk.asLong() + "/").answers(204);
        post(AddressForms.home().with(field, long_).json())
                .answers(400)
                .says(
                        "{\"%s\": [\"Ensure this field has no more than %d characters.\"]}"
                                .formatted(field, longest));
    }

    @Test
    void numbers_may_come_as_texts_and_texts_as_numbers() {
        AddressForms.kept(
                ayse,
                AddressForms.home()
                        .with("country", "\"792\"")
                        .with("city", "\" 34 \"")
                        .with("township", "\"3423\"")
                        .with("district", "\"3423001\"")
                        .with("tax_no", "4540536920")
                        .with("identity_number", "17291716060")
                        .with("postcode", "34710"),
                reply ->
                        reply.shows("city", 34)
                                .shows("district", 3423001)
                                .shows("tax_no", "4540536920")
                                .shows("identity_number", "17291716060")
                                .shows("postcode", "34710"));
    }

    @Test
    void a_company_has_a_name_a_tax_number_and_a_tax_office() {
        for (var field : new String[] {"company_name", "tax_no", "tax_office"}) {
            post(AddressForms.office().without(field).json())
                    .answers(400)
                    .says("{\"" + field + "\": [\"This field is required.\"]}");
            post(AddressForms.office().with(field, "\"\"").json())
                    .answers(400)
                    .says("{\"" + field + "\": [\"This field may not be blank.\"]}");
        }
        for (var truth : new String[] {"true", "\"true\"", "\"True\"", "1"}) {
            AddressForms.kept(
                    ayse,
                    AddressForms.office()
                            .with("is_corporate", truth)
                            .with("e_bill_taxpayer", truth),
                    reply ->
                            reply.shows("is_corporate", true)
                                    .shows("e_bill_taxpayer", true)
                                    .shows("company_name", "Çınar Ltd."));
        }
        AddressForms.kept(
                ayse,
                AddressForms.office().with("tax_no", "\"454 053 69-20\""),
                reply -> reply.shows("tax_no", "4540536920"));
        // Whose business is her own, has her own number.
        AddressForms.kept(
                ayse,
                AddressForms.office().with("tax_no", "\"17291716060\""),
                reply -> reply.shows("tax_no", "17291716060"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"05550000001\"",
                "\"0555 000 00 01\"",
                "\"+90 (555) 000-00-01\"",
                "\"00905550000001\""
            })
    void a_phone_is_taken_in_any_spelling(String spelling) {
        AddressForms.kept(
                ayse,
                AddressForms.home().with("phone_number", spelling),
                reply -> reply.shows("phone_number", "05550000001"));
    }

    @Test
    void hostile_texts_are_texts() {
        var hostile = "'; drop table address; -- <script>alert(1)</script> {0} %s \\u202e ﷽";
        AddressForms.kept(
                ayse,
                AddressForms.home()
                        .with("title", "\"' or 1=1 --\"")
                        .with("line", '"' + hostile + '"')
                        .with("extra_field", "{\"__proto__\": {\"a\": [1, \"é\"]}}"),
                reply ->
                        assertThat(reply.json().get("line").asString())
                                .isEqualTo(hostile.replace("\\u202e", "\u202e")));
        post(AddressForms.home().json().replace("Moda", "\\ud800"))
                .answers(400)
                .says("{\"line\": [\"Surrogate characters are not allowed.\"]}");
        var large = "{\"a\": \"" + "x".repeat(9000) + "\"}";
        post(AddressForms.home().with("extra_field", large).json())
                .answers(400)
                .says(
                        "{\"extra_field\": [\"Ensure this field holds no more than 8 KiB, 50 keys and 3 levels.\"]}");
    }

    @Test
    void what_the_server_owns_is_taken_from_no_client() {
        AddressForms.kept(
                ayse,
                AddressForms.home()
                        .with("pk", "1")
                        .with("user", "1")
                        .with("remote_id", "\"erp-1\"")
                        .with("hash_data", "\"x\"")
                        .with("retail_store", "3")
                        .with("address_type", "\"store\""),
                reply ->
                        reply.shows("remote_id", null)
                                .shows("retail_store", null)
                                .shows("address_type", "customer"));
    }

    @Test
    void complaints_are_told_in_turkish_too() {
        ayse.with("Accept-Language", "tr");
        try {
            post(AddressForms.home().with("tax_no", "\"1\"").with("city", "99").json())
                    .answers(400)
                    .says(
                            """
                            {"city": ["Geçersiz pk \\"99\\" - nesne yok."],
                             "tax_no": ["Geçerli bir vergi numarası girin."]}
                            """);
        } finally {
            ayse.with("Accept-Language", "");
        }
    }

    private static Reply post(String json) {
        return ayse.post("/address/", json);
    }
}
