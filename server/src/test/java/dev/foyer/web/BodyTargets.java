package dev.foyer.web;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;
import dev.foyer.json.Json;
import dev.foyer.json.Storable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Targets for bodies and the values in them.
public final class BodyTargets {
    private static final Set<Integer> UNREADABLE = Set.of(400, 413, 415);

    private BodyTargets() {}

    /// A file as it comes in a form.
    public static Upload upload(String name, byte[] bytes) {
        return new Upload(name, bytes);
    }

    public static List<Target> all() {
        return List.of(
                Target.text(
                        "json",
                        text -> json(text.getBytes(StandardCharsets.UTF_8)),
                        "{\"email\": \"ayşe@example.com\", \"n\": [1, -0, 1.5e3, null, true]}",
                        "[[[[{}]]]]",
                        "1e400",
                        "\"\\ud83d\\ude00\""),
                Target.text(
                        "form",
                        BodyTargets::form,
                        "email=a%40b.test&password=x+y&password=z",
                        "=&&a&b=%zz&%C4%B0=%FF"),
                Target.bytes("multipart", BodyTargets::multipart, multiparts()),
                Target.text(
                        "fields",
                        BodyTargets::fields,
                        "{\"text\": \" a \", \"truth\": \"on\", \"number\": \"-12\", \"date\":"
                                + " \"2024-02-29\", \"object\": {}, \"items\": [{\"text\": 1}],"
                                + " \"choice\": \"a\"}",
                        "{\"text\": \"\\u0000\", \"truth\": [], \"number\": 1e400, \"items\":"
                                + " [null, 1, \"\"], \"object\": []}"),
                Target.text(
                        "date", BodyTargets::date, "2024-02-29", "0001-01-01", "9999-12-31", "+1"),
                Target.text(
                        "timestamp",
                        BodyTargets::timestamp,
                        "2024-02-29T12:34:56.123456789+03:00",
                        "2024-02-29 12:34",
                        "0001-01-01T00:00:00+18:00",
                        "9999-12-31T23:59:59-1800",
                        "2024-02-29T12:34Z"));
    }

    private static void json(byte[] body) {
        JsonNode value;
        try {
            value = Json.parse(body);
        } catch (Json.Malformed _) {
            return;
        }
        try {
            var text = Json.text(value);
            holds(Json.text(Json.parse(text)).equals(text), "written and read it is the same");
            holds(!Storable.is(value) || written(value).equals(text), "what can be stored is told");
        } catch (Json.Malformed e) {
            throw new AssertionError("what was read is written so that it can be read", e);
        }
    }

    private static String written(JsonNode value) {
        return new String(Json.write(json -> json.writeTree(value)), StandardCharsets.UTF_8);
    }

    private static void form(String body) {
        if (Storable.hasLoneSurrogate(body)) {
            return;
        }
        var pairs = new ArrayList<String>();
        Forms.each(body, (name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
        var again = new ArrayList<String>();
        Forms.each(
                String.join("&", pairs),
                (name, value) -> again.add(encoded(name) + "=" + encoded(value)));
        holds(pairs.equals(again), "written and read it is the same");
        if (pairs.size() > 0) {
            var first = pairs.getFirst().split("=", 2)[0];
            var found = Forms.first(body, Forms.decoded(first)).map(BodyTargets::encoded);
            holds(pairs.getFirst().equals(first + "=" + found.orElseThrow()), "the first counts");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The first line is the type.
    private static void multipart(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        var type = new String(input, 0, end, StandardCharsets.ISO_8859_1).strip();
        var body = Arrays.copyOfRange(input, Math.min(input.length, end + 1), input.length);
        try {
            var fields = Sent.body(type, body).fields();
            holds(fields.size() <= Math.max(200, body.length), "it has no more than was sent");
        } catch (Refusal refusal) {
            holds(UNREADABLE.contains(refusal.problem().status()), "it cannot be read");
        }
    }

    private static List<byte[]> multiparts() {
        var part = "--x\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n";
        return List.of(
                encodedParts(
                        "multipart/form-data; boundary=x",
                        part.formatted("email", "", "a@b.test")
                                + part.formatted("avatar", "; filename=\"a.png\"", "\0PNG")
                                + "--x--\r\n"),
                encodedParts("Multipart/Form-Data; boundary=\"x\"", part.formatted("", "", "")),
                encodedParts("application/json; charset=utf-16", "{\"a\": 1, \"a\": []}"),
                encodedParts("application/x-www-form-urlencoded", "a=b&c"));
    }

    private static byte[] encodedParts(String type, String body) {
        return (type + "\n" + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void fields(String body) {
        ObjectNode values;
        try {
            if (!(Json.parse(body) instanceof ObjectNode object)) {
                return;
            }
            values = object;
        } catch (Json.Malformed _) {
            return;
        }
        var fields = Fields.of(values);
        read(fields);
        fields.items("items", 10).forEach(BodyTargets::read);
        try {
            fields.refuseIfWrong();
            holds(fields.areRight(), "what is wrong is refused");
        } catch (Refusal refusal) {
            var request = Sent.query("");
            var answer = ProblemWriter.answer(refusal.problem(), request);
            holds(answer.status() == 400, "it is told as a mistake of the sender");
        }
    }

    private static void read(Fields fields) {
        var text = fields.text("text", 10);
        var optional = fields.optionalText("optional", 5);
        var password = fields.password("password", 128);
        var truth = fields.truth("truth");
        var number = fields.number("number");
        var date = fields.date("date");
        fields.choice("choice", List.of("a", "b"));
        holds(fields.object("object") == null || fields.isRight("object"), "an object or none");
        holds(fields.file("text").isEmpty(), "JSON holds no file");
        if (fields.isRight("text")) {
            holds(!text.isEmpty() && text.codePointCount(0, text.length()) <= 10, "it is bounded");
            holds(!Storable.hasLoneSurrogate(text) && text.indexOf('\0') < 0, "it can be stored");
        }
        holds(!truth || fields.isRight("truth"), "what is wrong is not true");
        holds(optional == null || optional.codePointCount(0, optional.length()) <= 5, "bounded");
        holds(password.codePointCount(0, password.length()) <= 128, "it is bounded");
        holds(number == null || Math.abs(number) < 1_000_000_000_000_000_000L, "18 digits");
        holds(date == null || (date.getYear() >= 1 && date.getYear() <= 9999), "four digits");
    }

    private static void date(String text) {
        Dates.read(text)
                .ifPresent(day -> holds(day.toString().equals(text), "there is one spelling"));
    }

    private static void timestamp(String text) {
        Timestamps.parse(text)
                .ifPresent(
                        time -> {
                            holds(
                                    Timestamps.parse(time.toString())
                                            .equals(java.util.Optional.of(time)),
                                    "written and read it is the same: " + time);
                            holds(
                                    !time.isBefore(Instant.parse("0001-01-01T00:00:00Z")),
                                    "no year before the first");
                        });
    }
}
