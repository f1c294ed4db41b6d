package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.people.Person;
import dev.foyer.people.Shopper;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// `kill -9` under registrations and changes: nothing that was answered with success is lost,
/// nothing is half done, and the next start needs no repair by hand.
class CrashTest {
    private static final int SHOPPERS = 4;
    private static final int ENOUGH = 25;
    private static final String MARRIED = "Öztürk";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir static Path data;

    @BeforeAll
    static void givePrograms() throws Exception {
        var _ = Program.withPrograms(data);
    }

    @Test
    void of_the_server_loses_nothing_that_was_answered() throws Exception {
        var crowd = crowdUntil(this::killServer);

        assertAllThere(crowd);
    }

    @Test
    void of_the_server_and_its_database_loses_nothing_that_was_answered() throws Exception {
        var crowd =
                crowdUntil(
                        server -> {
                            killDatabase();
                            killServer(server);
                        });

        assertAllThere(crowd);
    }

    @Test
    void of_the_database_alone_heals_without_a_restart() throws Exception {
        try (var server = Program.serve(data, Map.of())) {
            var crowd = new Crowd(server);
            crowd.awaitAnswered(ENOUGH);
            killDatabase();
            int before = crowd.answered.size();
            crowd.awaitAnswered(before + ENOUGH);
            crowd.goHome();

            assertThat(server.health("/health/ready")).isEqualTo(200);
            assertThat(crowd.otherAnswers).doesNotContain(500);
            assertSound(crowd);
        }
    }

    private interface Blow {
        void strike(Program server) throws Exception;
    }

    private Crowd crowdUntil(Blow blow) throws Exception {
        try (var server = Program.serve(data, Map.of())) {
            var crowd = new Crowd(server);
            crowd.awaitAnswered(ENOUGH);
            blow.strike(server);
            crowd.goHome();
            return crowd;
        }
    }

    private void killServer(Program server) throws InterruptedException {
        server.kill();
    }

    private void killDatabase() throws IOException {
        var pidFile = data.resolve("postgres/data/postmaster.pid");
        var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private void assertAllThere(Crowd crowd) throws Exception {
        try (var again = Program.serve(data, Map.of())) {
            assertSound(crowd);
            Shopper.guest(again.url()).login(crowd.answered.iterator().next()).answers(200);
        }
    }

    /// Every answered registration is whole, and so is every one that was not answered; every
    /// answered change is there.
    private void assertSound(Crowd crowd) throws IOException {
        assertThat(crowd.answered).hasSizeGreaterThanOrEqualTo(ENOUGH);
        assertThat(crowd.changed).isNotEmpty();
        try (var handle = open()) {
            assertThat(texts(handle, "select address from email_address"))
                    .containsAll(crowd.answered);
            assertThat(
                            texts(
                                    handle,
                                    """
                                    select e.address from email_address e join customer c on c.id = e.customer_id
                                     where c.last_name = '%s'
                                    """
                                            .formatted(MARRIED)))
                    .containsAll(crowd.changed);
            assertThat(
                            texts(
                                    handle,
                                    """
                                    select c.id::text from customer c
                                     where (select count(*) from email_address e where e.customer_id = c.id) <> 1
                                        or (select count(*) from credential p where p.customer_id = c.id) <> 1
                                        or (select count(*) from outbox_message m where m.customer_id = c.id) <> 1
                                        or not exists (select 1 from session s where s.customer_id = c.id)
                                    """))
                    .as("half accounts")
                    .isEmpty();
        }
    }

    private static List<String> texts(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(String.class).list();
    }

    private Handle open() throws IOException {
        var postgres = data.resolve("postgres");
        var port = Files.readString(postgres.resolve("port")).strip();
        var password = Files.readString(postgres.resolve("password")).strip();
        return Jdbi.create("jdbc:postgresql://127.0.0.1:" + port + "/foyer", "foyer", password)
                .open();
    }

    /// Shoppers who register, one account after another, until they are sent home.
    private static final class Crowd {
        private final Set<String> answered = ConcurrentHashMap.newKeySet();
        private final Set<String> changed = ConcurrentHashMap.newKeySet();
        private final Set<Integer> otherAnswers = ConcurrentHashMap.newKeySet();
        private final List<Thread> shoppers;
        private volatile boolean home;

        Crowd(Program server) {
            shoppers =
                    IntStream.range(0, SHOPPERS)
                            .mapToObj(_ -> Thread.ofVirtual().start(() -> register(server.url())))
                            .toList();
        }

        void awaitAnswered(int least) throws InterruptedException {
            Eventually.holds(
                    least + " registrations are answered",
                    Duration.ofSeconds(60),
                    () -> answered.size() >= least);
        }

        void goHome() throws InterruptedException {
            home = true;
            for (var shopper : shoppers) {
                shopper.join();
            }
        }

        private void register(String url) {
            while (!home) {
                var email = "shopper" + NUMBER.incrementAndGet() + "@example.com";
                try {
                    var form = Person.named("Ayşe", "Yılmaz").withEmail(email).json();
                    var shopper = Shopper.guest(url);
                    var status = shopper.post("/users/registration/", form).status();
                    if (status == 201) {
                        answered.add(email);
                        change(shopper, email);
                    } else {
                        otherAnswers.add(status);
                    }
                } catch (UncheckedIOException _) {
                    if (isGone(url)) {
                        return;
                    }
                }
            }
        }

        private void change(Shopper shopper, String email) {
            var change = "{\"last_name\": \"%s\"}".formatted(MARRIED);
            var status = shopper.patch("/users/profile/", change).status();
            if (status == 200) {
                changed.add(email);
            } else {
                otherAnswers.add(status);
            }
        }

        private static boolean isGone(String url) {
            try {
                return Shopper.guest(url).get("/csrf_token/").status() != 200;
            } catch (UncheckedIOException _) {
                return true;
            }
        }
    }
}
