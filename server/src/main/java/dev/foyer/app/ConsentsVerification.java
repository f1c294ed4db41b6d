package dev.foyer.app;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One run of `foyer consents verify`: asks for slice after slice, so that no question takes long.
final class ConsentsVerification {
    /// Findings that are printed; the others are counted.
    private static final int MOST_PRINTED = 20;

    private final Desk desk;
    private final int slice;
    private final Map<String, Long> checked = new LinkedHashMap<>();
    private final List<JsonNode> findings = new ArrayList<>();
    private long broken;
    private long unopened;

    ConsentsVerification(Desk desk, int slice) {
        this.desk = desk;
        this.slice = slice;
    }

    int run(@Nullable String witness) throws InterruptedException {
        var progress = Progress.of(desk.err(), desk.isForScripts(), "rows");
        try {
            var client = ManagementClient.of(System.getenv());
            var last = client.send("GET", ConsentsCommand.PATH + "checkpoints/", null);
            if (last.status() != 200) {
                return desk.refused(last);
            }
            boolean witnessed = witness == null || bears(client, witness);
            long total = last.body().path("last").path("entries").asLong(0);
            var cursor = "";
            do {
                var answer = client.send("GET", path(cursor), null);
                if (answer.status() != 200) {
                    progress.end();
                    return desk.refused(answer);
                }
                take(answer.body(), progress, total);
                cursor = answer.body().path("next").asString("");
            } while (!cursor.isEmpty());
            progress.end();
            return end(last.body().path("last"), witness, witnessed);
        } catch (ManagementClient.NoServer e) {
            return desk.failed(String.valueOf(e.getMessage()));
        }
    }

    /// A checkpoint for people, to be noted down.
    static String told(JsonNode checkpoint) {
        return checkpoint.isObject()
                ? String.format(
                        Locale.ROOT,
                        "checkpoint %d:%s of %s, %,d entries in %,d chains",
                        checkpoint.path("number").asLong(),
                        checkpoint.path("hash").asString(),
                        checkpoint.path("taken").asString(),
                        checkpoint.path("entries").asLong(),
                        checkpoint.path("chains").asLong())
                : "no checkpoint yet";
    }

    private static boolean bears(ManagementClient client, String witness)
            throws ManagementClient.NoServer, InterruptedException {
        var parts = witness.split(":", 2);
        var found =
                client.send("GET", ConsentsCommand.PATH + "checkpoints/" + parts[0] + "/", null);
        return found.status() == 200 && found.body().path("hash").asString("").equals(parts[1]);
    }

    private String path(String cursor) {
        return ConsentsCommand.PATH
                + "verify/?most="
                + slice
                + "&cursor="
                + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    private void take(JsonNode answer, Progress progress, long total) {
        var stage = answer.path("stage").asString();
        long done = checked.merge(stage, answer.path("checked").asLong(), Long::sum);
        unopened += answer.path("unopened").asLong();
        answer.path("findings")
                .valueStream()
                .forEach(
                        finding -> {
                            broken++;
                            if (findings.size() < MOST_PRINTED) {
                                findings.add(finding);
                                progress.end();
                                tell(finding);
                            }
                        });
        progress.tell(done, stage.equals("entries") && total > 0 ? (double) done / total : 1);
    }

    private void tell(JsonNode finding) {
        if (!desk.isForScripts()) {
            desk.out().println("broken: " + finding.path("text").asString());
        }
    }

    private int end(JsonNode last, @Nullable String witness, boolean witnessed) {
        boolean sound = broken == 0 && witnessed;
        if (desk.isForScripts()) {
            var json = Json.object().put("sound", sound);
            json.put("witnessed", witnessed);
            checked.forEach(json::put);
            json.put("unopened", unopened).put("broken", broken);
            json.set("findings", Json.node(findings));
            json.set("checkpoint", last);
            desk.out().println(Json.text(json));
            return sound ? 0 : 1;
        }
        var out = desk.out();
        if (!witnessed) {
            out.println("broken: the checkpoint " + witness + " is gone or was replaced");
        }
        if (broken > MOST_PRINTED) {
            out.println("broken: and " + (broken - MOST_PRINTED) + " more");
        }
        out.println(
                String.format(
                        Locale.ROOT,
                        "%s: %,d entries in %,d chains, %,d checkpoints, %,d customers",
                        sound ? "sound" : "broken",
                        count("entries"),
                        count("heads"),
                        count("checkpoints"),
                        count("customers")));
        if (unopened > 0) {
            out.println(unopened + " customers from before the ledger have no chain yet");
        }
        out.println("last " + told(last));
        return sound ? 0 : 1;
    }

    private long count(String stage) {
        return checked.getOrDefault(stage, 0L);
    }
}
