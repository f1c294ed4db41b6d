package dev.foyer.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The lists from which a storefront lets people choose (contract B.9).
class PlacesEndpointTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static Shopper ayse;

    @BeforeAll
    static void she_signs_in() {
        ayse = Shopper.signedIn(shop, "places@example.com");
    }

    @Test
    void there_is_a_country() {
        ayse.get("/address/country/")
                .answers(200)
                .says(
                        """
                        {"count": 1, "next": null, "previous": null,
                         "results": [{"pk": 792, "is_active": true, "name": "Türkiye", "code": "tr",
                                      "translations": null}]}
                        """);
    }

    @Test
    void a_place_tells_where_it_lies_as_the_storefront_reads_it() {
        assertThat(ayse.get("/address/city/?country=792").json().get("results").get(33).toString())
                .isEqualTo(
                        "{\"pk\":34,\"is_active\":true,\"name\":\"İstanbul\",\"country\":{\"pk\":792,"
                                + "\"is_active\":true,\"name\":\"Türkiye\",\"code\":\"tr\",\"translations\":null},"
                                + "\"postcode\":null,\"priority\":null,\"translations\":null}");
        var township = ayse.get("/address/township/?city=34").json().get("results").get(0);
        assertThat(township.propertyNames())
                .containsExactly("pk", "is_active", "name", "city", "postcode");
        assertThat(township.get("city").get("pk").asInt()).isEqualTo(34);
        assertThat(
                        ayse.get("/address/district/?township=3423")
                                .json()
                                .get("results")
                                .get(0)
                                .toString())
                .isEqualTo(
                        "{\"pk\":3423001,\"is_active\":true,\"name\":\"19 Mayıs Mah\",\"city\":34,"
                                + "\"township\":3423,\"postcode\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "/address/city/?country=792, 81",
        "/address/city/, 81",
        "/address/city?country=%20792%20, 81",
        "/address/city/?country=1, 0",
        "/address/city/?country=x, 0",
        "/address/city/?country=, 0",
        "/address/city/?retailstore__isnull=false, 0",
        "/address/city/?retailstore__isnull=false&country=792, 0",
        "/address/city/?retailstore__isnull=true&country=792, 81",
        "/address/township/?city=34, 39",
        "/address/township/?city=69, 3",
        "/address/township/?city=82, 0",
        "/address/township/?city=-1, 0",
        "/address/township/?city=99999999999999999999, 0",
        "/address/township/, 0",
        "/address/district/?township=3423, 21",
        "/address/district/?township=1, 0",
        "/address/district/, 0",
        "/address/district/?township=3423;3424, 0"
    })
    void all_that_there_is_stands_on_the_first_page(String path, int count) {
        var told = ayse.get(path).answers(200).shows("count", count).shows("next", null).json();
        assertThat(told.get("results")).hasSize(count);
    }

    @Test
    void who_wants_pages_gets_pages() {
        ayse.get("/address/city/?country=792&limit=30&page=3")
                .shows("count", 81)
                .shows("next", null)
                .shows("previous", "http://shop.test/address/city/?page=2&country=792&limit=30");
        ayse.get("/address/city/?country=792&page=2").answers(404);
        ayse.get("/address/township/?page=0").answers(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"country", "city", "township", "district"})
    void a_stranger_gets_nothing_and_nobody_changes_them(String list) {
        Shopper.guest(shop).get("/address/" + list + "/").answers(401);
        ayse.post("/address/" + list + "/", "{}").answers(405).has("Allow", "GET, HEAD, OPTIONS");
        ayse.delete("/address/" + list + "/").answers(405);
    }
}
