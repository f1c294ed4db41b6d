package dev.foyer.app;

import dev.foyer.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// `foyer services`: who may call the unsubscribe hooks of a running server.
@Command(
        name = "services",
        description =
                "Add, list, rotate and remove the services that may call the unsubscribe hooks.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(add | list | rotate | remove)")
final class ServicesCommand implements Runnable {
    private static final String PATH = "/api/services/";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,7})([smhd]?)");

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "add, list, rotate or remove?");
    }

    /// What is asked of a service beyond its name.
    static final class Terms {
        @Option(
                names = "--gateway",
                paramLabel = "kvkk|default",
                required = true,
                description =
                        "The hook it calls: /users/hooks/kvkk-unsubscribe-user/, or the other one.")
        private String gateway = "";

        @Option(
                names = "--allow-batches",
                description = "Take several bodies with one hash, within its minute.")
        private boolean allowBatches;

        @Option(
                names = "--require-signature",
                description = "Take a body only with its HMAC-SHA-256 in x-foyer-signature.")
        private boolean requireSignature;
    }

    /// The secret where the service brings one.
    static final class Secret {
        @Option(
                names = "--secret",
                paramLabel = "S",
                description = {
                    "Its secret; without one it is made and printed this once.",
                    "- reads it from standard input, @FILE from a file."
                })
        private @Nullable String given;

        void into(ObjectNode body) throws IOException {
            if (given != null) {
                body.put("secret", Given.text(given));
            }
        }
    }

    @Command(description = "Let a service call.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Desk desk,
            @Parameters(paramLabel = "NAME") String name,
            @Mixin Terms terms,
            @Mixin Secret secret)
            throws InterruptedException, IOException {
        var body = Json.object().put("name", name).put("gateway", terms.gateway);
        body.put("allow_batches", terms.allowBatches);
        body.put("require_signature", terms.requireSignature);
        secret.into(body);
        return desk.send("POST", PATH, body, answer -> print(desk.out(), "added", answer));
    }

    @Command(
            description = "Every service, also those that settings name.",
            mixinStandardHelpOptions = true)
    int list(@Mixin Desk desk) throws InterruptedException {
        return desk.list(
                PATH,
                List.of(
                        "NAME",
                        "GATEWAY",
                        "ACTIVE",
                        "FROM",
                        "OPTIONS",
                        "CREATED",
                        "ROTATED",
                        "OLD SECRET UNTIL"),
                ServicesCommand::row);
    }

    @Command(
            description = "Give a service another secret; the one it has stays good for a while.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Mixin Desk desk,
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--overlap",
                            paramLabel = "TIME",
                            defaultValue = "24h",
                            description =
                                    "How long the old secret stays good: 90s, 30m, 24h, 7d; at most 30d. Default: 24h.")
                    String overlap,
            @Mixin Secret secret)
            throws InterruptedException, IOException {
        var body = Json.object().put("overlap", seconds(overlap));
        secret.into(body);
        return desk.send(
                "POST",
                path(name) + "rotate/",
                body,
                answer -> print(desk.out(), "has another secret", answer));
    }

    @Command(
            description = "Refuse a service from now on, on every node.",
            mixinStandardHelpOptions = true)
    int remove(@Mixin Desk desk, @Parameters(paramLabel = "NAME") String name)
            throws InterruptedException {
        return desk.send(
                "DELETE", path(name), null, answer -> print(desk.out(), "removed", answer));
    }

    private static void print(PrintWriter out, String verb, JsonNode service) {
        out.println(
                "%s (%s) %s"
                        .formatted(
                                service.path("name").asString(),
                                service.path("gateway").asString(),
                                verb));
        if (!service.path("overlap_until").isNull()) {
            out.println("  old secret until  " + service.path("overlap_until").asString());
        }
        if (service.has("secret")) {
            out.println("  secret  " + service.path("secret").asString());
            out.println("  Keep it now: it is shown this once.");
        }
    }

    private static List<String> row(JsonNode service) {
        return List.of(
                service.path("name").asString(),
                service.path("gateway").asString(),
                service.path("active").asBoolean() ? "yes" : "no",
                service.path("source").asString(),
                options(service),
                time(service, "created"),
                time(service, "rotated"),
                time(service, "overlap_until"));
    }

    private static String options(JsonNode service) {
        var batches = service.path("allow_batches").asBoolean() ? "batches " : "";
        var signature = service.path("require_signature").asBoolean() ? "signature" : "";
        var both = (batches + signature).strip();
        return both.isEmpty() ? "-" : both;
    }

    private static String time(JsonNode service, String name) {
        return service.path(name).isNull() ? "-" : service.path(name).asString();
    }

    private long seconds(String text) {
        var parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--overlap: expected a time such as 24h, not " + text);
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(number).toSeconds();
            case "h" -> Duration.ofHours(number).toSeconds();
            case "d" -> Duration.ofDays(number).toSeconds();
            default -> number;
        };
    }

    private static String path(String name) {
        return PATH + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + "/";
    }
}
