package dev.foyer.bench;

import dev.foyer.json.Json;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// Keeps a report in three files: `NAME.md` for people, `NAME.svg` for the eye, and `NAME.json`
/// with every single round.
final class Results {
    private Results() {}

    /// Writes the files; the text that stands in `NAME.md`.
    static String write(Report report, Map<String, String> machine, Instant begun, Path folder)
            throws IOException {
        var versions = Versions.facts();
        var table = Table.of(report, machine, versions);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(report.name() + ".md"), table);
        Files.writeString(folder.resolve(report.name() + ".svg"), Picture.of(report));
        Files.writeString(
                folder.resolve(report.name() + ".json"),
                json(report, machine, versions, begun).toPrettyString() + "\n");
        return table;
    }

    private static ObjectNode json(
            Report report,
            Map<String, String> machine,
            Map<String, String> versions,
            Instant begun) {
        var json = Json.object();
        json.put("benchmark", report.name());
        json.put("title", report.title());
        json.put("begun", begun.truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("limit", report.limitName());
        json.set("machine", Json.node(machine));
        json.set("versions", Json.node(versions));
        json.set("parameters", Json.node(report.parameters()));
        json.set("lines", Json.node(report.lines().stream().map(Results::line).toList()));
        json.set("notes", Json.node(report.notes()));
        return json;
    }

    private static ObjectNode line(Line line) {
        var json = Json.object();
        json.put("figure", line.figure());
        json.put("unit", line.unit());
        json.set("foyer", samples(line.foyer()));
        if (line.limit() != null) {
            json.set("limit", samples(line.limit()));
        }
        line.ratio().ifPresent(ratio -> json.set("ratio", samples(ratio)));
        if (line.reach() != null) {
            json.put("reach", line.reach().words());
            json.put("met", line.reach().met());
        }
        return json;
    }

    private static ObjectNode samples(Samples samples) {
        var json = Json.object();
        json.put("median", samples.median());
        json.put("min", samples.min());
        json.put("max", samples.max());
        json.set("rounds", Json.node(samples.values()));
        return json;
    }
}
