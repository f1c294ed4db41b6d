package dev.foyer.credential;

import org.bouncycastle.crypto.engines.Salsa20Engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// scrypt (RFC 7914). Its large memory lies outside of the heap, which is small, and is given back
/// at the end: Bouncy Castle's own scrypt takes it from the heap. The core is Bouncy Castle's.
final class Scrypt {
    private static final int CORE_WORDS = 16;
    private static final int CORE_ROUNDS = 8;

    private final int words;
    private final int mask;
    private final MemorySegment memory;
    private final int[] core = new int[CORE_WORDS];
    private final int[] mixed = new int[CORE_WORDS];
    private final int[] other;

    private Scrypt(Cost cost, MemorySegment memory) {
        this.words = 2 * CORE_WORDS * cost.r();
        this.mask = (1 << cost.log()) - 1;
        this.memory = memory;
        this.other = new int[words];
    }

    /// What one hash costs, by the letters of RFC 7914.
    ///
    /// @param log the binary logarithm of N
    /// @param r in blocks of 128 bytes
    /// @param p computed one after the other
    record Cost(int log, int r, int p) {
        /// In units of 128 bytes: [StoredHashes#MOST_MEBIBYTES].
        private static final long MOST_MEMORY = (long) StoredHashes.MOST_MEBIBYTES << 13;

        /// Over all of p, in the same units: 512 MiB take about two seconds. Django's own (N =
        /// 2^14, r = 8, p = 5) is 80 MiB.
        private static final long MOST_WORK = 4 * MOST_MEMORY;

        /// What p needs beside the large memory, in units of 128 bytes.
        private static final long MOST_BLOCKS = 1024;

        /// Whether RFC 7914, 2 allows it and a machine can bear it.
        boolean isBearable() {
            return log >= 1
                    && log <= 20
                    && r >= 1
                    && p >= 1
                    && log < 16 * r
                    && (long) r * p <= MOST_BLOCKS
                    && (long) r << log <= MOST_MEMORY
                    && ((long) r * p) << log <= MOST_WORK;
        }

        /// Of the large memory; saturated where it is past all bounds.
        int mebibytes() {
            return log > 20 ? Integer.MAX_VALUE : (int) Math.min(((long) r << log) >> 13, 1 << 30);
        }
    }

    /// The derived key.
    ///
    /// @param cost a bearable one
    /// @param length in bytes
    static byte[] derive(byte[] password, byte[] salt, Cost cost, int length) {
        int words = 2 * CORE_WORDS * cost.r();
        var bytes = Pbkdf2.derive("SHA-256", password, salt, 1, words * Integer.BYTES * cost.p());
        var blocks = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(((long) words << cost.log()) * Integer.BYTES, Long.BYTES);
            var scrypt = new Scrypt(cost, memory);
            var block = new int[words];
            for (int i = 0; i < cost.p(); i++) {
                blocks.get(i * words, block);
                scrypt.mix(block);
                blocks.put(i * words, block);
            }
        }
        return Pbkdf2.derive("SHA-256", password, bytes, 1, length);
    }

    /// scryptROMix (RFC 7914, 5).
    private void mix(int[] block) {
        for (int i = 0; i <= mask; i++) {
            MemorySegment.copy(block, 0, memory, ValueLayout.JAVA_INT, at(i), words);
            mixBlock(block);
        }
        var drawn = new int[words];
        for (int i = 0; i <= mask; i++) {
            int index = block[words - CORE_WORDS] & mask;
            MemorySegment.copy(memory, ValueLayout.JAVA_INT, at(index), drawn, 0, words);
            for (int k = 0; k < words; k++) {
                block[k] ^= drawn[k];
            }
            mixBlock(block);
        }
    }

    private long at(int index) {
        return (long) index * words * Integer.BYTES;
    }

    /// scryptBlockMix (RFC 7914, 4): even parts go to the first half, odd ones to the second.
    private void mixBlock(int[] block) {
        System.arraycopy(block, words - CORE_WORDS, core, 0, CORE_WORDS);
        int half = words / 2;
        for (int from = 0; from < words; from += 2 * CORE_WORDS) {
            mixCore(block, from, from / 2);
            mixCore(block, from + CORE_WORDS, half + from / 2);
        }
        System.arraycopy(other, 0, block, 0, words);
    }

    private void mixCore(int[] block, int from, int to) {
        for (int k = 0; k < CORE_WORDS; k++) {
            core[k] ^= block[from + k];
        }
        Salsa20Engine.salsaCore(CORE_ROUNDS, core, mixed);
        System.arraycopy(mixed, 0, core, 0, CORE_WORDS);
        System.arraycopy(mixed, 0, other, to, CORE_WORDS);
    }
}
