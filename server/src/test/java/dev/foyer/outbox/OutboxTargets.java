package dev.foyer.outbox;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;
import dev.foyer.json.Json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Targets for what operators write about messages: servers, gateways, templates.
public final class OutboxTargets {
    private static final Map<String, String> VALUES =
            Map.of("phone", "+905550000001", "text", "\"<&'\\\r\n\u2028İ%{id}", "id", "7");

    private OutboxTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text(
                        "smtp-url",
                        OutboxTargets::smtp,
                        "smtp://user:p%40ss@mail.shop.test:587?starttls=required",
                        "smtps://mail.shop.test",
                        "smtp://[::1]:25?starttls=never"),
                Target.text(
                        "gateway",
                        OutboxTargets::gateway,
                        "{\"url\": \"https://sms.test/send\", \"body\": \"{\\\"to\\\": \\\"{phone}\\\","
                                + " \\\"text\\\": \\\"{text}\\\"}\", \"headers\": {\"Content-Type\":"
                                + " \"application/json\"}, \"success\": {\"status\": [200, 201],"
                                + " \"body\": \"ok\"}, \"timeout\": 5, \"values\": {\"sender\":"
                                + " \"SHOP\"}, \"secrets\": {\"token\": \"t\"}}",
                        "{\"preset\": \"netgsm\", \"values\": {}, \"secrets\": {}}",
                        "{\"basic_auth\": [\"a\", \"b\"], \"method\": \"GET\"}"),
                Target.text(
                        "placeholders",
                        OutboxTargets::placeholders,
                        "{\"to\": \"{phone}\", \"text\": \"{text}\", \"x\": \"{unknown}\"}",
                        "https://sms.test/{phone}?t={text}${1}\\"),
                Target.bytes("template", OutboxTargets::template, templates()));
    }

    private static List<byte[]> templates() {
        return List.of(
                        "Subject: Hello {{first_name}}\n\n{{link}}\n",
                        "Subject: {{#shop}}{{shop}}{{/shop}}\n{{^first_name}}you{{/first_name}}\n{{link}}\n",
                        "Subject: x\n{{{link}}}{{&key}}{{!no}}{{=<% %>=}}<%link%>\n{{> other}}")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static void smtp(String text) {
        SmtpUrl.parse(text)
                .ifPresent(
                        url -> {
                            holds(!url.host().isEmpty(), "there is a host");
                            holds(url.port() <= 65_535, "there is such a port: " + url.port());
                        });
    }

    private static void gateway(String text) {
        try {
            var gateway = GatewayReader.read("own", Json.parse(text));
            holds(gateway.name().equals("own"), "it has its name");
        } catch (Json.Malformed | GatewayReader.Refused e) {
            holds(e.getMessage() != null, "it is told why");
        }
    }

    private static void placeholders(String template) {
        var json = Placeholders.fill(template, VALUES, Placeholders.escapeFor("application/json"));
        if (isJson(
                Placeholders.fill(
                        template, Map.of("phone", "1", "text", "2", "id", "3"), text -> text))) {
            holds(isJson(json) || !template.contains("\""), "a value does not break out of JSON");
        }
        var xml = Placeholders.fill("{text}", VALUES, Placeholders.escapeFor("text/xml"));
        holds(!xml.contains("<"), "a value does not break out of XML");
        var url =
                Placeholders.fill(
                        template, VALUES, Placeholders.escapeFor("x-www-form-urlencoded"));
        holds(url.indexOf('\r') < 0 || template.indexOf('\r') >= 0, "a value is one line");
    }

    private static boolean isJson(String text) {
        try {
            return !Json.parse(text).isMissingNode();
        } catch (Json.Malformed _) {
            return false;
        }
    }

    private static void template(byte[] bytes) throws IOException {
        var folder = Files.createTempDirectory("foyer-template");
        var file = folder.resolve(Path.of("mail", "confirm-email.en.txt"));
        try {
            Files.createDirectories(folder.resolve("mail"));
            Files.write(file, bytes);
            holds(new Letters(folder).complaints().size() <= 1, "one line for each file");
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder.resolve("mail"));
            Files.deleteIfExists(folder);
        }
    }
}
