package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.credential.Hasher.Check;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What is computed for which question, and what is not; a counting Argon2 tells.
class HasherTest {
    private static final Argon2.Cost CHEAP = new Argon2.Cost(8, 1, 1);
    private static final Argon2.Cost DEARER = new Argon2.Cost(16, 2, 1);

    private final List<Argon2.Cost> computed = new CopyOnWriteArrayList<>();
    private final Argon2 real = new JavaArgon2();
    private final Argon2 counting =
            (cost, password, salt, length) -> {
                computed.add(cost);
                return real.hash(cost, password, salt, length);
            };
    private final List<Hasher> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Hasher::close);
    }

    @Test
    void a_password_fits_its_own_hash_and_no_other() {
        var hasher = hasher(CHEAP);
        var stored = hasher.hash(new Password("kirmizi-bisiklet-7"));

        assertThat(hasher.check(new Password("kirmizi-bisiklet-7"), stored))
                .isEqualTo(new Check.Right(Optional.empty()));
        for (var other :
                new String[] {
                    "kirmizi-bisiklet-8", "Kirmizi-bisiklet-7", "kirmizi-bisiklet-7 ", ""
                }) {
            assertThat(hasher.check(new Password(other), stored)).isEqualTo(new Check.Wrong());
        }
    }

    @Test
    void one_password_is_never_stored_twice_alike() {
        var hasher = hasher(CHEAP);
        var password = new Password("kirmizi-bisiklet-7");
        var texts = new HashSet<String>();
        for (int i = 0; i < 50; i++) {
            texts.add(hasher.hash(password).orElseThrow());
        }
        assertThat(texts)
                .hasSize(50)
                .allMatch(text -> text.startsWith("$argon2id$v=19$m=8,t=1,p=1$"))
                .allMatch(text -> text.length() == 27 + 22 + 1 + 43);
    }

    @Test
    void an_unknown_address_costs_as_much_as_a_wrong_password() {
        var hasher = hasher(DEARER);
        var stored = hasher.hash(new Password("kirmizi-bisiklet-7"));
        computed.clear();

        assertThat(hasher.check(new Password("x"), stored)).isEqualTo(new Check.Wrong());
        assertThat(computed).containsExactly(DEARER);
        computed.clear();

        assertThat(hasher.check(new Password("x"), Optional.empty())).isEqualTo(new Check.Wrong());
        assertThat(computed).containsExactly(DEARER);
    }

    @Test
    void a_hash_of_another_cost_is_upgraded_once_the_password_was_right() {
        var stored = hasher(CHEAP).hash(new Password("kirmizi-bisiklet-7"));
        var hasher = hasher(DEARER);
        computed.clear();

        // Right or wrong, it costs itself and one of ours.
        assertThat(hasher.check(new Password("x"), stored)).isEqualTo(new Check.Wrong());
        assertThat(computed).containsExactly(CHEAP, DEARER);
        computed.clear();
        var check = hasher.check(new Password("kirmizi-bisiklet-7"), stored);

        assertThat(computed).containsExactly(CHEAP, DEARER);
        assertThat(check).isInstanceOf(Check.Right.class);
        var upgraded = ((Check.Right) check).upgraded();
        assertThat(upgraded.orElseThrow()).startsWith("$argon2id$v=19$m=16,t=2,p=1$");
        assertThat(hasher.check(new Password("kirmizi-bisiklet-7"), upgraded))
                .isEqualTo(new Check.Right(Optional.empty()));
        // Downwards too: the shop decides what a hash costs.
        assertThat(hasher(CHEAP).check(new Password("kirmizi-bisiklet-7"), upgraded))
                .isNotEqualTo(new Check.Right(Optional.empty()))
                .isInstanceOf(Check.Right.class);
    }

    @Test
    void a_hostile_stored_hash_is_never_run_and_costs_a_decoy() {
        var salt = "$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc";
        var hasher = hasher(DEARER);
        for (var hostile :
                new String[] {
                    "$argon2id$v=19$m=9999999,t=1,p=1" + salt,
                    "$argon2id$v=19$m=4194304,t=1,p=1" + salt,
                    "$argon2id$v=19$m=1048576,t=99,p=1" + salt,
                    "$argon2id$v=19$m=65536,t=1,p=99" + salt,
                    "$argon2id$v=19$m=8,t=0,p=1" + salt,
                    "$argon2id$v=19$m=0,t=1,p=1" + salt,
                    "$argon2id$v=19$m=8,t=1,p=0" + salt,
                    "$argon2id$v=19$m=15,t=1,p=2" + salt,
                    "$argon2id$v=17$m=8,t=1,p=1" + salt,
                    "$argon2u$v=19$m=8,t=1,p=1" + salt,
                    "$argon2i$v=19$m=131073,t=1,p=1" + salt,
                    "$argon2id$v=16$m=131073,t=1,p=1" + salt,
                    "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQAB$" + "A".repeat(43),
                    "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$" + "A".repeat(41),
                    "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ",
                    "$argon2id$v=19$m=99999999999999999999,t=1,p=1" + salt,
                    "pbkdf2_sha256$1$a$b",
                    "pbkdf2_sha256$4000001$salt$" + "A".repeat(43) + "=",
                    "$2b$31$" + "A".repeat(53),
                    "$scrypt$ln=30,r=8,p=1" + salt,
                    "$P$S" + "A".repeat(30),
                    "$6$rounds=999999999$salt$" + "A".repeat(86),
                    "$firebase-scrypt$ln=20,r=8$c2FsdA$Bw$" + "A".repeat(86) + "$" + "A".repeat(86),
                    "plain text",
                    ""
                }) {
            computed.clear();
            assertThat(hasher.check(new Password("password"), Optional.of(hostile)))
                    .as(hostile)
                    .isEqualTo(new Check.Wrong());
            assertThat(computed).as(hostile).containsExactly(DEARER);
        }
    }

    @Test
    void whatever_a_node_makes_it_also_reads() {
        var dear = new Argon2.Cost(8 * 17, 1, 17);
        assertThat(dear.isBearable()).isFalse();
        var hasher = hasher(dear);
        assertThat(hasher.check(new Password("Test123"), hasher.hash(new Password("Test123"))))
                .isEqualTo(new Check.Right(Optional.empty()));
        assertThat(Argon2.Cost.OWASP.isBearable()).isTrue();
        assertThat(new Argon2.Cost(2 * 1024 * 1024, 1, 4).isBearable()).isTrue();
        assertThat(new Argon2.Cost(2 * 1024 * 1024, 2, 4).isBearable()).isFalse();
    }

    @Test
    void whoever_finds_the_pool_full_is_sent_away_at_once() throws Exception {
        var release = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        try (var pool = new HashingPool(1, Duration.ofMinutes(5));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Optional<String>>>();
            waiting.add(
                    callers.submit(
                            () ->
                                    pool.compute(
                                            () -> {
                                                started.countDown();
                                                release.await();
                                                return "first";
                                            })));
            started.await();
            // One runs and 48 may wait; of 60 more at least 12 are sent away, and they return.
            for (int i = 0; i < 60; i++) {
                waiting.add(callers.submit(() -> pool.compute(() -> "later")));
            }
            Eventually.holds(
                    "twelve are sent away",
                    Duration.ofSeconds(20),
                    () -> waiting.stream().filter(Future::isDone).count() == 12);
            for (var future : waiting) {
                if (future.isDone()) {
                    assertThat(future.get()).isEmpty();
                }
            }
            release.countDown();
            int answered = 0;
            for (var future : waiting) {
                answered += future.get().isPresent() ? 1 : 0;
            }
            assertThat(answered).isEqualTo(49);
        }
    }

    @Test
    void whoever_waits_too_long_goes_and_what_he_asked_for_is_not_computed() throws Exception {
        var release = new CountDownLatch(1);
        var ran = new CopyOnWriteArrayList<String>();
        try (var pool = new HashingPool(1, Duration.ofMillis(50))) {
            assertThat(
                            pool.compute(
                                    () -> {
                                        release.await();
                                        return "slow";
                                    }))
                    .isEmpty();
            assertThat(pool.compute(() -> ran.add("abandoned"))).isEmpty();
            release.countDown();
            Eventually.holds(
                    "the pool is free again",
                    Duration.ofSeconds(20),
                    () -> pool.compute(() -> "next").isPresent());
        }
        assertThat(ran).isEmpty();
    }

    private Hasher hasher(Argon2.Cost cost) {
        var hasher =
                new Hasher(
                        counting,
                        cost,
                        new SecureRandom(),
                        new HashingPool(1, Duration.ofMinutes(1)));
        opened.add(hasher);
        return hasher;
    }
}
