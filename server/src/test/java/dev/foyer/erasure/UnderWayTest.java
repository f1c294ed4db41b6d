package dev.foyer.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.db.Failures;
import dev.foyer.people.Shopper;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What is added to a customer while her erasure is under way: it waits, and is refused.
class UnderWayTest {
    @RegisterExtension static final Shop shop = Shop.open();

    private static final String SESSION =
            """
            insert into session (id_hash, key_hash, customer_id, created_at, refreshed_at, expires_at,
                                 address, user_agent)
            values (sha256('under way'), sha256('its key'), %d, now(), now(), now() + interval '1 day',
                    '192.0.2.7', 'me')
            """;

    private static final String LETTER =
            """
            insert into outbox_message (channel, recipient, subject, message_id, customer_id, created_at,
                                        next_attempt_at, state)
            values ('email', 'under-way@example.com', '', 'under way', %d, now(), now(), 'delivered')
            """;

    private static final String WAITING =
            """
            select count(*) from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'
            """;

    @Test
    void a_session_that_is_being_written_finds_nobody() throws Exception {
        refused("session@example.com", SESSION);
    }

    @Test
    void a_letter_that_is_being_written_finds_nobody() throws Exception {
        refused("letter@example.com", LETTER);
    }

    private static void refused(String email, String insert) throws Exception {
        long id = Shopper.signedIn(shop, email).get("/current_user/").json().get("pk").asLong();
        var held = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var erasure = threads.submit(() -> erase(id, held, goOn));
            held.await();
            Future<?> late = threads.submit(() -> shop.change(insert.formatted(id)));
            Eventually.holdsWithin(
                    "the other one waits", Duration.ofSeconds(4), () -> shop.count(WAITING) == 1);
            goOn.countDown();
            erasure.get();

            assertThat(late)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .matches(thrown -> Failures.isErased(thrown));
        }
        assertThat(shop.count("select count(*) from session where customer_id = " + id)).isZero();
    }

    /// What an erasure does to the row of its customer, held open in the middle.
    private static void erase(long id, CountDownLatch held, CountDownLatch goOn) {
        shop.database()
                .change(
                        (Handle tx) -> {
                            var _ = Person.hold(tx, id).orElseThrow();
                            tx.execute("delete from session where customer_id = ?", id);
                            held.countDown();
                            await(goOn);
                            tx.execute(
                                    "update customer set is_active = false, erased_at = now() where id = ?",
                                    id);
                        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
