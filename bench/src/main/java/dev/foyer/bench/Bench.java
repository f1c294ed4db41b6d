package dev.foyer.bench;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// The program: `./foyer bench [NAME]`.
@Command(
        name = "foyer bench",
        description = {
            "Measure what Foyer costs, beside a limit measured in the same run.",
            "Without NAME, or with `all`, they run one after the other; each has its own usual"
                    + " numbers."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nBenchmarks:%n")
final class Bench implements Callable<Integer> {
    private static final List<Benchmark> ALL =
            List.of(
                    new ReadBenchmark(),
                    new GuestBenchmark(),
                    new LoginBenchmark(),
                    new RegisterBenchmark(),
                    new MixedBenchmark(),
                    new FloodBenchmark(),
                    new ScaleBenchmark(),
                    new StartBenchmark(),
                    new MemoryBenchmark(),
                    new Pbkdf2Benchmark(),
                    new ConsentsBenchmark(),
                    new ImportBenchmark());

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "One of those below.")
    private @Nullable String name;

    @Option(names = "--rounds", paramLabel = "N", description = "How often to measure.")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", paramLabel = "N", description = "Length of a timed round.")
    private @Nullable Integer seconds;

    @Option(names = "--warmup", paramLabel = "N", description = "Seconds of load before the first.")
    private @Nullable Integer warmup;

    @Option(names = "--connections", paramLabel = "N", description = "Open at once.")
    private @Nullable Integer connections;

    @Option(names = "--sessions", paramLabel = "N", description = "Customers used at random.")
    private @Nullable Integer sessions;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "How many, for guest, memory, import and pbkdf2.")
    private @Nullable Integer requests;

    @Option(
            names = "--customers",
            paramLabel = "N,N",
            split = ",",
            description = "How many there are, one after the other, for scale.")
    private @Nullable List<Integer> customers;

    @Option(
            names = "--short",
            description =
                    "One round of two seconds with few customers: whether it works, no figures.")
    private boolean brief;

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            description = "Where NAME.md, .json and .svg go; bench/results by default.")
    private @Nullable Path results;

    private Bench() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        var list =
                ALL.stream()
                        .map(one -> "  %-8s %s".formatted(one.name(), one.purpose()))
                        .toArray(String[]::new);
        var line = new CommandLine(new Bench()).setOut(out).setErr(err).setUsageHelpWidth(110);
        line.getCommandSpec().usageMessage().footer(list);
        return line.execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var launcher = Launcher.find();
        for (var benchmark : chosen()) {
            try {
                measure(benchmark, launcher);
            } catch (BenchFailed e) {
                spec.commandLine()
                        .getErr()
                        .println("foyer bench: " + benchmark.name() + ": " + e.getMessage());
                return 1;
            }
        }
        return 0;
    }

    private void measure(Benchmark benchmark, Launcher launcher)
            throws IOException, InterruptedException {
        var plan = plan(benchmark.plan());
        var machine = Machine.facts();
        var begun = Instant.now();
        var err = spec.commandLine().getErr();
        err.println("foyer bench: " + benchmark.name() + " ...");
        Report report;
        try (var workshop = Workshop.open(launcher)) {
            report = benchmark.run(plan, workshop);
        }
        var folder =
                results == null ? launcher.home().resolve("bench").resolve("results") : results;
        spec.commandLine().getOut().println(Results.write(report, machine, begun, folder));
    }

    private List<Benchmark> chosen() {
        if (name == null || name.equals("all")) {
            return ALL;
        }
        var found = ALL.stream().filter(one -> one.name().equals(name)).toList();
        if (found.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no benchmark "
                            + name
                            + "; there are "
                            + ALL.stream().map(Benchmark::name).collect(Collectors.joining(", ")));
        }
        return found;
    }

    private Plan plan(Plan full) {
        var usual = brief ? full.inShort() : full;
        return new Plan(
                number("--rounds", rounds, usual.rounds()),
                duration("--seconds", seconds, usual.round()),
                duration("--warmup", warmup, usual.warmup()),
                number("--connections", connections, usual.connections()),
                number("--sessions", sessions, usual.sessions()),
                number("--requests", requests, usual.requests()),
                customers == null ? usual.sizes() : sizes(customers));
    }

    private List<Integer> sizes(List<Integer> given) {
        return given.stream().map(size -> number("--customers", size, 1)).toList();
    }

    private Duration duration(String option, @Nullable Integer given, Duration usual) {
        return given == null ? usual : Duration.ofSeconds(number(option, given, 0));
    }

    private int number(String option, @Nullable Integer given, int usual) {
        if (given != null && given < 1) {
            throw new ParameterException(
                    spec.commandLine(), option + " expects a number of 1 or more, not " + given);
        }
        return given == null ? usual : given;
    }
}
