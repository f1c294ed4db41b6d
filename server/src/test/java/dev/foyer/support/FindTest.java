package dev.foyer.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `GET /api/customers/?q=`: an operator looks for somebody who calls.
class FindTest {
    @RegisterExtension static final Shop shop = Shop.open();

    @BeforeAll
    static void register() {
        register("Şükriye", "İnce", "sukriye@example.com", "05551234567");
        register("IŞIL", "Ağaoğlu", "isil.agaoglu@example.com", "05321112233");
        register("Renée", "Müller", "r.mueller@example.de", "+4915112345678");
        register("ΣΟΦΙΑ", "Παππά", "sofia@example.gr", "");
    }

    @ParameterizedTest
    @CsvSource({
        "şük,            sukriye@example.com",
        "SUK,            sukriye@example.com",
        "Şükriye İn,     sukriye@example.com",
        "sukriye  ince,  sukriye@example.com",
        "ince,           sukriye@example.com",
        "INCE,           sukriye@example.com",
        "ışıl,           isil.agaoglu@example.com",
        "Işıl Ağ,        isil.agaoglu@example.com",
        "ISIL,           isil.agaoglu@example.com",
        "agaoglu i,      isil.agaoglu@example.com",
        "renee,          r.mueller@example.de",
        "MÜLLER,         r.mueller@example.de",
        "σοφια,          sofia@example.gr",
        "R.Mueller@,     r.mueller@example.de",
        "isil.,          isil.agaoglu@example.com",
        "0555 12,        sukriye@example.com",
        "+90 555 123,    sukriye@example.com",
        "0090555123,     sukriye@example.com",
        "90555123,       sukriye@example.com",
        "555 123 45,     sukriye@example.com",
        "(0532) 111,     isil.agaoglu@example.com",
        "+49151,         r.mueller@example.de"
    })
    void whoever_begins_like_this_is_found_in_any_spelling(String typed, String email) {
        assertThat(emails(find(typed, "&full=true"))).containsExactly(email);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"şükriyee", "kriye", "0555999", "%25", "su_", "_u", "example.com", "\0\0"})
    void nobody_else_is_found(String typed) {
        assertThat(emails(find(typed, "&full=true"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ş", " s ", "\0"})
    void who_types_too_little_browses(String typed) {
        find(typed, "")
                .answers(400)
                .says(
                        "{\"q\": [\"Type at least 2 characters of an address, a name or a phone, and at most 254.\"]}");
    }

    @Test
    void what_is_shown_is_masked_unless_more_is_asked_for_and_that_is_noted() {
        var before = shop.count("select count(*) from audit_event where kind = 'customers_found'");
        var masked = find("sukriye@", "").answers(200).json().get("results").get(0);
        assertThat(masked.get("first_name").asString()).isEqualTo("Ş…");
        assertThat(masked.get("last_name").asString()).isEqualTo("İ…");
        assertThat(masked.get("email").asString()).isEqualTo("s…@example.com");
        assertThat(masked.get("phone").asString()).isEqualTo("…67");
        assertThat(shop.count("select count(*) from audit_event where kind = 'customers_found'"))
                .isEqualTo(before);

        var full = find("sukriye@", "&full=true").json().get("results").get(0);
        assertThat(full.get("last_name").asString()).isEqualTo("İnce");
        assertThat(full.get("phone").asString()).isEqualTo("+905551234567");
        assertThat(shop.count("select count(*) from audit_event where kind = 'customers_found'"))
                .isEqualTo(before + 1);
        assertThat(
                        shop.count(
                                "select count(*) from audit_event where kind = 'customers_found'"
                                        + " and details::text like '%sukriye%'"))
                .isZero();
    }

    @Test
    void pages_follow_each_other_and_miss_nobody() {
        for (int i = 0; i < 7; i++) {
            register("Paged", "Person" + (i / 3), "paged-" + i + "@example.com", "");
        }
        var seen = new ArrayList<String>();
        var next = "";
        int pages = 0;
        do {
            var page = find("paged p", "&full=true&most=3&after=" + next).answers(200);
            seen.addAll(emails(page));
            next = page.json().get("next").asString("");
            pages++;
        } while (!next.isEmpty() && pages < 10);

        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThat(next).doesNotContain("paged");
        find("paged", "&after=nonsense").answers(400);
    }

    @Test
    void somebody_who_is_found_in_two_ways_stands_once() {
        register("Twice", "Twice", "twice@example.com", "");
        assertThat(emails(find("twice", "&full=true"))).containsExactly("twice@example.com");
    }

    @Test
    void whoever_was_erased_is_found_no_more() {
        var gone = register("Vanisha", "Vanish", "vanisha@example.com", "05559990011");
        long id = gone.get("/current_user/").json().get("pk").asLong();
        Operator.of(shop).send("POST", "/api/customers/" + id + "/erase/", "").answers(200);
        for (var typed : List.of("vanish", "vanisha@", "0555999")) {
            assertThat(emails(find(typed, ""))).isEmpty();
        }
        for (char c : "0123456789abcdef".toCharArray()) {
            for (char d : "0123456789abcdef".toCharArray()) {
                assertThat(emails(find("" + c + d, "&full=true")))
                        .noneMatch(email -> email.endsWith("anonymized.invalid"));
            }
        }
    }

    @Test
    void only_the_token_opens_the_desk() {
        Operator.saying(shop, "").get("/api/customers/?q=su").answers(401);
    }

    private static Shopper register(String first, String last, String email, String phone) {
        var shopper = Shopper.guest(shop);
        var form = Person.named(first, last).withEmail(email);
        shopper.post(
                        "/users/registration/",
                        (phone.isEmpty() ? form : form.with("phone", '"' + phone + '"')).json())
                .answers(201);
        return shopper;
    }

    private static Reply find(String typed, String more) {
        var query = URLEncoder.encode(typed, StandardCharsets.UTF_8);
        return Operator.of(shop).get("/api/customers/?q=" + query + more);
    }

    private static List<String> emails(Reply reply) {
        return reply.answers(200)
                .json()
                .get("results")
                .valueStream()
                .map(one -> one.get("email").asString())
                .toList();
    }
}
