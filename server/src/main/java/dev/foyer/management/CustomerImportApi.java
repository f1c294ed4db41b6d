package dev.foyer.management;

import dev.foyer.consent.ConsentLedger;
import dev.foyer.consent.Origin;
import dev.foyer.credential.Credentials;
import dev.foyer.customer.CustomerImport;
import dev.foyer.customer.CustomerImport.Judged;
import dev.foyer.customer.ImportedCustomer;
import dev.foyer.customer.Phones;
import dev.foyer.db.Database;
import dev.foyer.management.CustomerRecordForm.Read;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Language;
import dev.foyer.words.Phrase;

import org.jdbi.v3.core.Handle;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `POST /api/customers/import/` with `{"records": […]}`: brings in the customers that are not here
/// yet, and tells for each other one why she was left out. The same batch again changes nothing.
///
/// Nobody gets a mail. Safe for use by many threads.
public final class CustomerImportApi {
    public static final String PATH = "/api/customers/import/";

    /// Records in a batch: enough that the journey to the database counts little, and few enough
    /// that its transaction ends within a fraction of a second.
    public static final int MOST_RECORDS = 1000;

    /// In bytes; the management port has few callers, and each batch is in memory whole.
    public static final int LARGEST_BATCH = 2 * 1024 * 1024;

    private final Database database;
    private final Phones phones;
    private final ConsentLedger ledger;
    private final InstantSource clock;

    public CustomerImportApi(
            Database database, Phones phones, ConsentLedger ledger, InstantSource clock) {
        this.database = database;
        this.phones = phones;
        this.ledger = ledger;
        this.clock = clock;
    }

    public Response bring(Request request) {
        if (!(request.fields().get("records") instanceof ArrayNode records)) {
            return wrong(request, Phrase.of("import.not_a_list"));
        }
        if (records.size() > MOST_RECORDS) {
            return wrong(request, Phrase.of("import.too_many", MOST_RECORDS));
        }
        var batch = new Batch(request);
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i) instanceof ObjectNode record) {
                batch.take(i, record);
            } else {
                batch.refuse(i, "", Phrase.of("import.not_an_object"));
            }
        }
        batch.flush();
        return Response.json(200, batch::write);
    }

    private static Response wrong(Request request, Phrase complaint) {
        return ProblemWriter.answer(Problem.field("records", complaint), request);
    }

    /// One request's records. They go to the database in runs within which nobody claims what
    /// another one claims, each a transaction of its own: as if they came one after the other, with
    /// as few statements as their order allows.
    private final class Batch {
        private final Request request;
        private final Language language;
        private final Map<Integer, Read.Sound> run = new TreeMap<>();
        private final HashSet<String> claims = new HashSet<>();
        private final Map<Integer, String> skipped = new TreeMap<>();
        private final Map<Integer, String> refused = new TreeMap<>();
        private int imported;

        Batch(Request request) {
            this.request = request;
            this.language = request.language();
        }

        void take(int index, ObjectNode record) {
            switch (CustomerRecordForm.read(record, phones, language, clock.instant())) {
                case Read.Wrong(var complaints) -> refused.put(index, told(complaints));
                case Read.Sound sound -> {
                    if (sound.customer().claims().anyMatch(claims::contains)) {
                        flush();
                    }
                    sound.customer().claims().forEach(claims::add);
                    run.put(index, sound);
                }
            }
        }

        void flush() {
            if (run.isEmpty()) {
                return;
            }
            var sounds = List.copyOf(run.values());
            var judged = database.write(tx -> bring(tx, sounds, request));
            var indexes = List.copyOf(run.keySet());
            for (int i = 0; i < indexes.size(); i++) {
                note(indexes.get(i), judged.get(i));
            }
            run.clear();
            claims.clear();
        }

        private void note(int index, Judged judged) {
            switch (judged) {
                case Judged.Added _ -> imported++;
                case Judged.AlreadyHere() ->
                        skipped.put(index, language.say(Phrase.of("import.here")));
                case Judged.Taken(var field) ->
                        refuse(index, field, Phrase.of("import.taken." + field));
            }
        }

        void refuse(int index, String field, Phrase why) {
            refused.put(index, told(Map.of(field, List.of(why))));
        }

        private String told(Map<String, List<Phrase>> complaints) {
            return complaints.entrySet().stream()
                    .map(
                            entry ->
                                    (entry.getKey().isEmpty() ? "" : entry.getKey() + ": ")
                                            + entry.getValue().stream()
                                                    .map(language::say)
                                                    .collect(Collectors.joining(" ")))
                    .collect(Collectors.joining(" "));
        }

        void write(JsonGenerator json) {
            json.writeStartObject();
            json.writeNumberProperty("imported", imported);
            write(json, "skipped", skipped);
            write(json, "refused", refused);
            json.writeEndObject();
        }

        private void write(JsonGenerator json, String name, Map<Integer, String> reasons) {
            json.writeName(name);
            json.writeStartArray();
            reasons.forEach(
                    (index, reason) -> {
                        json.writeStartObject();
                        json.writeNumberProperty("index", index);
                        json.writeStringProperty("reason", reason);
                        json.writeEndObject();
                    });
            json.writeEndArray();
        }
    }

    private List<Judged> bring(Handle tx, List<Read.Sound> sounds, Request request) {
        var now = clock.instant();
        var judged =
                CustomerImport.add(tx, sounds.stream().map(Read.Sound::customer).toList(), now);
        var hashes = new HashMap<Long, String>();
        var openings = new LinkedHashMap<Optional<String>, List<ConsentLedger.Opening>>();
        for (int i = 0; i < judged.size(); i++) {
            if (judged.get(i) instanceof Judged.Added(var id)) {
                var sound = sounds.get(i);
                sound.hash().ifPresent(hash -> hashes.put(id, hash));
                openings.computeIfAbsent(version(sound.customer()), _ -> new ArrayList<>())
                        .add(opening(id, sound.customer()));
            }
        }
        Credentials.addAll(tx, hashes, now);
        openings.forEach(
                (version, some) ->
                        ledger.openAll(
                                tx, some, Origin.of(Origin.Source.IMPORT, request, version)));
        return judged;
    }

    private static ConsentLedger.Opening opening(long id, ImportedCustomer customer) {
        return new ConsentLedger.Opening(id, customer.consents(), Optional.empty());
    }

    /// Of the text that she agreed to, as far as it was told.
    private static Optional<String> version(ImportedCustomer customer) {
        return customer.consentVersion()
                .or(
                        () ->
                                Optional.of(
                                                customer.attributes()
                                                        .path("kvkk_flat_page_version")
                                                        .asString(""))
                                        .filter(text -> !text.isEmpty()));
    }
}
