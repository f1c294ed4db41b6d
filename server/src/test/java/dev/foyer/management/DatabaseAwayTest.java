package dev.foyer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.app.TcpProxy;
import dev.foyer.people.AtOnce;
import dev.foyer.people.Operator;
import dev.foyer.people.Person;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// The database goes away and comes back: 503 within seconds meanwhile, nothing hangs, and all is
/// well again by itself.
class DatabaseAwayTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String UNAVAILABLE =
            "{\"detail\": \"Service temporarily unavailable, try again later.\"}";

    @RegisterExtension
    @Order(1)
    static final TcpProxy network = TcpProxy.toDatabase("");

    @RegisterExtension
    @Order(2)
    static final Shop shop = Shop.open().behind(network).mayLogErrors();

    @AfterEach
    void mend() throws InterruptedException {
        network.mend();
        Eventually.holdsWithin("it is ready again", SOON, () -> ready().status() == 200);
    }

    /// A mail that was under way when the database went is left to its lease.
    @AfterAll
    static void let_the_leases_end() {
        shop.clock().forward(Duration.ofMinutes(4));
    }

    @Test
    void readiness_tells_the_reason_and_liveness_stays() {
        network.cut();

        ready().answers(503)
                .has("Retry-After", "2")
                .says(
                        "{\"status\": \"unavailable\", \"reason\": \"the database does not"
                                + " answer\"}");
        Operator.of(shop).get("/health/live").answers(200);
    }

    @Test
    void what_needs_the_database_answers_503_and_what_does_not_goes_on() {
        var ayse = Shopper.signedIn(shop, "ayse.away@example.com");
        var guest = Shopper.guest(shop);
        network.cut();

        for (var reply :
                List.of(
                        ayse.get("/current_user/"),
                        guest.login("ayse.away@example.com"),
                        guest.post("/users/registration/", form("new.away@example.com")),
                        Operator.of(shop).get("/api/outbox/"),
                        Operator.of(shop).set("SHOP_NAME", "\"Elsewhere\""))) {
            reply.answers(503).has("Retry-After", "2").says(UNAVAILABLE);
        }
        guest.get("/current_user/").answers(401);
        guest.get("/csrf_token/").answers(200);
        Operator.of(shop).get("/api/settings/SHOP_NAME/").answers(200).shows("value", "Foyer");
    }

    @Test
    void after_its_return_all_is_well_by_itself() throws Exception {
        var ayse = Shopper.signedIn(shop, "ayse.back@example.com");
        network.cut();
        ayse.get("/current_user/").answers(503);
        network.mend();

        Eventually.holdsWithin(
                "she is served again", SOON, () -> ayse.get("/current_user/").status() == 200);
        ayse.get("/current_user/").answers(200).shows("email", "ayse.back@example.com");
        Shopper.signedIn(shop, "fatma.back@example.com");
        Operator.of(shop).set("SHOP_NAME", "\"Foyer\"").answers(200);
        // A mail that was under way when the database went is left to its lease.
        shop.clock().forward(Duration.ofMinutes(4));
        Eventually.holdsWithin("mails go out again", SOON, () -> waiting() == 0);
    }

    @Test
    void a_database_that_falls_silent_makes_nobody_wait_for_long() throws Exception {
        var ayse = Shopper.signedIn(shop, "ayse.silent@example.com");
        network.silence();
        Callable<Reply> question = () -> ayse.get("/current_user/");
        AtOnce.all(Collections.nCopies(20, question))
                .forEach(reply -> reply.answers(503).says(UNAVAILABLE));
        ready().answers(503);
        network.mend();

        Eventually.holdsWithin(
                "she is served again", SOON, () -> ayse.get("/current_user/").status() == 200);
    }

    @Test
    void a_session_the_server_ends_costs_one_answer_at_most() throws Exception {
        var ayse = Shopper.signedIn(shop, "ayse.ended@example.com");
        shop.database()
                .read(
                        handle ->
                                handle.createQuery(
                                                """
                                                select pg_terminate_backend(pid) from pg_stat_activity
                                                 where datname = current_database() and pid <> pg_backend_pid()
                                                """)
                                        .mapTo(Boolean.class)
                                        .list());

        var statuses =
                Stream.generate(() -> ayse.get("/current_user/").status()).limit(20).toList();
        assertThat(statuses).containsAnyOf(200).doesNotContain(500);
        assertThat(statuses.getLast()).isEqualTo(200);
    }

    private static Reply ready() {
        return Operator.saying(shop, "").get("/health/ready");
    }

    private static long waiting() {
        return shop.count("select count(*) from outbox_message where state = 'waiting'");
    }

    private static String form(String email) {
        return Person.named("Ayşe", "Yılmaz").withEmail(email).json();
    }
}
