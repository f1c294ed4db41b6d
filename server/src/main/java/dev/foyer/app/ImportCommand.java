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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `foyer import`: customers of another shop into a running server.
@Command(
        name = "import",
        description = {
            "Bring customers with their password hashes into a running server, from JSON lines or CSV.",
            "Who is here already is skipped. Who cannot come in goes to FILE.refused.jsonl, with line and reason.",
            "Cut off, it goes on where it was when it is called again. Nobody gets a mail. Fields: docs/import.md."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final String REFUSED = ".refused.jsonl";
    private static final String SKIPPED = ".skipped.jsonl";

    @Spec private CommandSpec spec;

    @Mixin private final Desk desk = new Desk();

    @Mixin private final FileForm form = new FileForm();

    @Parameters(paramLabel = "FILE")
    private @Nullable Path file;

    @Option(
            names = "--map",
            paramLabel = "THEIRS=OURS",
            description = "What a column is called here, or - to pass it over; may be repeated.")
    private List<String> mappings = List.of();

    @Option(
            names = "--restart",
            description = "Begin anew, even where an import of FILE was cut off.")
    private boolean restart;

    @Option(
            names = "--keep-skipped",
            description = "List in FILE.skipped.jsonl who was here already.")
    private boolean keepSkipped;

    @Override
    public Integer call() throws InterruptedException {
        var source = desk.file(file);
        Columns columns;
        try {
            columns = Columns.of(mappings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--map: " + e.getMessage(), e);
        }
        try {
            return run(source, columns);
        } catch (RecordReader.BrokenFile | ManagementClient.NoServer e) {
            return desk.failed(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException _) {
            return desk.failed(source + ": there is no such file");
        } catch (IOException e) {
            return desk.failed(source + ": " + e);
        }
    }

    private int run(Path file, Columns columns)
            throws IOException, ManagementClient.NoServer, InterruptedException {
        var fingerprint = ImportState.fingerprint(file);
        var checkpoint = Checkpoint.of(file);
        var kept = restart ? Optional.<ImportState>empty() : kept(checkpoint);
        if (kept.isPresent() && !kept.get().file().equals(fingerprint)) {
            return desk.failed(
                    "%s has changed since its import was cut off; begin anew with --restart"
                            .formatted(file));
        }
        var begin = kept.orElseGet(() -> ImportState.begin(fingerprint));
        var server = ManagementClient.of(System.getenv());
        var progress = Progress.of(desk.err(), desk.isForScripts(), "customers");
        long size = Math.max(1, Files.size(file));
        ImportRun.Tell tell =
                (state, position) ->
                        progress.tell(state.entries() - begin.entries(), (double) position / size);
        try (var refused = new LeftOut(file, REFUSED, begin.refusedBytes());
                var skipped =
                        keepSkipped ? new LeftOut(file, SKIPPED, begin.skippedBytes()) : null;
                var reader = form.reader(file, columns)) {
            var run = new ImportRun(reader, server, checkpoint, refused, skipped, begin, tell);
            var end = run.run();
            checkpoint.remove();
            progress.end();
            return done(end, refused.file());
        } catch (Perseverance.Spent e) {
            return desk.cutOff(e);
        } finally {
            progress.end();
        }
    }

    private static Optional<ImportState> kept(Checkpoint checkpoint) throws IOException {
        return checkpoint.read().map(ImportState::of);
    }

    private int done(ImportState end, Path refused) {
        desk.tell(
                Json.object()
                        .put("imported", end.imported())
                        .put("skipped", end.skipped())
                        .put("refused", end.refused()),
                String.format(
                        Locale.ROOT,
                        "imported %,d, already here %,d, refused %,d%s",
                        end.imported(),
                        end.skipped(),
                        end.refused(),
                        end.refused() == 0 ? "" : ": see " + refused));
        return end.refused() == 0 ? 0 : 1;
    }
}
