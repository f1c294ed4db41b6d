package dev.foyer.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// The address book (contract B.9, B.1.2, D.3). What its fields may be is tried in
/// `AddressFieldsTest`.
class AddressTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String BOOK = "/address/";

    @Test
    void an_address_is_told_in_the_printed_order_and_selected() {
        var ayse = Shopper.signedIn(shop, "a.one@example.com");
        ayse.get("/current_user/").answers(200).shows("selected_address", null);
        long user = ayse.get("/current_user/").json().get("pk").asLong();

        var added = ayse.post(BOOK, AddressForms.home().json()).answers(201);

        long pk = added.json().get("pk").asLong();
        var hash = added.json().get("hash_data").asString();
        assertThat(hash).matches("[A-Za-z0-9]{41}");
        added.says(
                """
                {"pk": %d, "tax_no": null, "last_name": "Yılmaz", "extra_field": null, "primary": true,
                 "e_bill_taxpayer": false, "postcode": null, "hash_data": "%s",
                 "line": "Moda Cad. 7, D. 3", "is_corporate": false, "city": 34, "first_name": "Ayşe",
                 "district": null, "title": "home", "remote_id": null, "company_name": null,
                 "tax_office": null, "address_type": "customer", "email": "a.one@example.com",
                 "phone_number": "05550000001", "user": %d, "township": 3423, "country": 792,
                 "notes": null, "identity_number": null, "retail_store": null}
                """
                        .formatted(pk, hash, user));
        assertThat(ayse.get(BOOK + pk + "/").answers(200).text()).isEqualTo(added.text());
        assertThat(ayse.get("/current_user/").json().get("selected_address").toString())
                .isEqualTo(added.json().toString());
        assertThat(ayse.get(BOOK).answers(200).json().get("results").get(0).toString())
                .isEqualTo(added.json().toString());
    }

    @Test
    void names_instead_of_numbers_as_the_storefront_reads_them() {
        var ayse = Shopper.signedIn(shop, "a.detail@example.com");
        var pk = add(ayse, AddressForms.home().with("district", "3423001"));

        var told =
                ayse.get("/address/detailed/")
                        .answers(200)
                        .hasKeys("count", "next", "previous", "results");
        var one = told.json().get("results").get(0);
        assertThat(one.propertyNames())
                .containsExactlyElementsOf(ayse.get(BOOK + pk + "/").json().propertyNames());
        assertThat(one.get("country").toString())
                .isEqualTo(
                        "{\"pk\":792,\"is_active\":true,\"name\":\"Türkiye\",\"code\":\"tr\",\"translations\":null}");
        assertThat(one.get("city").get("name").asString()).isEqualTo("İstanbul");
        assertThat(one.get("township").get("name").asString()).isEqualTo("Kadıköy");
        assertThat(one.get("district").get("name").asString()).isEqualTo("19 Mayıs Mah");
        assertThat(one.get("user").toString()).isEqualTo("{\"pk\":" + user(ayse) + "}");
    }

    @Test
    void what_a_patch_does_not_name_stays_and_a_put_replaces_all() {
        var ayse = Shopper.signedIn(shop, "a.patch@example.com");
        var pk =
                add(
                        ayse,
                        AddressForms.office()
                                .with("notes", "\"ring twice\"")
                                .with("extra_field", "{\"floor\": 3}")
                                .with("email", "\"door@example.com\""));
        var before = ayse.get(BOOK + pk + "/").json();

        var after = ayse.patch(BOOK + pk + "/", "{\"line\": \" Bahariye Cad. 9 \"}").answers(200);
        after.shows("line", "Bahariye Cad. 9");
        for (var name : before.propertyNames()) {
            if (!List.of("line", "hash_data").contains(name)) {
                assertThat(after.json().get(name)).as(name).isEqualTo(before.get(name));
            }
        }

        ayse.patch(BOOK + pk + "/", "{\"notes\": null, \"email\": \"\"}")
                .answers(200)
                .shows("notes", null)
                .shows("email", "a.patch@example.com");
        ayse.put(BOOK + pk + "/", AddressForms.home().json())
                .answers(200)
                .shows("company_name", null)
                .shows("is_corporate", false)
                .shows("extra_field", null)
                .shows("primary", true);
        ayse.put(BOOK + pk + "/", "{\"line\": \"x\"}").answers(400);
    }

    @Test
    void a_patch_keeps_the_places_in_one_another() {
        var ayse = Shopper.signedIn(shop, "a.move@example.com");
        var pk = add(ayse, AddressForms.home());
        ayse.patch(BOOK + pk + "/", "{\"city\": \"6\"}")
                .answers(400)
                .says("{\"township\": [\"This township is not in the chosen city.\"]}");
        ayse.patch(BOOK + pk + "/", "{\"city\": \"6\", \"township\": \"608\"}")
                .answers(200)
                .shows("city", 6)
                .shows("township", 608);
    }

    @Test
    void the_hash_is_that_of_the_place_and_not_of_its_title() {
        var ayse = Shopper.signedIn(shop, "a.hash@example.com");
        var one = ayse.post(BOOK, AddressForms.home().json()).json().get("hash_data");
        var same =
                AddressForms.home()
                        .with("title", "\"work\"")
                        .with("phone_number", "\"+90 555 000 00 01\"");
        var other = AddressForms.home().with("line", "\"Moda Cad. 8\"");
        assertThat(ayse.post(BOOK, same.json()).json().get("hash_data")).isEqualTo(one);
        assertThat(ayse.post(BOOK, other.json()).json().get("hash_data")).isNotEqualTo(one);
    }

    @Test
    void nobody_sees_or_touches_the_addresses_of_others() {
        var ayse = Shopper.signedIn(shop, "a.owner@example.com");
        var mallory = Shopper.signedIn(shop, "a.mallory@example.com");
        var pk = add(ayse, AddressForms.home());
        var before = ayse.get(BOOK + pk + "/").text();

        mallory.get(BOOK + pk + "/").answers(404).says("{\"detail\": \"Not found.\"}");
        mallory.patch(BOOK + pk + "/", "{\"line\": \"x\", \"primary\": true}").answers(404);
        mallory.put(BOOK + pk + "/", AddressForms.home().json()).answers(404);
        mallory.delete(BOOK + pk + "/").answers(404);
        var sly =
                AddressForms.home()
                        .with("user", Long.toString(user(ayse)))
                        .with("pk", pk.toString());
        mallory.post(BOOK, sly.json()).answers(201).shows("user", user(mallory));
        mallory.get(BOOK).shows("count", 1);

        assertThat(ayse.get(BOOK + pk + "/").answers(200).text()).isEqualTo(before);
        ayse.get(BOOK).shows("count", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "x",
                "1e3",
                "999999999999999999",
                "9999999999999999999999",
                "%00",
                "1%2F2",
                "1%20or%201=1"
            })
    void what_is_no_number_of_an_address_is_not_found(String pk) {
        var ayse =
                Shopper.signedIn(
                        shop, "a.pk" + Integer.toHexString(pk.hashCode()) + "@example.com");
        for (var reply :
                List.of(
                        ayse.get(BOOK + pk + "/"),
                        ayse.patch(BOOK + pk + "/", "{\"primary\": true}"),
                        ayse.put(BOOK + pk + "/", AddressForms.home().json()),
                        ayse.delete(BOOK + pk + "/"))) {
            reply.answers(404).says("{\"detail\": \"Not found.\"}");
        }
    }

    @Test
    void a_stranger_gets_nothing_and_an_unsafe_request_needs_the_token() {
        var guest = Shopper.guest(shop);
        for (var reply :
                List.of(
                        guest.get(BOOK),
                        guest.get("/address/detailed/"),
                        guest.get("/address/1/"),
                        guest.withoutToken().post(BOOK, AddressForms.home().json()),
                        guest.delete("/address/1/"))) {
            reply.answers(401)
                    .has("WWW-Authenticate", "Token")
                    .says("{\"detail\": \"Authentication credentials were not provided.\"}");
        }
        var ayse = Shopper.signedIn(shop, "a.csrf@example.com");
        var pk = add(ayse, AddressForms.home());
        ayse.withoutToken();
        ayse.post(BOOK, AddressForms.home().json()).answers(403);
        ayse.patch(BOOK + pk + "/", "{\"line\": \"x\"}").answers(403);
        ayse.put(BOOK + pk + "/", AddressForms.home().json()).answers(403);
        ayse.delete(BOOK + pk + "/").answers(403);
        ayse.get(BOOK).shows("count", 1);
    }

    @Test
    void an_app_with_its_token_keeps_addresses_too() {
        var ayse = Shopper.signedIn(shop, "a.app@example.com");
        var key = ayse.login("a.app@example.com").json().get("key").asString();
        var app = Shopper.stranger(shop).with("Authorization", "Token " + key);
        var pk = add(app, AddressForms.home());
        app.patch(BOOK + pk, "{\"line\": \"y\"}").answers(200);
        ayse.get(BOOK + pk).answers(200).shows("line", "y");
        app.delete(BOOK + pk).answers(204);
        app.with("Authorization", "Token " + "0".repeat(40)).get(BOOK).answers(401);
    }

    @Test
    void a_form_is_taken_and_a_broken_body_is_not() {
        var ayse = Shopper.signedIn(shop, "a.form@example.com");
        ayse.postForm(
                        BOOK,
                        "title=ev&first_name=A&last_name=B&phone_number=05550000001&country=792"
                                + "&city=34&township=3423&line=Moda&is_corporate=false&e_bill_taxpayer=")
                .answers(201)
                .shows("title", "ev");
        ayse.post(BOOK, "{").answers(400);
        ayse.patch(BOOK + "1/", "[]")
                .answers(400)
                .says(
                        "{\"non_field_errors\": [\"Invalid data. Expected a dictionary, but got list.\"]}");
        ayse.send("POST", BOOK, new byte[] {1}, "text/plain").answers(415);
    }

    @Test
    void a_book_has_a_last_page() {
        var ayse = Shopper.signedIn(shop, "a.many@example.com");
        var form = AddressForms.home().json();
        for (int i = 0; i < 100; i++) {
            ayse.post(BOOK, form).answers(201);
        }
        ayse.post(BOOK, form)
                .answers(400)
                .says("{\"non_field_errors\": [\"You can have at most 100 addresses.\"]}");
        ayse.get(BOOK).shows("count", 100);
        assertThat(ayse.get("/address/detailed/").json().get("results")).hasSize(100);
    }

    @Test
    void an_erased_customer_leaves_no_address() {
        Operator.of(shop).set("SELF_ANONYMIZATION_ENABLED", "true").answers(200);
        var ayse = Shopper.signedIn(shop, "a.erased@example.com");
        add(ayse, AddressForms.home());
        add(ayse, AddressForms.office());
        long user = user(ayse);
        assertThat(ayse.get("/users/export/").answers(200).json().get("address")).hasSize(2);

        ayse.patch("/users/anonymize/", "{}").answers(200);

        assertThat(shop.count("select count(*) from address where customer_id = " + user)).isZero();
        ayse.get(BOOK).answers(401);
    }

    private static Long add(Shopper shopper, AddressForms form) {
        return shopper.post(BOOK, form.json()).answers(201).json().get("pk").asLong();
    }

    private static long user(Shopper shopper) {
        return shopper.get("/current_user/").answers(200).json().get("pk").asLong();
    }
}
