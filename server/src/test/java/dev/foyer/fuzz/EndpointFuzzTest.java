package dev.foyer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.stream.Collectors;

/// Junk for every route and form: nothing that anybody sends is a failure of the server. `./foyer
/// prove endpoints` does the same for as long as one likes, with another number each time.
class EndpointFuzzTest {
    /// Nobody is slowed down, so that the junk comes through to the endpoints.
    @RegisterExtension static final Shop shop = EndpointProof.shop();

    private static final long NUMBER = 20261122;
    private static final int ROUNDS = 20;

    @Test
    void every_route_has_a_recipe_and_every_recipe_a_route() {
        var patterns =
                shop.routes().stream()
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .collect(Collectors.toSet());
        assertThat(Recipes.patterns()).containsExactlyInAnyOrderElementsOf(patterns);
    }

    @Test
    void no_junk_makes_the_server_fail() throws Exception {
        var fuzz = new EndpointFuzz(shop, NUMBER);
        for (int round = 0; round < ROUNDS; round++) {
            fuzz.round();
        }
        EndpointProof.checkAfterwards(shop);
        // Else the junk would stop at the door.
        assertThat(fuzz.statuses().get(200)).isGreaterThan(ROUNDS * 10);
        assertThat(fuzz.statuses().get(400)).isGreaterThan(ROUNDS * 10);
    }

    @Test
    void what_a_route_must_not_answer_is_noticed() {
        assertThat(EndpointFuzz.complaint(answer(500, "application/json", "{}"))).isNotEmpty();
        assertThat(EndpointFuzz.complaint(answer(503, "application/json", "{}"))).isNotEmpty();
        assertThat(EndpointFuzz.complaint(answer(200, "application/json", "{"))).isNotEmpty();
        assertThat(EndpointFuzz.complaint(answer(200, "text/html", "at a.b(Code.java:1)")))
                .isNotEmpty();
        assertThat(EndpointFuzz.complaint(answer(200, "text/html", "<script>foyer"))).isNotEmpty();
        assertThat(EndpointFuzz.complaint(answer(200, "text/css", "a"))).isNotEmpty();
        assertThat(EndpointFuzz.complaint(answer(200, "application/json", "{}"))).isEmpty();
    }

    private static Exchange answer(int status, String type, String body) {
        return new Exchange(status, java.util.List.of("content-type: " + type), body);
    }
}
