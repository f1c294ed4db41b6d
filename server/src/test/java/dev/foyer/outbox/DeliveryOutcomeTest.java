package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What came of a message is noted, whatever becomes of the next one. The messages here are due
/// tomorrow, so that the shop's own workers leave them alone.
class DeliveryOutcomeTest {
    private static final int MESSAGES = 9;
    private static final int CONVERSATIONS = 4;

    @RegisterExtension static final Shop shop = Shop.open().mayLeaveMessages();

    @Test
    void a_node_that_stops_notes_those_under_way_and_takes_no_more() throws Exception {
        var asked = new CountDownLatch(CONVERSATIONS);
        var answer = new CountDownLatch(1);
        var tomorrow = shop.clock().instant().plus(Duration.ofDays(1));
        leave(MESSAGES, tomorrow);
        var delivery = delivery(slow(asked, answer), InstantSource.fixed(tomorrow)).start();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        var closing = Thread.startVirtualThread(delivery::close);
        Eventually.holds(
                "it waits for those under way, and lets nobody begin",
                Duration.ofSeconds(5),
                () -> closing.getState() != Thread.State.RUNNABLE);
        answer.countDown();
        closing.join();

        assertThat(count("state = 'delivered' and attempts = 1")).isEqualTo(CONVERSATIONS);
        assertThat(count("state = 'waiting' and attempts = 0")).isEqualTo(MESSAGES - CONVERSATIONS);
    }

    @Test
    void it_is_noted_where_the_next_one_cannot_be_claimed() throws Exception {
        var tomorrow = shop.clock().instant().plus(Duration.ofDays(1));
        leave(1, tomorrow);
        shop.change(
                """
                create function refuse_to_be_claimed() returns trigger language plpgsql as $$
                begin
                    raise exception 'not this one';
                end $$
                """);
        var carried = new AtomicInteger();
        Carrier carrier =
                _ -> {
                    if (carried.incrementAndGet() == 1) {
                        // This one is claimed already; what comes now never is.
                        shop.change(
                                """
                                create trigger refuse before update on outbox_message for each row
                                    when (old.attempts = 0) execute function refuse_to_be_claimed()
                                """);
                        leave(1, tomorrow);
                    }
                    return new Carrier.Outcome.Delivered();
                };

        try (var _ = delivery(carrier, InstantSource.fixed(tomorrow)).start()) {
            Eventually.holds(
                    "the first one is noted",
                    Duration.ofSeconds(10),
                    () -> count("state = 'delivered'") == 1);
        } finally {
            shop.change("drop function refuse_to_be_claimed cascade");
        }

        assertThat(carried).hasValue(1);
        assertThat(count("state = 'waiting' and attempts = 0")).isOne();
    }

    @BeforeEach
    void forget() {
        shop.change("delete from outbox_message");
    }

    private static Carrier slow(CountDownLatch asked, CountDownLatch answer) {
        return _ -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException _) {
                return new Carrier.Outcome.Failed("interrupted");
            }
            return new Carrier.Outcome.Delivered();
        };
    }

    private static Delivery delivery(Carrier carrier, InstantSource clock) {
        return new Delivery(
                shop.database(),
                Map.of(Channel.EMAIL, carrier),
                Settings.standard(shop),
                clock,
                new SecureRandom());
    }

    private static void leave(int messages, Instant due) {
        shop.change(
                """
                insert into outbox_message (channel, recipient, subject, body_text, body_html, message_id,
                                            created_at, next_attempt_at)
                select 'email', i || '@tomorrow.example', 'News', 'text', '<p>page</p>',
                       '<' || gen_random_uuid() || '@tomorrow.example>', ?, ?
                  from generate_series(1, ?) i
                """,
                due,
                due,
                messages);
    }

    private static long count(String which) {
        return shop.count(
                "select count(*) from outbox_message where recipient like '%@tomorrow.example' and "
                        + which);
    }
}
