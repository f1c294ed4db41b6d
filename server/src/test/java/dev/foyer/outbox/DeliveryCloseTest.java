package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Shop;
import dev.foyer.secret.Secrets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A node that is told to stop while the mail server is slow to answer. The messages here are due
/// tomorrow, so that the shop's own workers leave them alone.
class DeliveryCloseTest {
    private static final int MESSAGES = 9;
    private static final int CONVERSATIONS = 4;

    @RegisterExtension static final Shop shop = Shop.open().mayLeaveMessages();

    @Test
    void notes_what_became_of_the_messages_under_way_and_takes_no_more() throws Exception {
        var asked = new CountDownLatch(CONVERSATIONS);
        var answer = new CountDownLatch(1);
        var tomorrow = shop.clock().instant().plus(Duration.ofDays(1));
        leave(MESSAGES, tomorrow);
        var delivery = delivery(slow(asked, answer), InstantSource.fixed(tomorrow)).start();
        asked.await();

        var closing = Thread.startVirtualThread(delivery::close);
        while (closing.getState() == Thread.State.RUNNABLE) {
            Thread.sleep(Duration.ofMillis(5));
        }
        answer.countDown();
        closing.join();

        assertThat(count("state = 'delivered' and attempts = 1")).isEqualTo(CONVERSATIONS);
        assertThat(count("state = 'waiting' and attempts = 0")).isEqualTo(MESSAGES - CONVERSATIONS);
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
        var secrets = new Secrets(List.of(Shop.SECRET_KEY), new SecureRandom());
        return new Delivery(
                shop.database(),
                new Outbox(secrets, "tomorrow.example", clock),
                Map.of(Channel.EMAIL, carrier),
                Settings.standard(shop),
                clock);
    }

    private static void leave(int messages, Instant due) {
        shop.change(
                """
                insert into outbox_message (channel, recipient, subject, body_text, body_html, message_id,
                                            created_at, next_attempt_at)
                select 'email', i || '@tomorrow.example', 'News', 'text', '<p>page</p>',
                       '<' || i || '@tomorrow.example>', ?, ?
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
