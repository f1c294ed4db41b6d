package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

/// Two nodes deliver from one outbox.
class TwoNodesTest {
    private static final int MESSAGES = 200;
    private static final Duration LEASE = Duration.ofMinutes(3);

    private MailServer server;
    private Shop one;
    private Shop other;

    @BeforeEach
    void open() throws Exception {
        server = MailServer.open();
        one = Shop.open().with("SMTP_URL", "smtp://127.0.0.1:" + server.port());
        one.beforeAll(null);
        other = Shop.nodeBeside(one);
        other.beforeAll(null);
    }

    @AfterEach
    void close() throws Exception {
        other.afterAll(null);
        one.afterAll(null);
        server.close();
    }

    @Test
    void each_of_many_messages_is_delivered_once() throws Exception {
        one.database()
                .change(
                        tx ->
                                tx.createUpdate(
                                                """
                                                insert into outbox_message
                                                       (channel, recipient, subject,
                                                        body_text, body_html, message_id, created_at, next_attempt_at)
                                                select 'email', 'reader' || i || '@many.example', 'News',
                                                       'text', '<p>page</p>', '<' || i || '@many.example>', :now, :now
                                                  from generate_series(1, :count) i
                                                """)
                                        .bind("now", one.clock().instant())
                                        .bind("count", MESSAGES)
                                        .execute());
        Eventually.holds(
                "all are delivered",
                Duration.ofSeconds(60),
                () ->
                        one.count(
                                        """
                                        select count(*) from outbox_message
                                         where recipient like '%@many.example' and state = 'delivered'
                                        """)
                                == MESSAGES);

        var arrived =
                server.mails().stream()
                        .map(mail -> mail.header("Message-ID"))
                        .filter(id -> id.endsWith("@many.example>"))
                        .toList();
        assertThat(arrived).hasSize(MESSAGES).doesNotHaveDuplicates();
        assertThat(
                        one.count(
                                """
                                select count(*) from outbox_attempt a
                                          join outbox_message m on m.id = a.message_id
                                 where m.recipient like '%@many.example'
                                """))
                .isEqualTo(MESSAGES);
    }

    @Test
    void what_a_dying_node_had_claimed_goes_out_from_the_other_under_the_same_message_id()
            throws Exception {
        // Due in a minute, so that only the node that is about to die, whose clock is ahead, takes
        // it.
        var later = one.clock().instant().plusSeconds(60);
        one.database()
                .change(
                        tx ->
                                tx.createUpdate(
                                                """
                                                insert into outbox_message
                                                       (channel, recipient, subject,
                                                        body_text, body_html, message_id, created_at, next_attempt_at)
                                                values ('email', 'heir@lease.example', 'News', 'text', '<p>page</p>',
                                                        '<heir@lease.example>', :later, :later)
                                                """)
                                        .bind("later", later)
                                        .execute());
        var claimed =
                one.database()
                        .write(tx -> OutboxStore.claim(tx, later, LEASE, LEASE))
                        .orElseThrow();
        assertThat(claimed.messageId()).isEqualTo("<heir@lease.example>");
        Optional<Parcel> again =
                one.database()
                        .write(tx -> OutboxStore.claim(tx, later.plusSeconds(179), LEASE, LEASE));
        assertThat(again).as("what is leased belongs to one node").isEmpty();

        other.clock().forward(Duration.ofSeconds(60).plus(LEASE));

        Eventually.holds(
                "the other node has delivered it",
                Duration.ofSeconds(10),
                () -> server.mailsTo("heir@lease.example").size() == 1);
        assertThat(server.mailsTo("heir@lease.example").getFirst().header("Message-ID"))
                .isEqualTo("<heir@lease.example>");
        Eventually.holds(
                "that is noted",
                Duration.ofSeconds(10),
                () ->
                        one.count(
                                        """
                                        select count(*) from outbox_attempt a
                                          join outbox_message m on m.id = a.message_id
                                         where m.message_id = '<heir@lease.example>'
                                           and (a.attempt, a.outcome) in ((1, 'started'), (2, 'delivered'))
                                        """)
                                == 2);
    }
}
