package dev.foyer.app;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What the commands that ask a running server have in common: the question, the answer as JSON for
/// scripts or as a table for people, and the exit code.
final class Desk {
    @Option(names = "--json", description = "Print JSON for scripts.")
    private boolean json;

    /// Whether a script reads what is printed.
    boolean isForScripts() {
        return json;
    }

    int ask(
            CommandLine line,
            String method,
            String path,
            @Nullable JsonNode body,
            Consumer<JsonNode> table)
            throws InterruptedException {
        return ask(line, method, path, body, table, _ -> true);
    }

    /// @param isDone whether an answer means that it was done, for the exit code
    int ask(
            CommandLine line,
            String method,
            String path,
            @Nullable JsonNode body,
            Consumer<JsonNode> table,
            Predicate<JsonNode> isDone)
            throws InterruptedException {
        try {
            var answer = ManagementClient.of(System.getenv()).send(method, path, body);
            if (answer.status() != 200) {
                return refused(line.getErr(), answer);
            }
            if (json) {
                line.getOut().println(Json.text(answer.body()));
            } else {
                table.accept(answer.body());
            }
            return isDone.test(answer.body()) ? 0 : 1;
        } catch (ManagementClient.NoServer e) {
            line.getErr().println("foyer: " + e.getMessage());
            return 1;
        }
    }

    /// Says why, and ends with 1.
    static int failed(CommandLine line, String why) {
        line.getErr().println("foyer: " + why);
        return 1;
    }

    /// Says why, and ends with 1.
    int refused(PrintWriter err, ManagementClient.Answer answer) {
        if (json) {
            err.println(Json.text(answer.body()));
            return 1;
        }
        err.println("foyer: " + complaint(answer));
        return 1;
    }

    /// What a server says that did not do as it was asked.
    static String complaint(ManagementClient.Answer answer) {
        var detail = answer.body().path("detail").asString("");
        var complaints =
                answer.body()
                        .valueStream()
                        .flatMap(JsonNode::valueStream)
                        .map(JsonNode::asString)
                        .toList();
        return detail.isEmpty() ? String.join(" ", complaints) : detail;
    }

    /// Rows under a heading, as wide as their widest cells.
    static void table(PrintWriter out, List<String> heading, List<List<String>> rows) {
        var widths = heading.stream().mapToInt(String::length).toArray();
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        print(out, heading, widths);
        rows.forEach(row -> print(out, row, widths));
    }

    private static void print(PrintWriter out, List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length() + 2);
        }
        out.println(line.toString().stripTrailing());
    }
}
