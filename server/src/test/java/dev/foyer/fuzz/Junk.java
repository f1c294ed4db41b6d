package dev.foyer.fuzz;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Values, bodies, paths and headers that nobody should send, out of sound ones. The same number
/// gives the same junk. Belongs to one thread.
final class Junk {
    private final Random random;

    Junk(long number) {
        this.random = new Random(number);
    }

    /// A number below this one.
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    String header() {
        return one(Rubbish.HEADERS);
    }

    String type() {
        return one(Rubbish.TYPES);
    }

    /// For a path or a query, percent-encoded or nearly so.
    String text() {
        return oneIn(20) ? one(Rubbish.TEXTS).repeat(1 + below(300)) : one(Rubbish.TEXTS);
    }

    String json() {
        return switch (below(12)) {
            case 0 ->
                    "\""
                            + one(List.of("a", "İ", "9", "\\u0000", "😀")).repeat(1 + below(4000))
                            + "\"";
            case 1 -> "[".repeat(1 + below(60)) + "]".repeat(1 + below(60));
            case 2 -> "{\"a\":".repeat(1 + below(40)) + "1" + "}".repeat(1 + below(40));
            case 3 -> "[" + "{},".repeat(below(300)) + "{}]";
            default -> one(Rubbish.JSON);
        };
    }

    /// A body with these fields, some of them spoiled.
    byte[] body(String type, Map<String, String> fields) {
        if (oneIn(25)) {
            return json().getBytes(StandardCharsets.UTF_8);
        }
        var chosen = spoiled(fields);
        var text =
                type.startsWith("multipart")
                        ? multipart(chosen)
                        : type.contains("form") ? form(chosen) : object(chosen);
        var charset =
                oneIn(20)
                        ? one(
                                List.<Charset>of(
                                        StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1))
                        : StandardCharsets.UTF_8;
        return cut(text.getBytes(charset));
    }

    private byte[] cut(byte[] body) {
        return oneIn(15) ? java.util.Arrays.copyOf(body, below(body.length + 1)) : body;
    }

    private List<Map.Entry<String, String>> spoiled(Map<String, String> fields) {
        var chosen = new ArrayList<Map.Entry<String, String>>();
        int spoilt = below(4);
        for (var name : fields.keySet().stream().sorted().toList()) {
            boolean spoil = spoilt > 0 && oneIn(Math.max(1, fields.size() / 2));
            if (!oneIn(12)) {
                chosen.add(Map.entry(name, spoil ? json() : fields.getOrDefault(name, "1")));
            }
            if (oneIn(20)) {
                chosen.add(Map.entry(name, json()));
            }
        }
        if (oneIn(5)) {
            chosen.add(
                    Map.entry(
                            one(List.of("", "a", "İ", "__proto__", "csrfmiddlewaretoken")),
                            json()));
        }
        return chosen;
    }

    private static String object(List<Map.Entry<String, String>> fields) {
        var members =
                fields.stream()
                        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                        .toList();
        return "{" + String.join(",", members) + "}";
    }

    private static String form(List<Map.Entry<String, String>> fields) {
        var pairs =
                fields.stream()
                        .map(
                                field ->
                                        field.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        bare(field.getValue()),
                                                        StandardCharsets.UTF_8))
                        .toList();
        return String.join("&", pairs);
    }

    private String multipart(List<Map.Entry<String, String>> fields) {
        var text = new StringBuilder();
        for (var field : fields) {
            var file =
                    oneIn(6)
                            ? "; filename=\"" + one(List.of("", "a.png", "../İ", "a.exe")) + "\""
                            : "";
            text.append("--x\r\nContent-Disposition: form-data; name=\"")
                    .append(field.getKey())
                    .append('"')
                    .append(file)
                    .append("\r\n\r\n")
                    .append(bare(field.getValue()))
                    .append("\r\n");
        }
        return text + (oneIn(10) ? "" : "--x--\r\n");
    }

    private static String bare(String json) {
        return json.length() > 1 && json.startsWith("\"")
                ? json.substring(1, json.length() - 1)
                : json;
    }
}
