package dev.foyer.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.db.Failures;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// What is under way while a customer is erased waits for the end of that, and then finds nobody.
class ErasureWaitTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String WAITING =
            """
            select count(*) from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into known_device%'
            """;

    private static final String ERASING =
            """
            select count(*) from pg_stat_activity
             where datname = current_database() and state = 'idle in transaction'
               and query like 'update customer set erased%'
            """;

    /// Less than the five seconds for which a statement waits for a lock.
    private static final Duration PATIENCE = Duration.ofMillis(4_500);

    @Test
    void an_insert_that_began_before_the_erasure_was_over_adds_nothing() throws Exception {
        var ayse = Shopper.signedIn(shop, "waiting@example.com");
        long id = ayse.get("/current_user/").json().get("pk").asLong();
        var over = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var erasure = threads.submit(() -> erase(id, over));
            Eventually.holds(
                    "the erasure holds her row",
                    Duration.ofSeconds(10),
                    () -> shop.count(ERASING) == 1);
            var insert = threads.submit(() -> insert(id));
            Eventually.holdsWithin("the insert waits", PATIENCE, () -> shop.count(WAITING) == 1);
            over.countDown();

            assertThat(insert.get()).as("it found nobody").isTrue();
            erasure.get();
        }
        assertThat(shop.count("select count(*) from known_device where customer_id = " + id))
                .isZero();
    }

    /// Whether it was refused because she is no more.
    private static boolean insert(long id) {
        try {
            shop.change(
                    "insert into known_device (customer_id, device_mac, first_seen, last_seen)"
                            + " values (?, decode(repeat('ab', 32), 'hex'), now(), now())",
                    id);
            return false;
        } catch (RuntimeException e) {
            return Failures.isErased(e);
        }
    }

    private static void erase(long id, CountDownLatch over) {
        shop.database()
                .change(
                        tx -> {
                            tx.execute("select from customer where id = ? for update", id);
                            tx.execute("delete from known_device where customer_id = ?", id);
                            tx.execute("update customer set erased_at = now() where id = ?", id);
                            await(over);
                        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
