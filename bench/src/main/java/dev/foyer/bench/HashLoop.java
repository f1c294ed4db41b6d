package dev.foyer.bench;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;

import dev.foyer.credential.Hasher;
import dev.foyer.credential.Password;
import dev.foyer.credential.Pbkdf2;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// The limit of every sign-in: the same hash function at the same cost, on all cores and doing
/// nothing else; a program of its own. Argon2id is the reference library in C, or what Foyer itself
/// hashes with, in Foyer's pool. For each line with a number of milliseconds it hashes so long and
/// answers with the count and the nanoseconds that it took.
final class HashLoop {
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final byte[] PASSWORD = "kirmizi-bisiklet-7".getBytes(StandardCharsets.UTF_8);

    private HashLoop() {}

    /// @param args `argon2` or `foyer`, memory in KiB, passes and lanes, or `pbkdf2` and iterations
    public static void main(String[] args) throws IOException, InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        var hash = hash(args);
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

    /// One hash with this algorithm and cost.
    static Runnable hash(String[] args) {
        return switch (args[0]) {
            case "argon2" -> argon2(number(args[1]), number(args[2]), number(args[3]));
            case "foyer" ->
                    foyer(new Hasher.Settings(number(args[1]), number(args[2]), number(args[3])));
            case "pbkdf2" -> pbkdf2(number(args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        };
    }

    private static long loop(Runnable hash, long end) {
        long count = 0;
        while (System.nanoTime() < end) {
            hash.run();
            count++;
        }
        return count;
    }

    private static Runnable argon2(int memory, int passes, int lanes) {
        var argon2 = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);
        return () -> {
            var salt = new byte[SALT];
            var hash =
                    argon2.hashAdvanced(
                            passes, memory, lanes, PASSWORD, salt, HASH, Argon2Version.V13);
            check(hash.getRaw());
        };
    }

    /// In its pool, which ends with the program.
    private static Runnable foyer(Hasher.Settings cost) {
        var hasher = Hasher.create(cost, new SecureRandom());
        var password = new Password(new String(PASSWORD, StandardCharsets.UTF_8));
        return () -> {
            if (hasher.hash(password).isEmpty()) {
                throw new IllegalStateException("no hash");
            }
        };
    }

    private static Runnable pbkdf2(int iterations) {
        return () -> check(Pbkdf2.derive("SHA-256", PASSWORD, new byte[SALT], iterations, HASH));
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static void check(byte[] hash) {
        if (hash.length != HASH) {
            throw new IllegalStateException("no hash");
        }
    }
}
