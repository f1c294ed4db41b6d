package dev.foyer.app;

import dev.foyer.app.RecordReader.Entry;
import dev.foyer.json.Json;
import dev.foyer.management.CustomerImportApi;
import dev.foyer.management.CustomerRecord;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// One run of an import: reads a batch while the server takes those before, writes down what was
/// left out, and only then how far it has come. Belongs to one thread.
final class ImportRun {
    /// Half of what the server takes: a batch is closed once it is over this, and one record and
    /// the commas still fit.
    private static final int BATCH_BYTES = CustomerImportApi.LARGEST_BATCH / 2;

    /// Two, so that the database writes one while the server reads the other.
    private static final int IN_FLIGHT = 2;

    /// The fields that nobody shares with another customer.
    private static final List<String> NAMING =
            List.of("email", "emails", "username", "external_id");

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
    /// @param names addresses, user names and external ids in it, in lower case
    private record Batch(
            List<Entry> entries, List<Entry.Sound> sound, Set<String> names, long position) {
        boolean sharesWith(Batch other) {
            return !Collections.disjoint(names, other.names);
        }
    }

    private record Sent(Batch batch, Future<JsonNode> answer) {}

    /// Imports what is not done yet.
    ImportState run() throws IOException, Perseverance.Spent, InterruptedException {
        skipDone();
        var sent = new ArrayDeque<Sent>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var batch = read(); !batch.entries().isEmpty(); batch = read()) {
                // Of two records for one customer the first is to win, also across batches.
                while (sent.size() == IN_FLIGHT || sharesWithAny(batch, sent)) {
                    settle(sent.remove());
                }
                var next = batch;
                sent.add(new Sent(next, threads.submit(() -> send(next))));
            }
            settleAll(sent);
        } catch (RecordReader.BrokenFile e) {
            settleAll(sent);
            throw e;
        }
        return state;
    }

    private static boolean sharesWithAny(Batch batch, Collection<Sent> sent) {
        return sent.stream().anyMatch(one -> one.batch().sharesWith(batch));
    }

    private void settleAll(Queue<Sent> sent)
            throws IOException, Perseverance.Spent, InterruptedException {
        while (!sent.isEmpty()) {
            settle(sent.remove());
        }
    }

    private void settle(Sent sent) throws IOException, Perseverance.Spent, InterruptedException {
        try {
            note(sent.batch(), sent.answer().get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Perseverance.Spent spent) {
                throw spent;
            }
            throw new IllegalStateException("a batch cannot be sent", e.getCause());
        }
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
        var names = new HashSet<String>();
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
            names(one.record()).forEach(names::add);
            bytes += size;
        }
        return new Batch(entries, sound, names, reader.position());
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

    private static Stream<String> names(ObjectNode record) {
        return NAMING.stream()
                .map(record::get)
                .filter(Objects::nonNull)
                .flatMap(
                        value ->
                                Stream.concat(Stream.of(value), value.findValues("email").stream()))
                .map(value -> value.asString("").toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty());
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
