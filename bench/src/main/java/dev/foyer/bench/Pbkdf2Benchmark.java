package dev.foyer.bench;

import dev.foyer.credential.Pbkdf2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Iterations of PBKDF2 in a second, which customers who come from Django cost at their first
/// sign-in, beside the `openssl` on this machine and beside the JDK's own. One thread each.
final class Pbkdf2Benchmark implements Benchmark {
    private static final int ITERATIONS = 1_000_000;
    private static final String PASSWORD = "kirmizi-bisiklet-7";
    private static final String SALT = "tuzlu42";
    private static final String OPENSSL = ", beside OpenSSL";
    private static final String JDK = ", beside the JDK";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// As OpenSSL, as we, and as the JDK call it, and the length of the key in bytes.
    private record Algorithm(String name, String ours, String jdk, int length) {}

    private static final List<Algorithm> ALGORITHMS =
            List.of(
                    new Algorithm("SHA256", "SHA-256", "PBKDF2WithHmacSHA256", 32),
                    new Algorithm("SHA1", "SHA-1", "PBKDF2WithHmacSHA1", 20));

    @Override
    public String name() {
        return "pbkdf2";
    }

    @Override
    public String purpose() {
        return "iterations of PBKDF2, beside OpenSSL's and the JDK's";
    }

    @Override
    public Plan plan() {
        return new Plan(5, Duration.ofSeconds(1), Duration.ofSeconds(2), 1, 1, ITERATIONS);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var ours = new Series();
        var others = new Series();
        for (var algorithm : ALGORITHMS) {
            warmUp(plan, algorithm);
            for (int round = 0; round < plan.rounds(); round++) {
                double rate = perSecond(() -> derive(algorithm, plan.requests()), plan);
                ours.add(algorithm.ours() + OPENSSL, rate);
                ours.add(algorithm.ours() + JDK, rate);
                others.add(
                        algorithm.ours() + JDK,
                        perSecond(() -> deriveByJdk(algorithm, plan.requests()), plan));
                others.add(algorithm.ours() + OPENSSL, openSsl(algorithm, plan));
            }
        }
        return report(plan, ours, others);
    }

    private static void warmUp(Plan plan, Algorithm algorithm) {
        long end = System.nanoTime() + plan.warmup().toNanos();
        while (System.nanoTime() < end) {
            derive(algorithm, ITERATIONS / 10);
            deriveByJdk(algorithm, ITERATIONS / 10);
        }
    }

    private static double perSecond(Runnable work, Plan plan) {
        long begin = System.nanoTime();
        work.run();
        return plan.requests() / ((System.nanoTime() - begin) / 1e9);
    }

    private static void derive(Algorithm algorithm, int iterations) {
        var key =
                Pbkdf2.derive(
                        algorithm.ours(),
                        PASSWORD.getBytes(StandardCharsets.UTF_8),
                        SALT.getBytes(StandardCharsets.UTF_8),
                        iterations,
                        algorithm.length());
        if (key.length != algorithm.length()) {
            throw new IllegalStateException("no key");
        }
    }

    private static void deriveByJdk(Algorithm algorithm, int iterations) {
        var spec =
                new PBEKeySpec(
                        PASSWORD.toCharArray(),
                        SALT.getBytes(StandardCharsets.UTF_8),
                        iterations,
                        algorithm.length() * 8);
        try {
            var key = SecretKeyFactory.getInstance(algorithm.jdk()).generateSecret(spec);
            if (key.getEncoded().length != algorithm.length()) {
                throw new IllegalStateException("no key");
            }
        } catch (GeneralSecurityException e) {
            throw new BenchFailed("this JDK lacks " + algorithm.jdk(), e);
        }
    }

    /// The time of all iterations, less that of one: so the start of the program does not count.
    private static double openSsl(Algorithm algorithm, Plan plan)
            throws IOException, InterruptedException {
        double start = runOpenSsl(algorithm, 1);
        return plan.requests() / (runOpenSsl(algorithm, plan.requests() + 1) - start);
    }

    private static double runOpenSsl(Algorithm algorithm, int iterations)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                        "openssl",
                        "kdf",
                        "-keylen",
                        Integer.toString(algorithm.length()),
                        "-kdfopt",
                        "digest:" + algorithm.name(),
                        "-kdfopt",
                        "pass:" + PASSWORD,
                        "-kdfopt",
                        "salt:" + SALT,
                        "-kdfopt",
                        "iter:" + iterations,
                        "PBKDF2");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        long begin = System.nanoTime();
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new BenchFailed("the program openssl, version 3 or newer, is needed", e);
        }
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new BenchFailed("openssl kdf does not work here; version 3 or newer is needed");
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static Report report(Plan plan, Series ours, Series others) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("iterations", Integer.toString(plan.requests()));
        parameters.put("rounds", Integer.toString(plan.rounds()));
        parameters.put("warm-up", plan.warmup().toSeconds() + " s each");
        var lines =
                ALGORITHMS.stream()
                        .flatMap(
                                algorithm ->
                                        Stream.of(
                                                algorithm.ours() + OPENSSL, algorithm.ours() + JDK))
                        .map(figure -> ours.beside(others, figure, "1/s"))
                        .toList();
        return new Report(
                "pbkdf2",
                "iterations of PBKDF2-HMAC per second, one thread",
                "the other",
                parameters,
                lines,
                List.of(
                        "OpenSSL is the program `openssl kdf` on this machine, less its start.",
                        "A ratio over 1 means that Foyer is the faster one."));
    }
}
