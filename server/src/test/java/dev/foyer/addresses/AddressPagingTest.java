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

import java.util.ArrayList;
import java.util.List;

/// Pages (contract A.1), held against an address book of 23.
class AddressPagingTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String BOOK = "/address/";
    private static final int COUNT = 23;

    private static Shopper ayse;
    private static final List<Long> pks = new ArrayList<>();

    @BeforeAll
    static void she_fills_her_book() {
        ayse = Shopper.signedIn(shop, "paging@example.com");
        for (int i = 0; i < COUNT; i++) {
            var added = ayse.post(BOOK, AddressForms.home().json()).answers(201);
            pks.add(added.json().get("pk").asLong());
        }
    }

    @Test
    void the_primary_one_comes_first_then_the_newest_ten_to_a_page() {
        var expected = new ArrayList<>(pks.reversed());
        expected.remove(pks.getFirst());
        expected.addFirst(pks.getFirst());
        var seen = new ArrayList<Long>();
        for (int page = 1; page <= 3; page++) {
            var told = ayse.get(BOOK + "?page=" + page).answers(200).shows("count", COUNT).json();
            told.get("results").valueStream().forEach(one -> seen.add(one.get("pk").asLong()));
        }
        assertThat(seen).isEqualTo(expected);
        assertThat(ayse.get(BOOK).text()).isEqualTo(ayse.get(BOOK + "?page=1").text());
    }

    @Test
    void links_lead_through_the_pages_and_keep_the_rest_of_the_query() {
        ayse.get(BOOK)
                .hasKeys("count", "next", "previous", "results")
                .shows("next", "http://shop.test/address/?page=2")
                .shows("previous", null);
        ayse.get(BOOK + "?page=2")
                .shows("next", "http://shop.test/address/?page=3")
                .shows("previous", "http://shop.test/address/");
        ayse.get(BOOK + "?page=3")
                .shows("next", null)
                .shows("previous", "http://shop.test/address/?page=2");
        ayse.get(BOOK + "?limit=5&format=json&page=3&q=%C4%9F")
                .shows("next", "http://shop.test/address/?page=4&limit=5&format=json&q=%C4%9F")
                .shows("previous", "http://shop.test/address/?page=2&limit=5&format=json&q=%C4%9F");
        ayse.get("/address?page=2").shows("previous", "http://shop.test/address");
    }

    @Test
    void no_header_of_a_client_gets_into_the_links() {
        ayse.with("X-Forwarded-Host", "evil.example");
        try {
            ayse.get(BOOK).shows("next", "http://shop.test/address/?page=2");
        } finally {
            ayse.with("X-Forwarded-Host", "");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 10",
        "?limit=1, 1",
        "?limit=23, 23",
        "?limit=24, 23",
        "?limit=100, 23",
        "?limit=999999999, 23",
        "?page_size=7, 7",
        "?limit=3&page_size=7, 3",
        "?limit=0, 10",
        "?limit=-1, 10",
        "?limit=x, 10",
        "?limit=, 10",
        "?limit=99999999999, 10",
        "?limit=%201%20, 1",
        "?page=2&limit=20, 3",
        "?page=23&limit=1, 1"
    })
    void a_size_is_asked_for(String query, int results) {
        var told = ayse.get(BOOK + query).answers(200).shows("count", COUNT).json();
        assertThat(told.get("results")).hasSize(results);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?page=0",
                "?page=4",
                "?page=-1",
                "?page=x",
                "?page=",
                "?page=1.0",
                "?page=999999999",
                "?page=99999999999999999999",
                "?page=24&limit=1",
                "?page=2&limit=100",
                "?page=%00"
            })
    void a_page_that_is_none_is_not_found(String query) {
        for (var path : List.of(BOOK, "/address/detailed/")) {
            ayse.get(path + query).answers(404).says("{\"detail\": \"Invalid page.\"}");
        }
        ayse.with("Accept-Language", "tr");
        try {
            ayse.get(BOOK + query).answers(404).says("{\"detail\": \"Geçersiz sayfa.\"}");
        } finally {
            ayse.with("Accept-Language", "");
        }
    }

    @Test
    void an_empty_book_has_one_empty_page() {
        var newcomer = Shopper.signedIn(shop, "paging.empty@example.com");
        var nothing = "{\"count\": 0, \"next\": null, \"previous\": null, \"results\": []}";
        newcomer.get(BOOK).answers(200).says(nothing);
        newcomer.get(BOOK + "?page=1&limit=5").answers(200).says(nothing);
        newcomer.get("/address/detailed/").answers(200).says(nothing);
        newcomer.get(BOOK + "?page=2").answers(404);
    }

    @Test
    void the_detailed_list_comes_whole_unless_it_is_asked_for_in_pages() {
        assertThat(ayse.get("/address/detailed/").shows("next", null).json().get("results"))
                .hasSize(COUNT);
        ayse.get("/address/detailed/?limit=20")
                .shows("next", "http://shop.test/address/detailed/?page=2&limit=20");
    }
}
