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
    private static final List<String> JSON =
            List.of(
                    "null", "true", "false", "0", "-0", "-1", "1.5", "1e400", "-1E999999999",
                    "123456789012345678901234567890", "\"\"", "\" \"", "\"0\"", "[]", "{}", "[[]]",
                    "[null]", "{\"\":\"\"}", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"",
                    "\"\\ude00x\"", "{\"\\ud800\":1}", "\"İIıi\"", "\"\\u202eabc\"",
                    "\"a\\r\\nX-Injected: 1\"", "\"<script>foyer</script>\"", "\"' or 1=1 --\"",
                    "\"%s%n%d\"", "\"{{shop}}\"", "\"../../etc/passwd\"", "\"ẞßﬀ\"", "\"٠٥٥٥\"",
                    "\"\\u200b\"", "\"😀😀\"", "\"9999-12-31\"", "\"0000-00-00\"",
                    "\"2026-01-01T00:00:00+18:00\"", "NaN", "Infinity", "-", "\"", "{", "1e",
                    "\"\\x\"", "[1,]");

    private static final List<String> TEXTS =
            List.of(
                    "", " ", "0", "-1", "1", "2", "9999999999999999999", "2147483648", "NaN", "null",
                    "%00", "a%00b", "%ff%fe", "%zz", "%", "..%2f..%2f", "%C4%B0", "%ED%A0%80", "a+b",
                    "%0d%0aX-Injected:%201", "%3Cscript%3Efoyer%3C/script%3E", "'%20or%201=1%20--",
                    "%F0%9F%98%80", "MQ", "abc", "34", "tr", "true", "SHOP_NAME", "%2e%2e", "%E2%80%AE",
                    "https://evil.test", "//evil.test", "/a?b=c", "1e9", "٣", "csrf");

    private static final List<String> TYPES =
            List.of(
                    "application/json", "application/json", "application/json",
                    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x", "multipart/form-data",
                    "multipart/form-data; boundary=", "application/json; charset=utf-16",
                    "text/plain", "application/xml", "", "*/*", "application/json, text/html",
                    "multipart/form-data; boundary=\"x; charset=\"", "/", "application/JSON;;;=");

    private static final List<String> HEADERS =
            List.of(
                    "Accept: text/html", "Accept: application/json", "Accept: */*;q=0",
                    "Accept: text/html;q=abc,,,;", "Accept-Language: tr", "Accept-Language: İ,ı;q=9",
                    "Accept-Language: *-*-*;q=-1", "Accept-Language: x-" + "a".repeat(900),
                    "Content-Encoding: gzip", "Content-Encoding: br", "Cookie: =;;;=a; osessionid",
                    "Cookie: osessionid=" + "a".repeat(3000), "Cookie: osessionid=\"; csrftoken=\"",
                    "Cookie: foyer_device=....; messages=%00", "Cookie: osessionid=\u00ff\u0080",
                    "X-CSRFToken: " + "z".repeat(64), "X-CSRFToken:", "Origin: null",
                    "Origin: https://evil.test", "Origin: http://[::1", "Referer: javascript:1",
                    "Referer: http://a b", "X-Forwarded-For: 1.1.1.1, , [::], x", "X-Currency: İ",
                    "Forwarded: for=\"\\\"; proto=https", "X-Forwarded-Host: a\tb", "X-Request-ID: ${x}",
                    "Authorization: Token x", "Authorization: Token " + "0".repeat(40),
                    "Authorization: Bearer", "Authorization: Basic %%%", "If-None-Match: \"", "TE: x",
                    "Range: bytes=9-0,-,1", "Expect: nothing", "X-Foyer-Signature: \u00ff",
                    "User-Agent: " + "Mozilla/5.0 (".repeat(60), "User-Agent: \u00c4\u00b0",
                    "X-HTTP-Method-Override: DELETE", "Sec-Fetch-Site: cross-site", "Upgrade: h2c");

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
        return one(HEADERS);
    }

    String type() {
        return one(TYPES);
    }

    /// For a path or a query, percent-encoded or nearly so.
    String text() {
        return oneIn(20) ? one(TEXTS).repeat(1 + below(300)) : one(TEXTS);
    }

    String json() {
        return switch (below(12)) {
            case 0 -> "\"" + one(List.of("a", "İ", "9", "\\u0000", "😀")).repeat(1 + below(4000)) + "\"";
            case 1 -> "[".repeat(1 + below(60)) + "]".repeat(1 + below(60));
            case 2 -> "{\"a\":".repeat(1 + below(40)) + "1" + "}".repeat(1 + below(40));
            case 3 -> "[" + "{},".repeat(below(300)) + "{}]";
            default -> one(JSON);
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
        var charset = oneIn(20) ? one(List.<Charset>of(StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1)) : StandardCharsets.UTF_8;
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
            chosen.add(Map.entry(one(List.of("", "a", "İ", "__proto__", "csrfmiddlewaretoken")), json()));
        }
        return chosen;
    }

    private static String object(List<Map.Entry<String, String>> fields) {
        var members = fields.stream().map(field -> "\"" + field.getKey() + "\":" + field.getValue()).toList();
        return "{" + String.join(",", members) + "}";
    }

    private static String form(List<Map.Entry<String, String>> fields) {
        var pairs =
                fields.stream()
                        .map(field -> field.getKey() + "=" + URLEncoder.encode(bare(field.getValue()), StandardCharsets.UTF_8))
                        .toList();
        return String.join("&", pairs);
    }

    private String multipart(List<Map.Entry<String, String>> fields) {
        var text = new StringBuilder();
        for (var field : fields) {
            var file = oneIn(6) ? "; filename=\"" + one(List.of("", "a.png", "../İ", "a.exe")) + "\"" : "";
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
        return json.length() > 1 && json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }
}
