package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.credential.Hasher.Check;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What is computed for hashes from elsewhere beside themselves; a counting Argon2 tells.
class ForeignHasherTest {
    private static final Argon2.Cost COST = new Argon2.Cost(16, 2, 1);

    private final List<Argon2.Cost> computed = new CopyOnWriteArrayList<>();
    private final Argon2 real = new JavaArgon2();
    private final Argon2 counting =
            (cost, password, salt, length) -> {
                computed.add(cost);
                return real.hash(cost, password, salt, length);
            };
    private final Hasher hasher =
            new Hasher(
                    counting, COST, new SecureRandom(), new HashingPool(4, Duration.ofMinutes(1)));

    @AfterEach
    void close() {
        hasher.close();
    }

    @Test
    void a_hash_from_elsewhere_is_upgraded_and_costs_one_of_ours_whether_right_or_wrong() {
        // md5("password")
        var stored = Optional.of("5f4dcc3b5aa765d61d8327deb882cf99");

        assertThat(hasher.check(new Password("x"), stored)).isEqualTo(new Check.Wrong());
        assertThat(computed).containsExactly(COST);
        computed.clear();

        var check = hasher.check(new Password("password"), stored);
        assertThat(computed).containsExactly(COST);
        var upgraded = ((Check.Right) check).upgraded();
        assertThat(upgraded.orElseThrow()).startsWith("$argon2id$v=19$m=16,t=2,p=1$");
        assertThat(hasher.check(new Password("password"), upgraded))
                .isEqualTo(new Check.Right(Optional.empty()));
    }

    @Test
    void what_was_typed_fits_in_both_spellings_at_the_same_cost_for_all() {
        var typed = new Password("\uFB01nal"); // a ligature, which NFKC takes apart
        var ours = hasher.hash(new Password("final"));
        // Over the bytes as typed: md5, and Argon2id at our own cost.
        var foreign = Optional.of("md5$$bc6e8d9fbd9ead0fc572e234a17afa0c");
        var alike =
                Optional.of(
                        new Argon2Hash(
                                        COST,
                                        new byte[16],
                                        real.hash(
                                                COST,
                                                "\uFB01nal".getBytes(StandardCharsets.UTF_8),
                                                new byte[16],
                                                32))
                                .text());

        assertThat(hasher.check(typed, ours)).isEqualTo(new Check.Right(Optional.empty()));
        for (var stored : List.of(foreign, alike)) {
            var check = hasher.check(typed, stored);
            var upgraded = ((Check.Right) check).upgraded();
            assertThat(hasher.check(new Password("final"), upgraded))
                    .isEqualTo(new Check.Right(Optional.empty()));
            assertThat(hasher.check(new Password("final"), stored)).isEqualTo(new Check.Wrong());
        }
        var wrong = new Password("\uFB01lan");
        for (var stored : List.of(ours, foreign, alike, Optional.<String>empty())) {
            computed.clear();
            assertThat(hasher.check(wrong, stored)).isEqualTo(new Check.Wrong());
            assertThat(computed).containsExactly(COST, COST);
        }
    }

    @Test
    void large_hashes_share_a_bounded_memory() throws Exception {
        // 64 MiB each, and so two at a time, though four threads would have them all at once.
        var stored = Optional.of("$argon2id$v=19$m=65536,t=1,p=1$c29tZXNhbHQ$" + "A".repeat(43));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var third = new CountDownLatch(3);
        Argon2 gauge =
                (cost, password, salt, length) -> {
                    if (cost.memory() == 65_536) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        third.countDown();
                        awaits(third);
                        inside.decrementAndGet();
                    }
                    return new byte[length];
                };
        var pool = new HashingPool(4, Duration.ofMinutes(1));
        try (var gauged = new Hasher(gauge, COST, new SecureRandom(), pool);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var checks = new ArrayList<Future<Check>>();
            for (int i = 0; i < 4; i++) {
                checks.add(callers.submit(() -> gauged.check(new Password("x"), stored)));
            }
            for (var check : checks) {
                // A hash of zeros, which the gauge answers.
                assertThat(check.get()).isInstanceOf(Check.Right.class);
            }
        }
        assertThat(most).hasValue(2);
    }

    /// A third would come at once if it could; the wait can miss one, but not invent it.
    private static void awaits(CountDownLatch third) {
        try {
            var _ = third.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
