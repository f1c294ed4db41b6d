package dev.foyer.fuzz;

import dev.foyer.app.Shop;
import dev.foyer.json.Json;
import dev.foyer.people.Operator;
import dev.foyer.people.Shopper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// Sends junk to every route of a running shop, and judges each answer by what any answer promises:
/// no failure of the server, a body of the kind that its head names, within bounds, telling nothing
/// of the inside. Belongs to one thread.
final class EndpointFuzz {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LARGEST = 2 * 1024 * 1024;
    private static final Pattern VALUE = Pattern.compile("<[^>]*>");

    /// What stands in a stack trace or a complaint of the database.
    private static final Pattern INSIDE =
            Pattern.compile(
                    "java\\.lang\\.|dev\\.foyer\\.[a-z]+\\.[A-Z]|org\\.postgresql|tools\\.jackson|io\\.helidon"
                            + "|SQLSTATE|at [a-z.]+\\([A-Z]\\w+\\.java|duplicate key value|violates "
                            + "|[Ss]yntax error at");

    private final Shop shop;
    private final Junk junk;
    private Shopper shopper;
    private int people;
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    EndpointFuzz(Shop shop, long number) {
        this.shop = shop;
        this.junk = new Junk(number);
        this.shopper = Shopper.signedIn(shop, "self0@example.com");
    }

    /// A complaint about an answer.
    static final class Found extends AssertionError {
        private static final long serialVersionUID = 1L;

        Found(String what, Exchange.Ask ask, Exchange answer) {
            super(what + "\n--- asked\n" + ask + "\n--- answered\n" + answer);
        }
    }

    /// How often each status was answered.
    Map<Integer, Integer> statuses() {
        return Map.copyOf(statuses);
    }

    /// One request to each route.
    void round() throws IOException {
        for (var line : shop.routes()) {
            var parts = line.split(" ", 2);
            var ask = ask(parts[0], parts[1]);
            judge(ask);
        }
        restore();
    }

    /// Settings as they were, and somebody signed in.
    private void restore() {
        var operator = Operator.of(shop);
        for (var setting : operator.get("/api/settings/").answers(200).json().get("results")) {
            if (setting.get("source").asString().equals("set")) {
                operator.unset(setting.get("name").asString());
            }
        }
        if (junk.oneIn(3) || shopper.get("/users/user/").status() != 200) {
            people++;
            shopper = Shopper.signedIn(shop, "self" + people + "@example.com");
        }
    }

    private Exchange.Ask ask(String method, String pattern) throws IOException {
        var recipe = Recipes.of(pattern);
        boolean managed = isManaged(pattern);
        int port = managed ? shop.managementPort() : shop.port();
        var headers = new ArrayList<String>(managed ? operator() : visitor());
        int more = junk.below(3);
        for (int i = 0; i < more; i++) {
            headers.add(junk.header());
        }
        var body = new byte[0];
        if (!method.equals("GET") || junk.oneIn(10)) {
            var type = junk.type();
            headers.add("Content-Type: " + type);
            body = zipped(headers, junk.body(type, sound(recipe.fields())));
        }
        var target = path(pattern) + query(recipe.query());
        var sent =
                junk.oneIn(30)
                        ? junk.one(List.of("HEAD", "OPTIONS", "TRACE", "GET", "FOO"))
                        : method;
        return new Exchange.Ask(port, sent + " " + target + " HTTP/1.1", headers, body);
    }

    private static boolean isManaged(String pattern) {
        return pattern.startsWith("/api/")
                || pattern.startsWith("/health/")
                || pattern.equals("/metrics");
    }

    private List<String> operator() {
        return junk.oneIn(10)
                ? List.of()
                : List.of("Authorization: Bearer " + Shop.MANAGEMENT_TOKEN);
    }

    private List<String> visitor() {
        return switch (junk.below(6)) {
            case 0 -> List.of();
            case 1 ->
                    List.of("Cookie: osessionid=" + junk.text().replace("%", "") + "; csrftoken=x");
            default ->
                    List.of(
                            "Cookie: osessionid="
                                    + shopper.cookie("osessionid")
                                    + "; csrftoken="
                                    + shopper.cookie("csrftoken"),
                            "X-CSRFToken: " + shopper.cookie("csrftoken"));
        };
    }

    private byte[] zipped(List<String> headers, byte[] body) throws IOException {
        if (!junk.oneIn(25)) {
            return body;
        }
        headers.add("Content-Encoding: gzip");
        var out = new java.io.ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        return out.toByteArray();
    }

    private Map<String, String> sound(Map<String, String> fields) {
        var sound = new HashMap<String, String>();
        // In a fixed order, since each look at the junk changes what comes after it.
        new TreeMap<>(fields)
                .forEach(
                        (name, value) ->
                                sound.put(
                                        name,
                                        switch (value) {
                                            case "EMAIL" -> email();
                                            case "PHONE" ->
                                                    "\"0555%07d\"".formatted(junk.below(50));
                                            case "PASSWORD" -> "\"" + Shopper.PASSWORD + "\"";
                                            default -> value;
                                        }));
        return sound;
    }

    /// Somebody who is known, or somebody who may be.
    private String email() {
        return junk.oneIn(2)
                ? "\"self%d@example.com\"".formatted(junk.below(people + 1))
                : "\"other%d@example.com\"".formatted(junk.below(1000));
    }

    private String path(String pattern) {
        var path =
                VALUE.matcher(pattern)
                        .replaceAll(_ -> java.util.regex.Matcher.quoteReplacement(value()));
        return junk.oneIn(20) ? path + junk.text() : path;
    }

    /// In a path; without what would end the request line.
    private String value() {
        return junk.oneIn(3) ? Integer.toString(1 + junk.below(20)) : encoded(junk.text());
    }

    private String query(List<String> names) {
        if (names.isEmpty() || junk.oneIn(3)) {
            return junk.oneIn(10) ? "?" + encoded(junk.text()) : "";
        }
        var query = new StringBuilder("?");
        for (var name : names) {
            query.append(name).append('=').append(encoded(junk.text())).append('&');
        }
        return query.toString();
    }

    private static String encoded(String text) {
        var wire = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return wire.replace(" ", "%20");
    }

    private void judge(Exchange.Ask ask) throws IOException {
        long start = System.nanoTime();
        var answer = Exchange.of(ask);
        statuses.merge(answer.status(), 1, Integer::sum);
        var took = Duration.ofNanos(System.nanoTime() - start);
        boolean bare = ask.start().startsWith("HEAD") && answer.status() < 500;
        var complaint = bare ? "" : complaint(answer);
        if (!complaint.isEmpty()) {
            throw new Found(complaint, ask, answer);
        }
        if (took.compareTo(LONGEST) > 0) {
            throw new Found("it took " + took, ask, answer);
        }
    }

    /// What is wrong with an answer, or nothing.
    static String complaint(Exchange answer) {
        // A method that is none is answered by 501 (RFC 9110, 15.6.2), and overload by 503.
        boolean documented =
                answer.status() == 501
                        || (answer.status() == 503 && answer.header("retry-after").isPresent());
        if (answer.status() >= 500 && !documented) {
            return "a failure of the server";
        }
        if (answer.status() == 0 && !answer.body().isEmpty()) {
            return "an answer that is none";
        }
        if (answer.body().length() > LARGEST) {
            return "an answer without bounds";
        }
        if (INSIDE.matcher(answer.body()).find()) {
            return "an answer that tells of the inside";
        }
        if (answer.header("x-injected").isPresent()) {
            return "a header that was injected";
        }
        if (answer.header("access-control-allow-origin").isPresent()) {
            return "leave for foreign pages to read";
        }
        return kind(answer);
    }

    private static String kind(Exchange answer) {
        if (answer.body().isEmpty()) {
            return "";
        }
        var type = answer.header("content-type").orElse("");
        if (type.startsWith("application/json")) {
            return isJson(answer) ? "" : "a body that is no JSON";
        }
        if (type.startsWith("text/html")) {
            return answer.body().contains("<script>foyer") ? "a page with a foreign script" : "";
        }
        boolean known = type.startsWith("text/plain; version=") || type.startsWith("image/");
        // The HTTP library itself refuses what is no HTTP.
        return known || answer.status() == 400
                ? ""
                : "a body of a kind that nobody promised: " + type;
    }

    private static boolean isJson(Exchange answer) {
        try {
            Json.parse(answer.body());
            return true;
        } catch (Json.Malformed _) {
            return false;
        }
    }
}
