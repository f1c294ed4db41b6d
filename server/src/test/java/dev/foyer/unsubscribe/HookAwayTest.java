package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.app.TcpProxy;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// The database goes away while a service calls: it is told to come back, and then everything is
/// applied, once. One shop has a network that can be cut, the other one stands beside its database.
class HookAwayTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String WAITS = "datname = current_database() and wait_event_type = 'Lock'";

    @RegisterExtension
    @Order(1)
    static final TcpProxy network = TcpProxy.toDatabase("");

    @RegisterExtension
    @Order(2)
    static final Shop far = Shop.open().behind(network).mayLogErrors().mayLeaveMessages();

    @RegisterExtension
    @Order(3)
    static final Shop near = Shop.open();

    @Test
    void what_could_not_be_applied_can_be_sent_again_as_it_is() throws Exception {
        var iys = CallCentre.kvkk(far, "iys", "secret-of-iys");
        var ayse = Subscriber.of(far, "ayse@example.com");
        var body = iys.body("{\"email\": \"ayse@example.com\", \"sms_allowed\": false}", iys.now());

        network.cut();
        iys.send("PATCH", body)
                .answers(503)
                .has("Retry-After", "2")
                .says("{\"detail\": \"Service temporarily unavailable, try again later.\"}");
        network.mend();
        // A connection that broke meanwhile may cost one more answer.
        Eventually.holds(
                "she is served again",
                SOON,
                () -> ayse.shopper().get("/current_user/").status() == 200);
        ayse.allows(true, true, true);
        Eventually.holds("it is applied", SOON, () -> iys.send("PATCH", body).status() == 200);
        ayse.allows(true, false, true);
    }

    @Test
    void a_transaction_that_is_cut_in_the_middle_leaves_nothing_behind() {
        var iys = CallCentre.kvkk(near, "iys", "secret-of-iys");
        var elif = Subscriber.of(near, "elif@example.com");
        var body = iys.body("{\"email\": \"elif@example.com\", \"sms_allowed\": false}", iys.now());
        long before = remembered();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Who looks for her address has noted the request already, and waits here.
            near.database()
                    .change(
                            tx -> {
                                tx.execute("lock table email_address in access exclusive mode");
                                var reply =
                                        CompletableFuture.supplyAsync(
                                                () -> iys.send("PATCH", body), threads);
                                untilSomebodyWaits();
                                endWhoWaits();
                                reply.join().answers(503).has("Retry-After", "2");
                            });
        }
        assertThat(remembered()).isEqualTo(before);
        elif.allows(true, true, true);
        iys.send("PATCH", body).answers(200).says("{}");
        elif.allows(true, false, true);
    }

    private static void untilSomebodyWaits() {
        try {
            Eventually.holds(
                    "somebody waits",
                    SOON,
                    () -> near.count("select count(*) from pg_stat_activity where " + WAITS) > 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void endWhoWaits() {
        var ended =
                near.database()
                        .read(
                                handle ->
                                        handle.createQuery(
                                                        "select pg_terminate_backend(pid) from"
                                                                + " pg_stat_activity where "
                                                                + WAITS)
                                                .mapTo(Boolean.class)
                                                .list());
        assertThat(ended).containsExactly(true);
    }

    private static long remembered() {
        return near.count("select count(*) from hook_request");
    }
}
