package dev.foyer.session;

import static java.util.stream.IntStream.range;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.cache.Changes;
import dev.foyer.cache.Listener;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Shopper;
import dev.foyer.secret.Sha256;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// What is remembered of sessions stays within its bound, with what is kept beside them.
class LivingTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final int BOUND = 60_000;
    private static final byte[] ANSWER = new byte[10_000];
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Changes changes = new Changes();
    private final Living living = new Living(shop.database(), changes, BOUND);

    @Test
    void an_answer_beside_a_session_counts_however_often_it_is_kept() throws Exception {
        var ids =
                range(0, 12)
                        .mapToObj(i -> Shopper.signedIn(shop, "living-" + i + "@example.com"))
                        .map(shopper -> Sha256.of(shopper.cookie("osessionid")))
                        .toList();
        // From now on the shop itself hears of its changes by the database alone.
        try (var _ = new Listener(shop.database(), changes, "another node").start()) {
            Eventually.holds("all are known", SOON, () -> known(ids, this::read) == 12);
            // 10,260 bytes each: five are 51,300.
            Eventually.holds("five are known", SOON, () -> known(ids, this::answer) == 5);
        }
    }

    private void read(Sha256 id) {
        var _ = living.byId(id).orElseThrow();
    }

    /// By five requests at once.
    private void answer(Sha256 id) {
        var session = living.byId(id).orElseThrow();
        Callable<Boolean> request =
                () -> {
                    session.keep(1, ANSWER);
                    return true;
                };
        try {
            var _ = AtOnce.all(List.of(request, request, request, request, request));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// How many are known when this has happened to each.
    private long known(List<Sha256> ids, Consumer<Sha256> happens) {
        ids.forEach(happens);
        return ids.stream().filter(id -> living.recall(id).isPresent()).count();
    }
}
