package dev.foyer.app;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `foyer export`: all customers of a running server.
@Command(
        name = "export",
        description = {
            "Write all customers of a running server, with their password hashes, as JSON lines or CSV.",
            "FILE appears when it is whole, readable by you alone; cut off, it goes on when it is called again."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private final Desk desk = new Desk();

    @Mixin private final FileForm form = new FileForm();

    @Parameters(paramLabel = "FILE")
    private @Nullable Path file;

    @Option(names = "--without-hashes", description = "Leave the password hashes out.")
    private boolean withoutHashes;

    @Override
    public Integer call() throws InterruptedException {
        if (file == null) {
            throw new ParameterException(spec.commandLine(), "which FILE?");
        }
        if (Files.exists(file)) {
            return Desk.failed(
                    spec.commandLine(),
                    file + " is there already: choose another name, or move it away");
        }
        var progress = Progress.of(spec.commandLine().getErr(), desk.isForScripts(), "customers");
        try {
            var server = ManagementClient.of(System.getenv());
            long count = new ExportRun(file, form, server, !withoutHashes, progress).run();
            progress.end();
            tell(file, count);
            return 0;
        } catch (Perseverance.Spent e) {
            return Desk.failed(
                    spec.commandLine(),
                    e.getMessage() + "; call the same command again to go on where it stopped");
        } catch (ManagementClient.NoServer e) {
            return Desk.failed(spec.commandLine(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Desk.failed(spec.commandLine(), file + ": " + e);
        } finally {
            progress.end();
        }
    }

    private void tell(Path file, long count) {
        var out = spec.commandLine().getOut();
        if (desk.isForScripts()) {
            out.println(Json.text(Json.object().put("exported", count)));
        } else {
            out.printf(Locale.ROOT, "exported %,d to %s%n", count, file);
        }
    }
}
