package dev.foyer.bench;

import dev.foyer.json.Json;

import io.hyperfoil.core.impl.LocalSimulationRunner;

import tools.jackson.databind.JsonNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Hyperfoil as a program of its own, which keeps a constant rate whether answers come or not. It
/// answers a line `requests NAME FILE`, a file with a JSON array of raw requests, with `{}`, and a
/// line `run JSON` with what came of each flow (see [OpenLoop]).
final class PaceMaker {
    private final Map<String, List<RawRequest>> requests = new HashMap<>();

    private PaceMaker() {}

    public static void main(String[] args) throws IOException {
        var answers = System.out;
        // Words of the libraries must not stand between the answers.
        System.setOut(System.err);
        var maker = new PaceMaker();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            answers.println(maker.answer(line));
        }
        // The tool leaves threads behind that are no daemons.
        System.exit(0);
    }

    private String answer(String line) throws IOException {
        var words = line.split(" ", 3);
        if (words[0].equals("requests")) {
            requests.put(words[1], read(Path.of(words[2])));
            return "{}";
        }
        return run(Json.parseOwn(line.substring("run ".length())));
    }

    private static List<RawRequest> read(Path file) throws IOException {
        return Json.parseOwn(Files.readString(file))
                .valueStream()
                .map(node -> RawRequest.of(node.stringValue()))
                .toList();
    }

    private String run(JsonNode asked) {
        var flows = new ArrayList<PacedFlow>();
        var seconds = asked.get("seconds").doubleValue();
        for (var flow : asked.get("flows")) {
            var name = flow.get("name").stringValue();
            flows.add(
                    new PacedFlow(
                            name,
                            flow.get("perSecond").doubleValue(),
                            seconds,
                            flow.get("inOrder").booleanValue(),
                            requests.getOrDefault(name, List.of())));
        }
        var benchmark =
                PacedFlow.benchmark(
                        asked.get("port").intValue(), asked.get("connections").intValue(), flows);
        var runner =
                new LocalSimulationRunner(
                        benchmark,
                        (phase, _, _, snapshot, _) ->
                                flows.forEach(flow -> flow.count(phase.name(), snapshot)),
                        (phase, _, most) -> flows.forEach(flow -> flow.countOpen(phase, most)),
                        null);
        runner.run();
        return Json.node(flows.stream().map(PacedFlow::result).toList()).toString();
    }
}
