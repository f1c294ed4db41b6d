package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Registrations, each of which sends a mail, beside a bare hash and one durable transaction with
/// one row. The mails go into the inbox, while others register.
final class RegisterBenchmark implements Benchmark {
    private static final double PART_OF_RATE = 0.8;
    private static final String OWN_RATE = "the same beside what Foyer itself hashes with";

    @Override
    public String name() {
        return "register";
    }

    @Override
    public String purpose() {
        return "registrations with mail, beside a hash and one durable transaction";
    }

    @Override
    public Plan plan() {
        return new Plan(5, Duration.ofSeconds(5), Duration.ofSeconds(30), 8, 0, 0);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var cost = Cost.standard();
        var foyer = Foyer.start(workshop, workshop.path("data"), cost.environment());
        var first = Customers.register(foyer, 1);
        var number = new AtomicLong(first.count());
        Load.Work work = _ -> first.registration(number.getAndIncrement());
        var bare = bare(workshop, foyer, plan, cost.arguments());
        var own = bare(workshop, foyer, plan, cost.own().orElseThrow());
        var foyers =
                new Saturation(
                        foyer.child(),
                        foyer.port(),
                        work,
                        plan.connections(),
                        Saturation.Unit.MILLIS);
        var _ = foyers.run(plan.warmup());
        for (var loop : List.of(bare, own)) {
            var _ = Bare.during(plan.warmup(), loop);
        }
        var ours = new Series();
        var limit = new Series();
        var limitOfOwn = new Series();
        for (int round = 0; round < plan.rounds(); round++) {
            foyers.measure(plan.round(), ours);
            measureBare(bare, plan, limit);
            measureBare(own, plan, limitOfOwn);
        }
        var lines =
                List.of(
                        ours.beside(limit, Saturation.RATE, "1/s").atLeastOfLimit(PART_OF_RATE),
                        Line.beside(
                                        OWN_RATE,
                                        "1/s",
                                        ours.of(Saturation.RATE),
                                        limitOfOwn.of(Saturation.RATE))
                                .atLeastOfLimit(PART_OF_RATE),
                        ours.beside(limit, Saturation.CPU, "ms each"),
                        ours.alone(Saturation.DATABASE, "ms each"),
                        ours.alone(Saturation.TOOL, "ms each"),
                        ours.alone(Saturation.P50, "ms"),
                        ours.alone(Saturation.P99, "ms"));
        return report(plan, workshop, cost, lines);
    }

    private static Child bare(Workshop workshop, Foyer foyer, Plan plan, List<String> hash)
            throws IOException {
        var url = foyer.database();
        var arguments = new ArrayList<>(List.of(url.jdbc(), url.user(), url.password()));
        arguments.add(Integer.toString(plan.connections()));
        arguments.addAll(hash);
        return workshop.startTalking(DurableLoop.class.getName(), arguments);
    }

    private static void measureBare(Child bare, Plan plan, Series series) throws IOException {
        var done = Bare.during(plan.round(), bare);
        series.add(Saturation.RATE, done.perSecond());
        series.add(Saturation.CPU, done.millisEach());
    }

    private static Report report(Plan plan, Workshop workshop, Cost cost, List<Line> lines)
            throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("hash", cost.name());
        parameters.put("connections", Integer.toString(plan.connections()));
        parameters.put("rounds", plan.timedRounds());
        parameters.put("warm-up", plan.warmup().toSeconds() + " s each");
        parameters.put("JVM options", workshop.options());
        parameters.put("ahead-of-time cache", workshop.cache());
        return new Report(
                "register",
                "POST /users/registration/",
                "bare hash and transaction",
                parameters,
                lines,
                List.of(
                        "The limit hashes with the reference library of Argon2 in C and commits one"
                                + " row to the same PostgreSQL, on as many connections; in the"
                                + " second line it hashes as Foyer does, with libsodium.",
                        "What a registration writes beyond one row: customer, address, hash,"
                                + " session, consents with their proof, mail, audit; and the mail is"
                                + " delivered.",
                        "The loop is closed, so latencies are those of a saturated server."));
    }
}
