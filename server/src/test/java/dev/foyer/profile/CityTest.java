package dev.foyer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;
import dev.foyer.places.Cities;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// `POST /users/city/` (contract B.4.3, 0.2.12). The spellings of names are tried in `CitiesTest`.
class CityTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String PATH = "/users/city/";

    @Test
    void a_guest_says_where_she_is() {
        var guest = Shopper.guest(shop);
        guest.get("/users/session/").shows("city", null);

        say(guest, "\"istanbul\"").answers(200).says("{}");

        guest.get("/users/session/").shows("city", "İstanbul");
    }

    @Test
    void a_customers_city_stands_among_her_attributes_on_every_device() {
        var ayse = Shopper.signedIn(shop, "city.a@example.com");
        var elsewhere = Shopper.guest(shop);
        elsewhere.login("city.a@example.com").answers(200);

        say(ayse, "\"İZMİR\"").answers(200).says("{}");

        assertThat(attributes(ayse)).endsWith("\"confirm\":true,\"city\":\"İzmir\"}");
        elsewhere.get("/users/session/").shows("city", "İzmir");
        assertThat(shop.count("select count(*) from guest_choice where city = 'İzmir'")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "34, İstanbul",
        "'\"34\"', İstanbul",
        "'\" 06 \"', Ankara",
        "81, Düzce",
        "1, Adana",
        "'\"ISPARTA\"', Isparta",
        "'\"ısparta\"', Isparta",
        "'\"sanliurfa\"', Şanlıurfa",
    })
    void a_city_is_named_by_id_or_by_name(String value, String name) {
        var guest = Shopper.guest(shop);
        say(guest, value).answers(200);
        guest.get("/users/session/").shows("city", name);
    }

    @Test
    void every_province_is_taken_in_turkish_and_in_english_case() {
        var guest = Shopper.guest(shop);
        for (var city : Cities.load(null).all()) {
            for (var locale : new Locale[] {Locale.of("tr"), Locale.ENGLISH}) {
                say(guest, '"' + city.name().toLowerCase(locale) + '"').answers(200);
                guest.get("/users/session/").shows("city", city.name());
                say(guest, '"' + city.name().toUpperCase(locale) + '"').answers(200);
                guest.get("/users/session/").shows("city", city.name());
            }
            say(guest, Integer.toString(city.id())).answers(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Atlantis\"",
                "0",
                "82",
                "-34",
                "34.5",
                "1e400",
                "\"34a\"",
                "\"' or 1=1 --\"",
                "\"<script>\"",
                "\"undefined\""
            })
    void an_unknown_city_is_not_found(String value) {
        var guest = Shopper.guest(shop);
        say(guest, "6").answers(200);

        say(guest, value).answers(404).says("{\"detail\": \"Not found.\"}");

        guest.get("/users/session/").shows("city", "Ankara");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                     | This field is required.",
                "{\"name\": \"İzmir\"}  | This field is required.",
                "{\"city\": null}       | This field may not be null.",
                "{\"city\": \"\"}       | This field may not be blank.",
                "{\"city\": \" \"}      | This field may not be blank.",
                "{\"city\": [34]}       | Not a valid string.",
                "{\"city\": {\"pk\": 34}} | Not a valid string.",
                "{\"city\": true}       | Not a valid string.",
                "{\"city\": \"\\u0000\"} | Null characters are not allowed.",
                "{\"city\": \"\\udfff\"} | Surrogate characters are not allowed.",
            })
    void what_is_no_city_at_all_is_told_so(String body, String complaint) {
        Shopper.guest(shop)
                .post(PATH, body)
                .answers(400)
                .says("{\"city\": [\"" + complaint + "\"]}");
    }

    @Test
    void three_methods_forms_and_both_spellings_of_the_path_are_taken() {
        var guest = Shopper.guest(shop);
        for (var path : new String[] {PATH, "/users/city"}) {
            for (var method : new String[] {"POST", "PUT", "PATCH"}) {
                var body = "{\"city\": 35}".getBytes(StandardCharsets.UTF_8);
                guest.send(method, path, body, "application/json").answers(200).says("{}");
            }
        }
        guest.postForm(PATH, "city=%C4%B0stanbul").answers(200).says("{}");
        guest.get("/users/session/").shows("city", "İstanbul");
        guest.get(PATH).answers(405);
    }

    @Test
    void nothing_is_noted_without_a_token() {
        var guest = Shopper.guest(shop).withoutToken();
        say(guest, "34").answers(403);
        guest.get("/users/session/").shows("city", null);
        var ayse = Shopper.signedIn(shop, "city.b@example.com").withoutToken();
        say(ayse, "34").answers(403);
        ayse.get("/users/session/").shows("city", null);
    }

    @Test
    void what_a_guest_said_last_wins_over_what_the_customer_had_said_before() {
        var ayse = Shopper.signedIn(shop, "city.c@example.com");
        say(ayse, "6").answers(200);
        var guest = Shopper.guest(shop);
        guest.login("city.c@example.com").answers(200);
        guest.get("/users/session/").shows("city", "Ankara");

        var again = Shopper.guest(shop);
        say(again, "35").answers(200);
        again.login("city.c@example.com").answers(200);

        assertThat(attributes(again)).contains("\"city\":\"İzmir\"");
        assertThat(attributes(ayse)).contains("\"city\":\"İzmir\"");
    }

    @Test
    void a_newcomer_brings_her_city_along_and_the_answer_shows_it() {
        var guest = Shopper.guest(shop);
        say(guest, "\"bursa\"").answers(200);

        var form = Person.named("Ece", "Er").withEmail("city.d@example.com").json();
        var told = guest.post("/users/registration/", form).answers(201).json();

        assertThat(told.get("attributes").get("city").asString()).isEqualTo("Bursa");
        assertThat(attributes(guest)).isEqualTo(told.get("attributes").toString());
        guest.get("/users/session/").shows("city", "Bursa");
    }

    @Test
    void no_client_sets_the_attribute_by_itself() {
        var form =
                Person.named("Ece", "Er")
                        .withEmail("city.e@example.com")
                        .with("attributes", "{\"city\": \"Atlantis\", \"shoe\": 38}");
        var sly = Shopper.guest(shop);
        sly.post("/users/registration/", form.json()).answers(201);

        assertThat(attributes(sly)).contains("\"shoe\":38").doesNotContain("Atlantis");
        sly.get("/users/session/").shows("city", null);
    }

    private static Reply say(Shopper shopper, String value) {
        return shopper.post(PATH, "{\"city\": " + value + "}");
    }

    private static String attributes(Shopper customer) {
        return customer.get("/current_user/").answers(200).json().get("attributes").toString();
    }
}
