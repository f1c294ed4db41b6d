package dev.foyer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/// Whether the time of an answer tells who has an account: sign-ins with a wrong password, these
/// with hashes that cost nothing, and requests to reset a password; and, by a shop that protects
/// it, registrations and requests for a code. For known and for unknown addresses and phones in
/// random order on one connection, each used once, so that no bound is met.
final class TimingProof {
    private static final String BARE = "POST /users/login/, cheap";

    private static final long SEED = 20_260_101;

    /// So that the JVM has compiled what is hot; not counted.
    private static final int WARMUP = 100;

    private static final Duration IMPORTED_WITHIN = Duration.ofMinutes(10);

    /// A shop that gives nothing away, and sends codes as quickly as they are asked for.
    private static final Map<String, String> PROTECTED =
            Map.of(
                    "ENUMERATION_PROTECTION", "true",
                    "SMS_OTP_RESEND_INTERVAL", "0",
                    "SMS_BUDGET_PREFIX_HOUR", "1000000",
                    "SMS_BUDGET_PREFIX_DAY", "1000000",
                    "SMS_BUDGET_NETWORK_HOUR", "1000000",
                    "SMS_BUDGET_NETWORK_DAY", "1000000",
                    "SMS_BUDGET_SHOP_DAY", "1000000");

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
        workshop.stop(foyer.child());
        findings.addAll(runProtected(workshop, warmup, samples));
        findings.add(runBare(workshop, warmup, samples));
        return findings;
    }

    /// The hash takes nearly all of a sign-in, and what it takes differs more from one to the next
    /// than all the rest: without it, the rest is seen.
    private static Finding runBare(Workshop workshop, int warmup, int samples)
            throws IOException, InterruptedException {
        var foyer = Foyer.start(workshop, workshop.path("bare"), Foyer.CHEAP_HASHES);
        var customers = Customers.register(foyer, warmup + samples);
        foyer.awaitDeliveries();
        var finding = measure(BARE, foyer, customers::wrongSignIn, warmup, samples);
        workshop.stop(foyer.child());
        return finding;
    }

    private static List<Finding> runProtected(Workshop workshop, int warmup, int samples)
            throws IOException, InterruptedException {
        var foyer = Foyer.start(workshop, workshop.path("protected"), PROTECTED);
        bringIn(workshop, foyer, warmup + samples);
        var asker = Customers.none(foyer);
        var registration =
                measure("POST /users/registration/", foyer, asker::registration, warmup, samples);
        foyer.awaitDeliveries();
        var code =
                measure(
                        "POST /users/otp-login/",
                        foyer,
                        email -> asker.code(phone(email)),
                        warmup,
                        samples);
        workshop.stop(foyer.child());
        return List.of(registration, code);
    }

    /// Where registrations are not told what came of them, customers with proved phones are
    /// imported.
    private static void bringIn(Workshop workshop, Foyer foyer, int count)
            throws IOException, InterruptedException {
        var file = workshop.path("customers.jsonl");
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < count; i++) {
                var email = Customers.email(i);
                out.write(
                        """
                        {"external_id": "%d", "email": "%s", "email_verified": true, "first_name": "Ayşe", \
                        "last_name": "Yılmaz", "phone": "%s", "phone_verified": true}
                        """
                                .formatted(i, email, phone(email)));
            }
        }
        var command = foyer.command(workshop, "import", file.toString(), "--json");
        command.awaitEnd(IMPORTED_WITHIN);
        if (!command.lastWords().contains("\"imported\":" + count)) {
            throw new BenchFailed("not everybody came in: " + command.lastWords());
        }
    }

    /// A phone of its own for each address.
    private static String phone(String email) {
        var digits = email.replaceAll("[^0-9]", "");
        return (email.equals(Customers.email(Long.parseLong(digits))) ? "+90555" : "+90554")
                + "%07d".formatted(Long.parseLong(digits));
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
