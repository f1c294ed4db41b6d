package dev.foyer.app;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
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
    @Mixin private final Desk desk = new Desk();

    @Mixin private final FileForm form = new FileForm();

    @Parameters(paramLabel = "FILE")
    private @Nullable Path file;

    @Option(names = "--without-hashes", description = "Leave the password hashes out.")
    private boolean withoutHashes;

    @Override
    public Integer call() throws InterruptedException {
        var target = desk.file(file);
        if (desk.isTaken(target)) {
            return 1;
        }
        var progress = Progress.of(desk.err(), desk.isForScripts(), "customers");
        try {
            var server = ManagementClient.of(System.getenv());
            long count = new ExportRun(target, form, server, !withoutHashes, progress).run();
            progress.end();
            desk.tell(
                    Json.object().put("exported", count),
                    String.format(Locale.ROOT, "exported %,d to %s", count, target));
            return 0;
        } catch (Perseverance.Spent e) {
            return desk.cutOff(e);
        } catch (ManagementClient.NoServer e) {
            return desk.failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return desk.failed(target + ": " + e);
        } finally {
            progress.end();
        }
    }
}
