package dev.foyer.app;

import dev.foyer.db.Migrations;
import dev.foyer.db.Snapshot;
import dev.foyer.json.Json;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;

/// What a backup says of itself.
///
/// @param version of the Foyer that made it
/// @param fingerprint of the secret key that the database is used with
/// @param steps of the tables' history
/// @param tables in the order in which they can be filled
record Manifest(
        String version,
        Instant made,
        String fingerprint,
        List<Migrations.Step> steps,
        List<Content> tables,
        List<Snapshot.Sequence> sequences) {
    /// Of the file, not of the tables.
    private static final int FORMAT = 1;

    Manifest {
        steps = List.copyOf(steps);
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
    }

    /// What is in the file of one table.
    ///
    /// @param sha256 of its bytes, in lower hex
    record Content(String name, List<String> columns, long rows, long bytes, String sha256) {
        Content {
            columns = List.copyOf(columns);
        }

        /// The name of the file.
        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    long rows() {
        return tables.stream().mapToLong(Content::rows).sum();
    }

    long bytes() {
        return tables.stream().mapToLong(Content::bytes).sum();
    }

    /// How much is in it, for scripts.
    JsonNode summary() {
        return Json.object().put("tables", tables.size()).put("rows", rows());
    }

    String text() {
        var json = Json.object();
        json.put("format", FORMAT).put("foyer", version).put("made", made.toString());
        json.put("secret_key", fingerprint);
        var history = json.putArray("migrations");
        steps.forEach(
                step ->
                        history.addObject()
                                .put("version", step.version())
                                .put("checksum", step.checksum()));
        var list = json.putArray("tables");
        for (var table : tables) {
            var one = list.addObject().put("name", table.name());
            table.columns().forEach(one.putArray("columns")::add);
            one.put("rows", table.rows()).put("bytes", table.bytes()).put("sha256", table.sha256());
        }
        var counters = json.putArray("sequences");
        sequences.forEach(
                sequence ->
                        counters.addObject()
                                .put("name", sequence.name())
                                .put("value", sequence.value())
                                .put("called", sequence.called()));
        return Json.text(json);
    }

    /// Reads what [#text] wrote.
    ///
    /// @throws IllegalArgumentException where it is something else
    static Manifest of(String text) {
        JsonNode json;
        try {
            json = Json.parse(text);
        } catch (Json.Malformed e) {
            throw new IllegalArgumentException("no JSON", e);
        }
        if (json.path("format").asInt(0) != FORMAT) {
            throw new IllegalArgumentException("another format");
        }
        return new Manifest(
                json.path("foyer").asString(""),
                Instant.parse(json.path("made").asString("")),
                json.path("secret_key").asString(""),
                json.path("migrations").valueStream().map(Manifest::step).toList(),
                json.path("tables").valueStream().map(Manifest::content).toList(),
                json.path("sequences").valueStream().map(Manifest::sequence).toList());
    }

    private static Migrations.Step step(JsonNode json) {
        return new Migrations.Step(
                json.path("version").asString(""), json.path("checksum").asInt(0));
    }

    private static Content content(JsonNode json) {
        return new Content(
                json.path("name").asString(""),
                json.path("columns").valueStream().map(name -> name.asString("")).toList(),
                json.path("rows").asLong(0),
                json.path("bytes").asLong(0),
                json.path("sha256").asString(""));
    }

    private static Snapshot.Sequence sequence(JsonNode json) {
        return new Snapshot.Sequence(
                json.path("name").asString(""),
                json.path("value").asLong(0),
                json.path("called").asBoolean(false));
    }
}
