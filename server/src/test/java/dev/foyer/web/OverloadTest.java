package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// More than a node can do at once: those too many are told so at once, those within are served,
/// and whoever only reads is hardly aware of it.
class OverloadTest {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final String BODY = "{\"email\": \"nobody@example.com\", \"password\": \"x\"}";

    private static final String WAITING =
            "select count(*) from pg_locks where not granted and relation = 'customer'::regclass";

    /// Less than the five seconds for which a statement waits for a lock.
    private static final Duration LOCKED_FOR = Duration.ofMillis(4_500);

    @RegisterExtension static final Shop narrow = Shop.open().with("MAX_REQUESTS_AT_ONCE", "2");

    /// A hash takes some hundred milliseconds.
    @RegisterExtension static final Shop busy = Shop.open().with("ARGON2_PASSES", "40");

    @Test
    void who_comes_in_a_crowd_is_sent_away_at_once_and_who_was_in_is_served() throws Exception {
        var ayse = Shopper.signedIn(narrow, "ayse@example.com");
        var berk = Shopper.signedIn(narrow, "berk@example.com");
        var over = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var locked = new CountDownLatch(1);
            var lock = threads.submit(() -> lockCustomers(locked, over));
            await(locked);
            var first = threads.submit(() -> ayse.get("/current_user/").status());
            var second = threads.submit(() -> berk.get("/current_user/").status());
            Eventually.holdsWithin("both wait", LOCKED_FOR, () -> narrow.count(WAITING) == 2);

            var refused = knock().answers(503);
            refused.has("Retry-After", "1")
                    .says("{\"detail\": \"Service temporarily unavailable, try again later.\"}");
            assertThat(refused.header("X-Request-ID")).isNotEmpty();
            assertThat(refused.setCookies()).isEmpty();

            over.countDown();
            assertThat(List.of(first.get(), second.get())).containsExactly(200, 200);
            lock.get();
        }
        Eventually.holds("there is room", SEEN_WITHIN, () -> knock().status() == 401);
    }

    @Test
    void whose_body_does_not_come_takes_nobodys_place() throws Exception {
        var token = Shopper.guest(narrow).cookie("csrftoken");
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 20; i++) {
                slow.add(new Socket(InetAddress.getLoopbackAddress(), narrow.port()));
                half(slow.getLast(), token);
            }
            for (int i = 0; i < 20; i++) {
                knock().answers(401);
            }
            for (var client : slow) {
                say(client, BODY.substring(1));
                assertThat(
                                new String(
                                        client.getInputStream().readNBytes(12),
                                        StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 400");
            }
        } finally {
            for (var client : slow) {
                client.close();
            }
        }
    }

    @Test
    void reads_go_on_under_a_flood_of_sign_ins_and_who_is_let_in_is_answered() throws Exception {
        var ayse = Shopper.signedIn(busy, "reader@example.com");
        // More than hash at once and wait for it, on any machine.
        var guests =
                IntStream.range(0, Runtime.getRuntime().availableProcessors() * 60)
                        .mapToObj(_ -> Shopper.guest(busy))
                        .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var signIns = new ArrayList<Future<Reply>>();
            for (var guest : guests) {
                var email = "guest-" + signIns.size() + "@example.com";
                signIns.add(threads.submit(() -> guest.login(email)));
            }
            while (!signIns.stream().allMatch(Future::isDone)) {
                ayse.get("/current_user/").answers(200);
            }
            int answered = 0;
            for (var signIn : signIns) {
                var reply = signIn.get();
                if (reply.status() == 503) {
                    assertThat(reply.header("Retry-After")).isNotEmpty();
                } else {
                    reply.answers(400);
                    answered++;
                }
            }
            assertThat(answered).isPositive();
        }
    }

    private static void lockCustomers(CountDownLatch locked, CountDownLatch over) {
        narrow.database()
                .change(
                        tx -> {
                            tx.execute("lock table customer in access exclusive mode");
                            locked.countDown();
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

    private static Reply knock() {
        return Shopper.stranger(narrow).get("/current_user/");
    }

    /// A sign-in whose body stops after its first byte.
    private static void half(Socket socket, String token) throws IOException {
        say(
                socket,
                "POST /users/login/ HTTP/1.1\r\nHost: shop.test\r\nContent-Type: application/json\r\n"
                        + "Cookie: csrftoken="
                        + token
                        + "\r\nx-csrftoken: "
                        + token
                        + "\r\nContent-Length: "
                        + BODY.length()
                        + "\r\n\r\n{");
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
