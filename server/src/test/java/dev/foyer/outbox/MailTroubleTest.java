package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.app.TcpProxy;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A mail server that refuses, puts off, mumbles, or is away.
class MailTroubleTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static MailServer server;
    private static TcpProxy network;
    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        server = MailServer.open();
        network = TcpProxy.to(server.port());
        server.wants("secret");
        shop =
                Shop.open()
                        .with(
                                "SMTP_URL",
                                "smtp://foyer:secret@127.0.0.1:"
                                        + network.port()
                                        + "?starttls=never");
        shop.beforeAll(null);
    }

    @AfterEach
    void behave() {
        server.behaves();
        server.wants("secret");
        network.mend();
    }

    @AfterAll
    static void close() throws Exception {
        shop.clock().forward(Duration.ofDays(1));
        shop.afterAll(null);
        network.close();
        server.close();
        assertThat(shop.logged()).isNotEmpty().noneMatch(line -> line.contains("@trouble.example"));
    }

    @Test
    void a_refused_recipient_fails_for_good_and_harms_no_other() throws Exception {
        var refused = newcomer();
        server.answers("RCPT TO:<" + refused + ">", "550 no such user");
        long id = register(refused);
        var other = newcomer();
        register(other);

        awaitState(id, "failed 1");
        Eventually.holds("the other has hers", SOON, () -> server.mailsTo(other).size() == 1);
        assertThat(attempts(id)).isEqualTo("1 refused the mail server answered 550");
        shop.clock().forward(Duration.ofDays(2));
        register(newcomer());
        assertThat(attempts(id)).isEqualTo("1 refused the mail server answered 550");

        server.behaves();
        Operator.of(shop).send("POST", "/api/outbox/" + id + "/retry/", "").answers(200);
        Eventually.holds("she has hers", SOON, () -> server.mailsTo(refused).size() == 1);
    }

    @Test
    void a_message_refused_for_what_it_holds_fails_for_good() throws Exception {
        server.answers("end of data", "554 looks like spam");
        long id = register(newcomer());

        awaitState(id, "failed 1");
        assertThat(attempts(id)).isEqualTo("1 refused the mail server answered 554");
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 451 try later, the mail server answered 451",
        "RCPT, 452 mailbox full, the mail server answered 452",
        "MAIL, 421 too busy, the mail server answered 421 to our sender",
        "DATA, 450 not now, the mail server answered 450",
        "end of data, 451 not now, the mail server answered 451",
    })
    void what_is_put_off_is_tried_again_later(String command, String answer, String detail)
            throws Exception {
        server.answers(command, answer);
        var who = newcomer();
        long id = register(who);

        awaitState(id, "waiting 1");
        Eventually.holds(
                "the attempt is noted", SOON, () -> attempts(id).equals("1 failed " + detail));
        assertThat(secondsToNext(id)).isEqualTo(5);
        server.behaves();
        shop.clock().forward(Duration.ofSeconds(5));

        awaitState(id, "delivered 2");
        assertThat(attempts(id)).isEqualTo("1 failed " + detail + ", 2 delivered ");
        assertThat(server.mailsTo(who)).hasSize(1);
    }

    @Test
    void the_pauses_grow_and_the_last_one_is_followed_by_giving_up() throws Exception {
        server.answers("RCPT", "451 try later");
        long id = register(newcomer());
        awaitState(id, "waiting 1");
        int[] pauses = {5, 30, 120, 600, 1800, 3600, 10800, 25200, 43200, 86400, 86400};
        for (int i = 0; i < pauses.length; i++) {
            awaitEnded(id, i + 1);
            assertThat(secondsToNext(id)).isEqualTo(pauses[i]);
            shop.clock().forward(Duration.ofSeconds(pauses[i]));
        }

        awaitState(id, "failed 12");
    }

    /// A wrong sender or a missing permission is our mistake and no reason to give a recipient up.
    @ParameterizedTest
    @ValueSource(strings = {"550 unknown sender", "530 sign in first", "553 not your address"})
    void a_refused_sender_is_tried_again(String answer) throws Exception {
        server.answers("MAIL", answer);
        long id = register(newcomer());

        awaitEnded(id, 1);
        awaitState(id, "waiting 1");
        server.behaves();
        shop.clock().forward(Duration.ofSeconds(5));
        awaitState(id, "delivered 2");
    }

    @Test
    void a_wrong_password_is_tried_again() throws Exception {
        server.wants("another");
        long id = register(newcomer());

        awaitEnded(id, 1);
        assertThat(attempts(id))
                .isEqualTo("1 failed the mail server refused our name and password");
        awaitState(id, "waiting 1");
        server.wants("secret");
        shop.clock().forward(Duration.ofSeconds(5));
        awaitState(id, "delivered 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request", "554 no service here", "ÿþý", "220"})
    void a_server_that_mumbles_is_tried_again(String greeting) throws Exception {
        server.answers("", greeting);
        server.answers("EHLO", "what?");
        long id = register(newcomer());

        awaitEnded(id, 1);
        awaitState(id, "waiting 1");
        server.behaves();
        shop.clock().forward(Duration.ofSeconds(5));
        awaitState(id, "delivered 2");
    }

    @Test
    void a_server_that_is_away_is_tried_again_until_it_is_back() throws Exception {
        network.cut();
        long id = register(newcomer());
        awaitEnded(id, 1);
        shop.clock().forward(Duration.ofSeconds(5));
        awaitEnded(id, 2);
        assertThat(attempts(id)).startsWith("1 failed ").contains(", 2 failed ");
        network.mend();
        shop.clock().forward(Duration.ofSeconds(30));

        awaitState(id, "delivered 3");
    }

    @Test
    void a_repetition_after_a_lost_answer_has_the_same_message_id() throws Exception {
        server.dropsAfterData();
        var who = newcomer();
        long id = register(who);
        awaitEnded(id, 1);
        awaitState(id, "waiting 1");
        server.behaves();
        shop.clock().forward(Duration.ofSeconds(5));
        awaitState(id, "delivered 2");

        var mails = server.mailsTo(who);
        assertThat(mails).hasSize(2);
        assertThat(mails.getFirst().header("Message-ID"))
                .matches("<[0-9a-f]{32}@shop\\.test>")
                .isEqualTo(mails.getLast().header("Message-ID"));
    }

    @Test
    void operators_see_masked_recipients_and_every_attempt() throws Exception {
        server.answers("RCPT", "451 try later");
        long id = register("zeynep@trouble.example");
        awaitEnded(id, 1);

        var list = Operator.of(shop).get("/api/outbox/").answers(200).hasKeys("count", "results");
        var listed =
                list.json()
                        .get("results")
                        .valueStream()
                        .filter(one -> one.get("id").asLong() == id)
                        .findFirst()
                        .orElseThrow();
        assertThat(listed.get("to").asString()).isEqualTo("z…@trouble.example");
        assertThat(listed.get("state").asString()).isEqualTo("waiting");
        assertThat(list.text()).doesNotContain("zeynep").doesNotContain("account-confirm-email");

        var story = Operator.of(shop).get("/api/outbox/" + id + "/").answers(200);
        story.hasKeys(
                "id",
                "channel",
                "to",
                "subject",
                "state",
                "attempts",
                "created",
                "next_attempt",
                "tries");
        story.shows("to", "z…@trouble.example").shows("attempts", 1);
        assertThat(story.json().get("tries").get(0).get("detail").asString())
                .isEqualTo("the mail server answered 451");
        assertThat(story.text()).doesNotContain("zeynep");
        server.behaves();
        Operator.of(shop).send("POST", "/api/outbox/" + id + "/retry/", "").answers(200);
        awaitState(id, "delivered 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999", "0", "-1", "one", "99999999999999999999"})
    void there_is_nothing_to_show_or_retry_under_another_number(String id) {
        Operator.of(shop).get("/api/outbox/" + id + "/").answers(404);
        Operator.of(shop).send("POST", "/api/outbox/" + id + "/retry/", "").answers(404);
    }

    private static String newcomer() {
        return "ayse" + NUMBER.incrementAndGet() + "@trouble.example";
    }

    /// The number of the message that somebody's registration leaves.
    private static long register(String email) {
        Shopper.signedIn(shop, email);
        return shop.count("select id from outbox_message where recipient = '%s'".formatted(email));
    }

    private static void awaitState(long id, String expected) throws InterruptedException {
        var sql = "select state || ' ' || attempts from outbox_message where id = " + id;
        Eventually.holds(
                "message " + id + " is " + expected, SOON, () -> text(sql).equals(expected));
    }

    private static void awaitEnded(long id, int attempt) throws InterruptedException {
        var sql =
                "select count(*) from outbox_attempt where ended_at is not null and message_id = %d and attempt = %d"
                        .formatted(id, attempt);
        Eventually.holds("attempt " + attempt + " ends", SOON, () -> shop.count(sql) == 1);
    }

    private static String attempts(long id) {
        return text(
                """
                select string_agg(attempt || ' ' || outcome || ' ' || detail, ', ' order by attempt)
                  from outbox_attempt where message_id = %d
                """
                        .formatted(id));
    }

    private static long secondsToNext(long id) {
        return shop.count(
                """
                select round(extract(epoch from m.next_attempt_at - a.ended_at))
                  from outbox_message m
                  join outbox_attempt a on a.message_id = m.id and a.attempt = m.attempts
                 where m.id = %d
                """
                        .formatted(id));
    }

    private static String text(String sql) {
        return shop.database().read(handle -> handle.createQuery(sql).mapTo(String.class).one());
    }
}
