package dev.foyer.app;

import dev.foyer.json.Json;
import dev.foyer.management.CustomerExportApi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/// One run of an export: page by page into `FILE.part`, which becomes `FILE` when it is whole. Cut
/// off, the next run goes on behind the last page that is known to be there. Belongs to one thread.
final class ExportRun {
    private final Path file;
    private final FileForm form;
    private final ManagementClient server;
    private final boolean hashes;
    private final Progress progress;

    ExportRun(
            Path file, FileForm form, ManagementClient server, boolean hashes, Progress progress) {
        this.file = file;
        this.form = form;
        this.server = server;
        this.hashes = hashes;
        this.progress = progress;
    }

    /// How far it has come.
    ///
    /// @param how the form, since half a file of one is no beginning of another
    /// @param after the number of the last customer written
    private record State(String how, long after, long count, long total, long bytes) {
        static State of(ObjectNode kept) {
            return new State(
                    kept.path("how").asString(""),
                    kept.path("after").asLong(0),
                    kept.path("count").asLong(0),
                    kept.path("total").asLong(0),
                    kept.path("bytes").asLong(0));
        }

        ObjectNode json() {
            return Json.object()
                    .put("how", how)
                    .put("after", after)
                    .put("count", count)
                    .put("total", total)
                    .put("bytes", bytes);
        }
    }

    /// @return how many customers stand in the file
    long run() throws IOException, Perseverance.Spent, InterruptedException {
        var draft = PrivateFile.beside(file, ".part");
        var checkpoint = Checkpoint.of(file);
        try (var channel = PrivateFile.open(draft)) {
            if (channel.tryLock() == null) {
                throw new Perseverance.Spent("another process writes " + draft);
            }
            var begin = begin(checkpoint, channel);
            channel.truncate(begin.bytes());
            channel.position(begin.bytes());
            long count = write(begin, channel, checkpoint);
            PrivateFile.publish(channel, draft, file);
            checkpoint.remove();
            return count;
        }
    }

    private State begin(Checkpoint checkpoint, FileChannel channel) throws IOException {
        Optional<State> kept = checkpoint.read().map(State::of);
        long size = channel.size();
        return kept.filter(state -> state.how().equals(how()) && state.bytes() <= size)
                .orElseGet(() -> new State(how(), 0, 0, 0, 0));
    }

    private String how() {
        return form.nameFor(file) + " " + form.delimiter() + (hashes ? "" : " without hashes");
    }

    private long write(State begin, FileChannel channel, Checkpoint checkpoint)
            throws IOException, Perseverance.Spent, InterruptedException {
        var state = begin;
        // The channel is closed by whoever opened it.
        OutputStream out = Channels.newOutputStream(channel);
        var writer = form.writer(file, out, begin.bytes() == 0);
        for (boolean more = true; more; ) {
            var page = page(state.after());
            for (var record : page.path("results")) {
                writer.write((ObjectNode) record);
            }
            writer.flush();
            more = page.path("next").isNumber();
            state =
                    new State(
                            state.how(),
                            page.path("next").asLong(state.after()),
                            state.count() + page.path("results").size(),
                            page.path("total").asLong(state.total()),
                            channel.position());
            if (more) {
                channel.force(false);
                checkpoint.write(state.json());
            }
            progress.tell(state.count(), (double) state.count() / Math.max(1, state.total()));
        }
        return state.count();
    }

    private JsonNode page(long after) throws Perseverance.Spent, InterruptedException {
        var path =
                "%s?after=%d&limit=%d&hashes=%s"
                        .formatted(
                                CustomerExportApi.PATH,
                                after,
                                CustomerExportApi.MOST_RECORDS,
                                hashes);
        return Perseverance.ask(server, "GET", path, null);
    }
}
