package dev.foyer.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/// Entries written to the consent ledger and verified, beside bare inserts and bare reads of the
/// same rows.
final class ConsentsBenchmark implements Benchmark {
    private static final String WRITTEN = "entries written per second";
    private static final String VERIFIED = "entries verified per second";

    @Override
    public String name() {
        return "consents";
    }

    @Override
    public String purpose() {
        return "the consent ledger written and verified, beside bare inserts and reads";
    }

    @Override
    public Plan plan() {
        return new Plan(5, Duration.ofSeconds(5), Duration.ofSeconds(10), 6, 20_000, 0);
    }

    @Override
    public Report run(Plan plan, Workshop workshop) throws IOException, InterruptedException {
        var loop =
                workshop.startTalking(
                        LedgerLoop.class.getName(),
                        List.of(
                                workshop.path("postgres").toString(),
                                Integer.toString(plan.sessions()),
                                Integer.toString(plan.connections())));
        for (var work : List.of("write " + plan.warmup().toMillis(), "verify", "read")) {
            var _ = loop.ask(work);
        }
        var ours = new Series();
        var limit = new Series();
        for (int round = 0; round < plan.rounds(); round++) {
            ours.add(WRITTEN, perSecond(loop.ask("write " + plan.round().toMillis())));
            limit.add(WRITTEN, perSecond(loop.ask("bare " + plan.round().toMillis())));
            ours.add(VERIFIED, perSecond(loop.ask("verify")));
            limit.add(VERIFIED, perSecond(loop.ask("read")));
        }
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("customers", Integer.toString(plan.sessions()));
        parameters.put("threads", Integer.toString(plan.connections()));
        parameters.put("rounds", plan.rounds() + " of " + plan.round().toSeconds() + " s");
        parameters.put("warm-up", plan.warmup().toSeconds() + " s");
        parameters.put("JVM options", workshop.options());
        return new Report(
                "consents",
                "The consent ledger: changes of two flags, and verification of everything",
                "bare rows",
                parameters,
                List.of(ours.beside(limit, WRITTEN, "1/s"), ours.beside(limit, VERIFIED, "1/s")),
                List.of(
                        "Each write is one durable transaction of two entries; the limit inserts the same two rows in"
                                + " one, into a table with the same columns and key.",
                        "Verification checks signatures, chains, heads, checkpoints and the customers' flags; the limit"
                                + " reads the same rows in slices of the same size.",
                        "Program and database share the same cores; the ratio counts."));
    }

    private static double perSecond(String answer) {
        var parts = answer.split(" ", 2);
        return Long.parseLong(parts[0]) / (Long.parseLong(parts[1]) / 1e9);
    }
}
