package dev.foyer.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.customer.SearchTerm.Place;
import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

/// Among many customers each look walks one index, from where it begins, and sorts nothing: then it
/// costs the same however many there are. Looked at is the plan that is kept for any values, since
/// that is the one in use after a few questions.
class SearchPlanTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final int MANY = 100_000;
    private static final int AT_ONCE = 10_000;
    private static final int PAGE = 21;

    @BeforeAll
    static void fill() {
        for (int first = 1; first <= MANY; first += AT_ONCE) {
            int from = first;
            shop.database()
                    .change(
                            tx -> {
                                withoutTriggers(tx);
                                add(tx, from, from + AT_ONCE - 1);
                            });
        }
        shop.database()
                .change(
                        tx -> {
                            tx.execute("analyze customer");
                            tx.execute("analyze email_address");
                        });
    }

    /// What they see to has no part in a plan, and each row would cost them a look.
    private static void withoutTriggers(Handle tx) {
        tx.execute("set local session_replication_role = replica");
    }

    private static void add(Handle tx, int first, int last) {
        tx.createUpdate(
                        """
                        with added as (
                            insert into customer (first_name, last_name, phone, language_code, attributes,
                                                  user_type, client_type, email_allowed, sms_allowed,
                                                  call_allowed, whatsapp_allowed, date_joined)
                            select (array['Ayşe','Işıl','Mehmet','Ömer','Şule'])[1 + n % 5],
                                   'Soyad' || n, '+90555' || lpad(n::text, 7, '0'), 'tr-tr', '{}',
                                   'registered', 'default', false, false, false, false, now()
                              from generate_series(:first, :last) n
                            returning id)
                        insert into email_address (customer_id, address, identity, is_primary, created_at)
                        select id, 'kisi' || id || '@example.com', 'kisi' || id || '@example.com', true, now()
                          from added
                        """)
                .bind("first", first)
                .bind("last", last)
                .execute();
    }

    /// What is looked for stands far from the beginning of each index.
    @ParameterizedTest
    @CsvSource({
        "EMAIL,     kisi9,      email_address_search",
        "NAME,      sule,       customer_name_search",
        "LAST_NAME, soyad9,     customer_last_name_search",
        "PHONE,     +905550099, customer_phone_search"
    })
    void a_look_walks_a_few_pages_of_one_index_and_sorts_nothing(
            Place place, String from, String index) {
        var plan = shop.database().write(handle -> plan(handle, place, from));

        var kinds = plan.findValuesAsString("Node Type");
        assertThat(kinds).isSubsetOf("Limit", "Nested Loop", "Index Scan");
        var walk =
                plan.findParents("Index Name").stream()
                        .filter(node -> node.get("Index Name").asString().equals(index))
                        .toList();
        assertThat(walk).hasSize(1);
        assertThat(walk.getFirst().get("Actual Rows").asDouble()).isEqualTo(PAGE);
        int pages =
                walk.getFirst().get("Shared Hit Blocks").asInt()
                        + walk.getFirst().get("Shared Read Blocks").asInt();
        assertThat(pages).as("pages for %d rows", PAGE).isLessThan(3 * PAGE);
    }

    private static JsonNode plan(Handle handle, Place place, String from) {
        var sql =
                CustomerSearch.sql(place, PAGE)
                        .replace(":key", "$1")
                        .replace(":row", "$2")
                        .replace(":until", "$3");
        handle.execute("set local plan_cache_mode = force_generic_plan");
        handle.execute("prepare look (text, bigint, text) as " + sql);
        try {
            return Json.parseOwn(
                    handle.createQuery(
                                    "explain (analyze, buffers, format json) execute look"
                                            + " ('%1$s', 0, '%1$s\uDBFF\uDFFF')".formatted(from))
                            .mapTo(String.class)
                            .one());
        } finally {
            handle.execute("deallocate look");
        }
    }
}
