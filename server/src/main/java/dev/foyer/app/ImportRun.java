package dev.foyer.app;

import dev.foyer.app.RecordReader.Entry;
import dev.foyer.json.Json;
import dev.foyer.management.CustomerImportApi;
import dev.foyer.management.CustomerRecord;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One run of an import: reads a batch while the server takes the one before, writes down what was
/// left out, and only then how far it has come. Belongs to one thread.
final class ImportRun {
    /// Half of what the server takes: a batch is closed once it is over this, and one record and
    /// the commas still fit.
    private static final int BATCH_BYTES = CustomerImportApi.LARGEST_BATCH / 2;

    private final RecordReader reader;
    private final ManagementClient server;
    private final Checkpoint checkpoint;
    private final LeftOut refused;
    private final @Nullable LeftOut skipped;
    private final Tell tell;
    private ImportState state;
    private RecordReader.@Nullable BrokenFile broken;

    /// @param skipped null where nobody wants a list of them
    ImportRun(
            RecordReader reader,
            ManagementClient server,
            Checkpoint checkpoint,
            LeftOut refused,
            @Nullable LeftOut skipped,
            ImportState state,
            Tell tell) {
        this.reader = reader;
        this.server = server;
        this.checkpoint = checkpoint;
        this.refused = refused;
        this.skipped = skipped;
        this.state = state;
        this.tell = tell;
    }

    /// Hears how far it has come.
    interface Tell {
        void tell(ImportState state, long position);
    }

    /// @param sound of the entries, in their order: what is sent
    private record Batch(List<Entry> entries, List<Entry.Sound> sound, long position) {}

    /// Imports what is not done yet.
    ImportState run() throws IOException, Perseverance.Spent, InterruptedException {
        skipDone();
        try (var ahead = Executors.newVirtualThreadPerTaskExecutor()) {
            var batch = read();
            while (!batch.entries().isEmpty()) {
                var next = ahead.submit((Callable<Batch>) this::read);
                note(batch, send(batch));
                batch = awaited(next);
            }
        }
        return state;
    }

    private void skipDone() throws IOException {
        for (long i = 0; i < state.entries(); i++) {
            if (reader.next().isEmpty()) {
                return;
            }
        }
    }

    private Batch read() throws IOException {
        var entries = new ArrayList<Entry>();
        var sound = new ArrayList<Entry.Sound>();
        int bytes = 0;
        while (entries.size() < CustomerImportApi.MOST_RECORDS && bytes < BATCH_BYTES) {
            var next = next(entries.isEmpty());
            if (next.isEmpty()) {
                break;
            }
            if (!(next.get() instanceof Entry.Sound one)) {
                entries.add(next.get());
                continue;
            }
            var text = Json.text(one.record());
            int size = text.getBytes(StandardCharsets.UTF_8).length;
            if (size > CustomerRecord.LARGEST) {
                entries.add(new Entry.Broken(one.line(), "The record is too large.", text));
                continue;
            }
            entries.add(one);
            sound.add(one);
            bytes += size;
        }
        return new Batch(entries, sound, reader.position());
    }

    /// Where the file breaks off, what stands before that comes in first.
    private Optional<Entry> next(boolean first) throws IOException {
        if (broken != null && first) {
            throw broken;
        }
        try {
            return broken == null ? reader.next() : Optional.empty();
        } catch (RecordReader.BrokenFile e) {
            broken = e;
            return next(first);
        }
    }

    private static Batch awaited(Future<Batch> next) throws IOException, InterruptedException {
        try {
            return next.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IllegalStateException("a batch cannot be read", e.getCause());
        }
    }

    private JsonNode send(Batch batch) throws Perseverance.Spent, InterruptedException {
        var records = Json.object();
        var list = records.putArray("records");
        batch.sound().forEach(entry -> list.add(entry.record()));
        return Perseverance.ask(server, "POST", CustomerImportApi.PATH, records);
    }

    private void note(Batch batch, JsonNode answer) throws IOException {
        var refusals = reasons(answer.path("refused"), batch);
        var skips = reasons(answer.path("skipped"), batch);
        long out = 0;
        for (var entry : batch.entries()) {
            var reason =
                    entry instanceof Entry.Broken broken ? broken.reason() : refusals.get(entry);
            var skip = skips.get(entry);
            if (reason != null) {
                refused.add(entry, reason);
                out++;
            } else if (skipped != null && skip != null) {
                skipped.add(entry, skip);
            }
        }
        state =
                new ImportState(
                        state.file(),
                        state.entries() + batch.entries().size(),
                        state.imported() + answer.path("imported").asLong(),
                        state.skipped() + skips.size(),
                        state.refused() + out,
                        refused.flush(),
                        skipped == null ? 0 : skipped.flush());
        checkpoint.write(state.json());
        tell.tell(state, batch.position());
    }

    private static Map<Entry, String> reasons(JsonNode list, Batch batch) {
        var reasons = new IdentityHashMap<Entry, String>();
        for (var one : list) {
            reasons.put(
                    batch.sound().get(one.path("index").asInt()), one.path("reason").asString(""));
        }
        return reasons;
    }
}
