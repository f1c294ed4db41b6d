package dev.foyer.bench;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// The limit of every sign-in: the same Argon2id library, at the same cost, on all cores and doing
/// nothing else; a program of its own. For each line with a number of milliseconds it hashes so
/// long and answers with the count and the nanoseconds that it took.
final class HashLoop {
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final byte[] PASSWORD = "kirmizi-bisiklet-7".getBytes(StandardCharsets.UTF_8);

    private HashLoop() {}

    /// @param args memory in KiB, passes, lanes, threads
    public static void main(String[] args) throws IOException, InterruptedException {
        var argon2 = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);
        int memory = Integer.parseInt(args[0]);
        int passes = Integer.parseInt(args[1]);
        int lanes = Integer.parseInt(args[2]);
        int threads = Integer.parseInt(args[3]);
        Runnable hash = () -> hash(argon2, memory, passes, lanes);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                long begin = System.nanoTime();
                long end = begin + Long.parseLong(line) * 1_000_000;
                Callable<Long> loop = () -> loop(hash, end);
                long count = 0;
                for (var part :
                        pool.invokeAll(Stream.generate(() -> loop).limit(threads).toList())) {
                    count += part.resultNow();
                }
                System.out.println(count + " " + (System.nanoTime() - begin));
            }
        }
    }

    private static long loop(Runnable hash, long end) {
        long count = 0;
        while (System.nanoTime() < end) {
            hash.run();
            count++;
        }
        return count;
    }

    private static void hash(Argon2Advanced argon2, int memory, int passes, int lanes) {
        var salt = new byte[SALT];
        var hash =
                argon2.hashAdvanced(passes, memory, lanes, PASSWORD, salt, HASH, Argon2Version.V13);
        if (hash.getRaw().length != HASH) {
            throw new IllegalStateException("no hash");
        }
    }
}
