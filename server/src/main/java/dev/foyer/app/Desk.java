package dev.foyer.app;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// What commands have in common: the question to a running server, the answer as JSON for scripts
/// or as a table for people, the FILE, and the exit code.
final class Desk {
    @Option(names = "--json", description = "Print JSON for scripts.")
    private boolean json;

    /// The command that this is a part of.
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /// Whether a script reads what is printed.
    boolean isForScripts() {
        return json;
    }

    /// Where the result is printed.
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /// Where everything else is printed.
    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /// Asks, and prints the answer.
    int get(String path, Consumer<JsonNode> table) throws InterruptedException {
        return send("GET", path, null, table);
    }

    /// Asks for a list, and prints it.
    int list(String path, List<String> heading, Function<JsonNode, List<String>> row)
            throws InterruptedException {
        return get(path, answer -> table(out(), heading, answer.path("results"), row));
    }

    /// Lets something be done that needs no further word, and prints what came of it.
    int post(String path, Consumer<JsonNode> table) throws InterruptedException {
        return send("POST", path, null, table);
    }

    int send(String method, String path, @Nullable JsonNode body, Consumer<JsonNode> table)
            throws InterruptedException {
        return send(method, path, body, table, _ -> true);
    }

    /// @param isDone whether an answer means that it was done, for the exit code
    int send(
            String method,
            String path,
            @Nullable JsonNode body,
            Consumer<JsonNode> table,
            Predicate<JsonNode> isDone)
            throws InterruptedException {
        try {
            var answer = ManagementClient.of(System.getenv()).send(method, path, body);
            if (answer.status() != 200) {
                return refused(answer);
            }
            if (json) {
                out().println(Json.text(answer.body()));
            } else {
                table.accept(answer.body());
            }
            return isDone.test(answer.body()) ? 0 : 1;
        } catch (ManagementClient.NoServer e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    /// Says what came of it, to whoever reads that.
    void tell(JsonNode forScripts, String forPeople) {
        out().println(json ? Json.text(forScripts) : forPeople);
    }

    /// Says why, and ends with 1.
    int failed(String why) {
        err().println("foyer: " + why);
        return 1;
    }

    /// Says why a long command stopped before its end, and ends with 1.
    int cutOff(Perseverance.Spent reason) {
        return failed(
                reason.getMessage() + "; call the same command again to go on where it stopped");
    }

    /// Says why, and ends with 1.
    int refused(ManagementClient.Answer answer) {
        if (json) {
            err().println(Json.text(answer.body()));
            return 1;
        }
        return failed(complaint(answer));
    }

    /// The FILE that was named; without one the command is used wrongly.
    Path file(@Nullable Path named) {
        if (named == null) {
            throw new ParameterException(command.commandLine(), "which FILE?");
        }
        return named;
    }

    /// Whether something has the name of a FILE that is to be written; says so.
    boolean isTaken(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        var _ = failed(file + " is there already: choose another name, or move it away");
        return true;
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
    static void table(
            PrintWriter out,
            List<String> heading,
            JsonNode list,
            Function<JsonNode, List<String>> row) {
        print(out, heading, list.valueStream().map(row).toList());
    }

    private static void print(PrintWriter out, List<String> heading, List<List<String>> rows) {
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
