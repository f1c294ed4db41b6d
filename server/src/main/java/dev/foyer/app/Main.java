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
            "  bench     Run the benchmarks, each with its limit measured in the same run.",
            "  prove     Measure what tests cannot decide, such as what the time of an answer tells.",
            "",
            "`foyer COMMAND --help` explains one. Exit codes: 0 done, 1 refused or failed, 2 used wrongly."
        })
final class Main {
    private Main() {}

    public static void main(String[] args) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(run(args));
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
