package dev.foyer.app;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `foyer settings`: the dynamic settings of a running server.
@Command(
        name = "settings",
        description =
                "List, get, set and unset dynamic settings, in force at once and on every node; try the SMS gateways.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | get | set | unset | test-sms)")
final class SettingsCommand implements Runnable {
    private static final String PATH = "/api/settings/";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "list, get, set, unset or test-sms?");
    }

    @Command(
            description = "Every setting with its value and where that comes from.",
            mixinStandardHelpOptions = true)
    int list(@Mixin Desk desk) throws InterruptedException {
        return desk.list(PATH, List.of("NAME", "VALUE", "FROM"), SettingsCommand::row);
    }

    @Command(description = "One setting, with what it means.", mixinStandardHelpOptions = true)
    int get(@Mixin Desk desk, @Parameters(paramLabel = "NAME") String name)
            throws InterruptedException {
        return desk.get(path(name), setting -> show(desk.out(), setting));
    }

    @Command(
            description = {
                "Set a value, written in JSON; a bare word is taken as a text.",
                "- reads the value from standard input, @FILE from a file: secrets stay out of the command line."
            },
            mixinStandardHelpOptions = true)
    int set(
            @Mixin Desk desk,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "JSON") String value)
            throws InterruptedException, IOException {
        var body = Json.object().set("value", value(Given.text(value)));
        return desk.send("PUT", path(name), body, setting -> show(desk.out(), setting));
    }

    @Command(
            description = "Take back what was set; start value or default hold again.",
            mixinStandardHelpOptions = true)
    int unset(@Mixin Desk desk, @Parameters(paramLabel = "NAME") String name)
            throws InterruptedException {
        return desk.send("DELETE", path(name), null, setting -> show(desk.out(), setting));
    }

    @Command(
            name = "test-sms",
            description = "Send a test message through the SMS gateways in use, or through one.",
            mixinStandardHelpOptions = true)
    int testSms(
            @Mixin Desk desk,
            @Parameters(paramLabel = "PHONE") String phone,
            @Option(names = "--gateway", paramLabel = "NAME") @Nullable String gateway)
            throws InterruptedException {
        var body = Json.object().put("phone", phone);
        if (gateway != null) {
            body.put("gateway", gateway);
        }
        return desk.send(
                "POST",
                "/api/sms/test/",
                body,
                answer ->
                        desk.out()
                                .println(
                                        (delivered(answer) ? "delivered: " : "not delivered: ")
                                                + answer.path("detail").asString()),
                SettingsCommand::delivered);
    }

    private static boolean delivered(JsonNode answer) {
        return answer.path("delivered").asBoolean();
    }

    private static void show(PrintWriter out, JsonNode setting) {
        out.println(setting.path("name").asString() + " = " + Json.text(setting.path("value")));
        out.println("  from      " + setting.path("source").asString());
        out.println("  default   " + Json.text(setting.path("default")));
        out.println("  expected  " + setting.path("expected").asString());
        out.println("  " + setting.path("help").asString());
    }

    private static List<String> row(JsonNode setting) {
        return List.of(
                setting.path("name").asString(),
                Json.text(setting.path("value")),
                setting.path("source").asString());
    }

    private static JsonNode value(String text) {
        try {
            return Json.parse(text);
        } catch (Json.Malformed _) {
            return Json.node(text);
        }
    }

    private static String path(String name) {
        return PATH + URLEncoder.encode(name, StandardCharsets.UTF_8) + "/";
    }
}
