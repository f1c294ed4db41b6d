package dev.foyer.bench;

import dev.foyer.json.Json;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A load at a constant rate, whether answers come or not: a [PaceMaker] as a child process.
/// Latencies run from the moment at which a request was begun, waiting for a connection included;
/// how much later than due that was is told beside them. Belongs to one thread.
final class OpenLoop {
    private final Workshop workshop;
    private final Child tool;
    private final int connections;

    private OpenLoop(Workshop workshop, Child tool, int connections) {
        this.workshop = workshop;
        this.tool = tool;
        this.connections = connections;
    }

    /// @param connections that all flows share
    static OpenLoop open(Workshop workshop, int connections) throws IOException {
        return new OpenLoop(workshop, workshop.startTool(PaceMaker.class.getName()), connections);
    }

    /// So many requests of a kind in a second.
    ///
    /// @param inOrder each request in its turn, and not one picked at random
    record Flow(String name, double perSecond, boolean inOrder) {
        static Flow random(String name, double perSecond) {
            return new Flow(name, perSecond, false);
        }
    }

    /// What came of a flow.
    ///
    /// @param due were begun, each when it was due
    /// @param failed had no answer
    /// @param crowded so many were open at once that some that were due had to wait unseen: its
    ///   latencies are too good
    /// @param latency of all answers
    /// @param lateness of the tool itself, in beginning what was due
    /// @param statuses latencies by status
    record Result(
            long due,
            long failed,
            boolean crowded,
            Latencies latency,
            Latencies lateness,
            Map<Integer, Latencies> statuses) {
        /// Answers with a status like these.
        long count(IntPredicate like) {
            return statuses.entrySet().stream()
                    .filter(entry -> like.test(entry.getKey()))
                    .mapToLong(entry -> entry.getValue().count())
                    .sum();
        }

        long successes() {
            return count(status -> status / 100 == 2);
        }

        long refusals() {
            return count(status -> status == 429 || status == 503);
        }

        /// What was due and had no success; one more where due ones had to wait unseen.
        long withoutSuccess() {
            return due - successes() + (crowded ? 1 : 0);
        }

        /// What was due and had neither a success nor a refusal.
        long lost() {
            return Math.max(0, due - successes() - refusals());
        }

        private static Latencies latencies(JsonNode told) {
            return Latencies.ofWord(told.stringValue());
        }

        private static Result of(JsonNode told) {
            var statuses = new LinkedHashMap<Integer, Latencies>();
            told.get("statuses")
                    .properties()
                    .forEach(
                            one ->
                                    statuses.put(
                                            Integer.valueOf(one.getKey()),
                                            latencies(one.getValue())));
            return new Result(
                    told.get("sent").longValue(),
                    told.get("failed").longValue(),
                    told.get("crowded").booleanValue()
                            || told.get("sent").longValue() < told.get("due").longValue() * 0.99,
                    latencies(told.get("latency")),
                    latencies(told.get("lateness")),
                    statuses);
        }
    }

    Child tool() {
        return tool;
    }

    /// Tells the tool what a flow of this name sends.
    void requests(String name, List<byte[]> requests) throws IOException {
        var file = workshop.path("requests-" + tool.pid() + "-" + name + ".json");
        var texts = requests.stream().map(one -> new String(one, StandardCharsets.UTF_8)).toList();
        Files.writeString(file, Json.node(texts).toString());
        var _ = tool.ask("requests " + name + " " + file);
        Files.delete(file);
    }

    /// Sends all flows side by side for this long, and waits for the last answers.
    Map<String, Result> run(int port, Duration time, List<Flow> flows) throws IOException {
        var asked = Json.object();
        asked.put("port", port);
        asked.put("connections", connections);
        asked.put("seconds", time.toMillis() / 1e3);
        asked.set("flows", Json.node(flows));
        var told = Json.parseOwn(tool.ask("run " + asked));
        var results = new LinkedHashMap<String, Result>();
        IntStream.range(0, flows.size())
                .forEach(i -> results.put(flows.get(i).name(), Result.of(told.get(i))));
        return results;
    }

    /// One flow.
    Result run(int port, Duration time, Flow flow) throws IOException {
        return run(port, time, List.of(flow)).values().iterator().next();
    }
}
