package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.RequestStatements;
import dev.foyer.app.Shop;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How many statements a hook request costs: as many for a hundred people as for two.
class HookStatementsTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static RequestStatements statements;
    private static CallCentre iys;

    @BeforeAll
    static void listen() {
        iys = CallCentre.kvkk(shop, "iys", "secret-of-iys");
        statements = RequestStatements.of(shop);
    }

    @Test
    void a_hundred_people_cost_as_many_statements_as_two() {
        for (int i = 0; i < 50; i++) {
            Subscriber.of(shop, "p" + i + "@example.com", "0555100%04d".formatted(i));
            Subscriber.of(shop, "q" + i + "@example.com", "0555200%04d".formatted(i));
        }
        var two = statements(IntStream.range(0, 1));
        var hundred = statements(IntStream.range(0, 50));

        assertThat(hundred.size()).as("of a hundred").isEqualTo(two.size());
        assertThat(
                        shop.count(
                                "select count(*) from customer where not call_allowed and not"
                                        + " sms_allowed"))
                .isEqualTo(100);
    }

    @Test
    void one_who_is_not_believed_costs_one_question() {
        var asked =
                during(
                        () -> {
                            iys.knowing("no-secret-of-iys")
                                    .call("{\"email\": \"a@b.co\"}")
                                    .answers(400);
                            new CallCentre(shop, iys.path(), "nobody", "no-secret")
                                    .call("{\"email\": \"a@b.co\"}");
                        });
        assertThat(asked).hasSize(2).allMatch(sql -> sql.contains("hook_service"));
    }

    /// Of a request that withdraws by this many addresses and as many phones.
    private static List<String> statements(IntStream numbers) {
        var people =
                numbers.mapToObj(
                                i ->
                                        """
                                        {"email": "p%d@example.com", "call_allowed": false, "sms_allowed": false},
                                        {"phone": "0555200%04d", "call_allowed": false, "sms_allowed": false}
                                        """
                                                .formatted(i, i))
                        .collect(Collectors.joining(","));
        return during(() -> iys.call(people).answers(200).says("{}"));
    }

    /// Not those that count how often somebody calls, or ask at the end of a transaction what it
    /// has changed.
    private static List<String> during(Runnable requests) {
        return statements.during(requests).stream()
                .filter(
                        sql ->
                                Stream.of("throttle_", "synchronous_commit", "foyer.changed")
                                        .noneMatch(sql::contains))
                .toList();
    }
}
