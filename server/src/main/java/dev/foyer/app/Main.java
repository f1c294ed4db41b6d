package dev.foyer.app;

import org.slf4j.bridge.SLF4JBridgeHandler;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// The program: one command, named by its first argument.
@Command(
        name = "foyer",
        description = "Customer accounts for an online shop.",
        subcommands = {
            ServeCommand.class,
            SettingsCommand.class,
            OutboxCommand.class,
            CustomersCommand.class,
            ServicesCommand.class,
            ConsentsCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionOfBuild.class,
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "  test      Check formats, compile, run every test.",
            "  train     Let the JVM remember what it learns, so that starts are fast.",
            "  bench     Run the benchmarks, each with its limit measured in the same run.",
            "  prove     Measure what tests cannot decide, such as what the time of an answer tells.",
            "",
            "`foyer COMMAND --help` explains one. Exit codes: 0 done, 1 refused or failed, 2 used wrongly."
        })
final class Main {
    private static final String SERVE = "serve";

    private Main() {}

    public static void main(String[] args) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(args.length == 1 && args[0].equals(SERVE) ? serve() : run(args));
    }

    /// The server alone, without the library that reads command lines: that takes a third of a
    /// second to load.
    private static int serve() {
        try {
            return new ServeCommand().call();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (RuntimeException e) {
            e.printStackTrace();
            return 1;
        }
    }

    static int run(String... args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var line =
                new CommandLine(new Main())
                        .setOut(out)
                        .setErr(err)
                        .setUsageHelpWidth(110)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExpandAtFiles(false);
        if (args.length == 0) {
            line.usage(out);
            return 2;
        }
        return line.execute(args);
    }

    /// Tells picocli the version.
    static final class VersionOfBuild implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"foyer " + Version.text()};
        }
    }
}
