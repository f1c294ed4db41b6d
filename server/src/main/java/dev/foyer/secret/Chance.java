package dev.foyer.secret;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Random bytes of a [SecureRandom], fetched many at once: each of its calls costs microseconds
/// under one lock, and every guest needs two. What was handed out is wiped, and handed out once.
/// Safe for use by many threads.
final class Chance {
    private static final int SHELVES = 8;
    private static final int STOCK = 1024;

    /// Whoever wants more gets it from the source.
    private static final int MOST = 64;

    private final SecureRandom source;
    private final Shelf[] shelves;

    Chance(SecureRandom source) {
        this.source = source;
        this.shelves = IntStream.range(0, SHELVES).mapToObj(_ -> new Shelf()).toArray(Shelf[]::new);
    }

    void fill(byte[] bytes) {
        if (bytes.length > MOST) {
            source.nextBytes(bytes);
        } else {
            shelves[(int) (Thread.currentThread().threadId() % SHELVES)].take(bytes);
        }
    }

    private final class Shelf {
        private final byte[] stock = new byte[STOCK];
        private int taken = STOCK;

        synchronized void take(byte[] bytes) {
            if (STOCK - taken < bytes.length) {
                source.nextBytes(stock);
                taken = 0;
            }
            int end = taken + bytes.length;
            System.arraycopy(stock, taken, bytes, 0, bytes.length);
            Arrays.fill(stock, taken, end, (byte) 0);
            taken = end;
        }
    }
}
