package dev.foyer.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// What a source gives reaches one of those who ask, and only one.
class ChanceTest {
    /// Counts on in every eight bytes, so that each of them can be told from all others.
    private static final class Counting extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final AtomicLong next = new AtomicLong(1);

        @Override
        public void nextBytes(byte[] bytes) {
            var numbers = ByteBuffer.wrap(bytes);
            while (numbers.remaining() >= Long.BYTES) {
                numbers.putLong(next.getAndIncrement());
            }
        }
    }

    @Test
    void a_hundred_at_once_get_different_bytes() {
        var chance = new Chance(new Counting());
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        int times = 10_000;
        int threads = 100;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < threads; i++) {
                pool.execute(
                        () -> {
                            for (int k = 0; k < times; k++) {
                                var bytes = new byte[Long.BYTES];
                                chance.fill(bytes);
                                seen.add(ByteBuffer.wrap(bytes).getLong());
                            }
                        });
            }
        }

        assertThat(seen).hasSize(times * threads).doesNotContain(0L);
    }

    @Test
    void all_of_what_is_asked_for_is_filled_where_a_shelf_ends_too() {
        var chance = new Chance(new Counting());
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        int given = 0;
        for (int round = 0; round < 40; round++) {
            for (int length = 0; length <= 128; length += Long.BYTES) {
                var bytes = new byte[length];
                chance.fill(bytes);
                var numbers = ByteBuffer.wrap(bytes);
                while (numbers.hasRemaining()) {
                    seen.add(numbers.getLong());
                    given++;
                }
            }
        }

        assertThat(seen).hasSize(given).doesNotContain(0L);
    }
}
