package dev.foyer.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.List;

/// `foyer outbox`: the messages of a running server that are not delivered yet.
@Command(
        name = "outbox",
        description = "List, show and retry messages that are not delivered.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | retry)")
final class OutboxCommand implements Runnable {
    private static final String PATH = "/api/outbox/";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "list, show or retry?");
    }

    @Command(
            description = "The newest messages that are not delivered, at most 200.",
            mixinStandardHelpOptions = true)
    int list(@Mixin Desk desk) throws InterruptedException {
        return desk.list(
                PATH,
                List.of("ID", "STATE", "ATTEMPTS", "TO", "NEXT ATTEMPT", "SUBJECT"),
                OutboxCommand::row);
    }

    @Command(
            description = "One message with every attempt to deliver it.",
            mixinStandardHelpOptions = true)
    int show(@Mixin Desk desk, @Parameters(paramLabel = "ID") long id) throws InterruptedException {
        return desk.get(PATH + id + "/", message -> print(desk.out(), message));
    }

    @Command(
            description = "Make a waiting or failed message due now.",
            mixinStandardHelpOptions = true)
    int retry(@Mixin Desk desk, @Parameters(paramLabel = "ID") long id)
            throws InterruptedException {
        return desk.post(PATH + id + "/retry/", message -> print(desk.out(), message));
    }

    private static void print(PrintWriter out, JsonNode message) {
        out.println(
                "%d  %s  %s to %s: %s"
                        .formatted(
                                message.path("id").asLong(),
                                message.path("state").asString(),
                                message.path("channel").asString(),
                                message.path("to").asString(),
                                message.path("subject").asString()));
        Desk.table(
                out,
                List.of("ATTEMPT", "STARTED", "OUTCOME", "DETAIL"),
                message.path("tries"),
                attempt ->
                        List.of(
                                attempt.path("attempt").asString(),
                                attempt.path("started").asString(),
                                attempt.path("outcome").asString(),
                                attempt.path("detail").asString()));
    }

    private static List<String> row(JsonNode message) {
        return List.of(
                message.path("id").asString(),
                message.path("state").asString(),
                message.path("attempts").asString(),
                message.path("to").asString(),
                message.path("next_attempt").asString(),
                message.path("subject").asString());
    }
}
