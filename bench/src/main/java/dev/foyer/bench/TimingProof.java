package dev.foyer.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/// Whether the time of an answer tells who has an account: sign-ins with a wrong password and
/// requests to reset one, for known and for unknown addresses in random order on one connection.
/// Each address is used once, so that no bound is met.
final class TimingProof {
    private static final long SEED = 20_260_101;

    /// So that the JVM has compiled what is hot; not counted.
    private static final int WARMUP = 100;

    private TimingProof() {}

    /// What one endpoint gave, in milliseconds.
    record Finding(String what, Samples known, Samples unknown, RankTest test) {}

    /// One request and whether its address is known.
    @SuppressWarnings("ArrayRecordComponent") // Written once, compared never.
    private record Shot(byte[] request, boolean known) {}

    /// @param samples of each side
    static List<Finding> run(Workshop workshop, int samples)
            throws IOException, InterruptedException {
        int warmup = Math.min(WARMUP, samples);
        var foyer = Foyer.start(workshop, workshop.path("data"), Map.of());
        var customers = Customers.register(foyer, warmup + samples);
        foyer.awaitDeliveries();
        var findings = new ArrayList<Finding>();
        findings.add(measure("POST /users/login/", foyer, customers::wrongSignIn, warmup, samples));
        findings.add(
                measure("POST /users/password/reset/", foyer, customers::reset, warmup, samples));
        return findings;
    }

    private static Finding measure(
            String what, Foyer foyer, Function<String, byte[]> request, int warmup, int samples)
            throws IOException {
        try (var wire = Wire.to(foyer.port())) {
            var _ = shoot(wire, shots(request, 0, warmup));
            var shots = shots(request, warmup, samples);
            var times = shoot(wire, shots);
            var known = new ArrayList<Double>();
            var unknown = new ArrayList<Double>();
            for (int i = 0; i < shots.size(); i++) {
                (shots.get(i).known() ? known : unknown).add(times.get(i));
            }
            return new Finding(
                    what, new Samples(known), new Samples(unknown), RankTest.of(known, unknown));
        }
    }

    private static List<Shot> shots(Function<String, byte[]> request, int first, int count) {
        var shots = new ArrayList<Shot>();
        for (int i = first; i < first + count; i++) {
            shots.add(new Shot(request.apply(Customers.email(i)), true));
            shots.add(new Shot(request.apply(Customers.nobody(i)), false));
        }
        Collections.shuffle(shots, new Random(SEED));
        return shots;
    }

    /// Milliseconds of each. Every answer must have the one status that both sides have.
    private static List<Double> shoot(Wire wire, List<Shot> shots) throws IOException {
        var times = new ArrayList<Double>();
        int status = 0;
        for (var shot : shots) {
            long begin = System.nanoTime();
            int answered = wire.exchange(shot.request());
            times.add((System.nanoTime() - begin) / 1e6);
            if ((status != 0 && answered != status) || answered > 400) {
                throw new BenchFailed("an answer with " + answered + " after " + status);
            }
            status = answered;
        }
        return times;
    }
}
