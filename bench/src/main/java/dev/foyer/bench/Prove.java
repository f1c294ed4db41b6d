package dev.foyer.bench;

import dev.foyer.json.Json;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// The program: `./foyer prove timing`. It reports and decides nothing: what is measured depends on
/// the machine, and one run in a hundred finds by chance what is not there.
@Command(
        name = "foyer prove",
        description = {
            "Measure what tests cannot decide, on a server started for it.",
            "",
            "timing: whether the time of a sign-in or of a request to reset a password tells who has an"
                    + " account, or that of a registration or a request for a code with"
                    + " ENUMERATION_PROTECTION. \"Cheap\" are sign-ins with the cheapest hash, where the"
                    + " rest is seen better. By the rank test of Mann and Whitney.",
            "",
            "fuzz and endpoints are told of by `foyer prove fuzz --help`."
        },
        mixinStandardHelpOptions = true)
final class Prove implements Callable<Integer> {
    private static final int LEAST = 10;

    /// Below this a difference is told.
    private static final double RARE = 0.01;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "timing")
    private String name = "";

    @Option(names = "--samples", paramLabel = "N", description = "Of each side; 500 by default.")
    private int samples = 500;

    @Option(names = "--json", description = "Print JSON for scripts.")
    private boolean json;

    private Prove() {}

    public static void main(String[] args) {
        System.exit(
                run(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Prove())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(110)
                .execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!name.equals("timing")) {
            throw new ParameterException(
                    spec.commandLine(), "nothing to prove is called " + name + "; there is timing");
        }
        if (samples < LEAST) {
            throw new ParameterException(
                    spec.commandLine(), "--samples expects " + LEAST + " or more, not " + samples);
        }
        try (var workshop = Workshop.open(Launcher.find())) {
            print(TimingProof.run(workshop, samples));
            return 0;
        } catch (BenchFailed e) {
            spec.commandLine().getErr().println("foyer prove: " + e.getMessage());
            return 1;
        }
    }

    private void print(List<TimingProof.Finding> findings) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(Json.node(findings.stream().map(Prove::json).toList())));
            return;
        }
        out.println(
                "%d samples of each side in random order on one connection; medians in milliseconds."
                        .formatted(samples));
        out.println();
        out.println(
                "%-28s %9s %9s %12s %8s".formatted("", "known", "unknown", "known slower", "p"));
        findings.forEach(finding -> out.println(line(finding)));
        out.println();
        out.println(
                "\"known slower\" is how often a known address took longer than an unknown one: 0.5 tells nothing.");
        out.println("p is how often chance alone would set equal sides as far apart.");
    }

    private static String line(TimingProof.Finding finding) {
        return String.format(
                Locale.ROOT,
                "%-28s %9.3f %9.3f %12.3f %8.4f  %s",
                finding.what(),
                finding.known().median(),
                finding.unknown().median(),
                finding.test().superiority(),
                finding.test().p(),
                finding.test().p() < RARE ? "they differ" : "no difference found");
    }

    private static ObjectNode json(TimingProof.Finding finding) {
        var json = Json.object();
        json.put("what", finding.what());
        json.put("known_median_ms", finding.known().median());
        json.put("unknown_median_ms", finding.unknown().median());
        json.put("known_slower", finding.test().superiority());
        json.put("p", finding.test().p());
        return json;
    }
}
