package dev.foyer.outbox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the definition of a gateway, whole or by a preset, and tells what is wrong with it.
final class GatewayReader {
    private static final Set<String> KEYS =
            Set.of(
                    "preset",
                    "method",
                    "url",
                    "headers",
                    "basic_auth",
                    "body",
                    "success",
                    "timeout",
                    "values",
                    "secrets");

    private static final Set<String> SECRET_NAMES =
            Set.of("password", "secret", "token", "auth_token", "api_secret");

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT");
    private static final Set<String> SUCCESS = Set.of("status", "body");
    private static final List<String> MESSAGE = List.of("phone", "digits", "text", "id");
    private static final int LONGEST_TIMEOUT = 30;
    private static final int STANDARD_TIMEOUT = 5;

    private final String name;
    private final ObjectNode definition;

    private GatewayReader(String name, ObjectNode definition) {
        this.name = name;
        this.definition = definition;
    }

    /// Why a definition cannot be taken.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    static Gateway read(String name, JsonNode definition) throws Refused {
        if (!name.matches("[a-z0-9_-]{1,40}")) {
            throw new Refused("a gateway is named by a-z, 0-9, _ and -, not \"" + name + "\"");
        }
        if (!(definition instanceof ObjectNode object)) {
            throw new Refused("gateway " + name + ": an object");
        }
        return new GatewayReader(name, GatewayPresets.over(name, object)).gateway();
    }

    private Gateway gateway() throws Refused {
        var unknown =
                definition.propertyNames().stream().filter(key -> !KEYS.contains(key)).findFirst();
        if (unknown.isPresent()) {
            throw refused("no key \"" + unknown.get() + "\"; known are " + sorted(KEYS));
        }
        var gateway =
                new Gateway(
                        name,
                        method(),
                        url(),
                        headers(),
                        basicAuth(),
                        text(definition, "body"),
                        statuses(),
                        success(),
                        timeout(),
                        values());
        checkPlaceholders(gateway);
        return gateway;
    }

    private String method() throws Refused {
        var method = definition.has("method") ? text(definition, "method") : "POST";
        if (!METHODS.contains(method)) {
            throw refused("method is one of " + sorted(METHODS));
        }
        return method;
    }

    /// A password must not travel in the clear, but to this very machine.
    private String url() throws Refused {
        var url = text(definition, "url");
        try {
            var sample = new URI(Placeholders.PLACE.matcher(url).replaceAll("x"));
            boolean local =
                    "127.0.0.1".equals(sample.getHost()) || "localhost".equals(sample.getHost());
            boolean sound =
                    "https".equals(sample.getScheme())
                            || ("http".equals(sample.getScheme()) && local);
            if (sample.getHost() != null && sample.getUserInfo() == null && sound) {
                return url;
            }
        } catch (URISyntaxException _) {
            // told below, together with what is no https URL
        }
        throw refused("url is an https URL");
    }

    /// A text that may be missing.
    private String text(JsonNode node, String key) throws Refused {
        var value = node.path(key);
        if (!value.isMissingNode() && !value.isString()) {
            throw refused(key + " is a text");
        }
        return value.asString("");
    }

    /// The names that the HTTP client keeps to itself, such as `Host`, are refused as well.
    private Map<String, String> headers() throws Refused {
        var headers = texts("headers");
        for (var header : headers.entrySet()) {
            boolean bare =
                    Placeholders.PLACE.matcher(header.getValue()).results().findAny().isEmpty();
            if (header.getKey().equalsIgnoreCase("authorization") && bare) {
                throw refused(
                        "the header \""
                                + header.getKey()
                                + "\" takes a placeholder of one of the secrets");
            }
            try {
                var _ = HttpRequest.newBuilder().header(header.getKey(), header.getValue());
            } catch (IllegalArgumentException _) {
                throw refused("the header \"" + header.getKey() + "\" cannot be sent");
            }
        }
        return headers;
    }

    private Map<String, String> texts(String key) throws Refused {
        var node = definition.path(key);
        if (node.isMissingNode()) {
            return Map.of();
        }
        if (!node.isObject() || !node.valueStream().allMatch(JsonNode::isString)) {
            throw refused(key + " is an object of texts");
        }
        var texts = new LinkedHashMap<String, String>();
        node.propertyStream()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().stringValue()));
        return texts;
    }

    private Optional<Gateway.BasicAuth> basicAuth() throws Refused {
        var texts = texts("basic_auth");
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        if (!texts.keySet().equals(Set.of("user", "password"))) {
            throw refused(
                    "basic_auth has user and password, as placeholders of values and secrets");
        }
        var password = texts.getOrDefault("password", "");
        boolean sealed =
                texts("secrets").keySet().stream()
                        .anyMatch(name -> password.equals("{" + name + "}"));
        if (!sealed) {
            throw refused(
                    "basic_auth.password is the placeholder of one of the secrets: they alone are sealed");
        }
        return Optional.of(
                new Gateway.BasicAuth(
                        texts.getOrDefault("user", ""), texts.getOrDefault("password", "")));
    }

    private Set<Integer> statuses() throws Refused {
        var success = definition.path("success");
        if (!success.isMissingNode()
                && !(success.isObject() && SUCCESS.containsAll(success.propertyNames()))) {
            throw refused("success has " + sorted(SUCCESS));
        }
        var node = success.path("status");
        if (node.isMissingNode()) {
            return Set.of(200, 201, 202);
        }
        if (!node.isArray() || node.isEmpty() || !node.valueStream().allMatch(JsonNode::isInt)) {
            throw refused("success.status is a list of numbers");
        }
        return node.valueStream().map(JsonNode::intValue).collect(Collectors.toSet());
    }

    private Optional<Pattern> success() throws Refused {
        var node = definition.path("success");
        if (!node.has("body")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(text(node, "body"), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw refused("success.body is a regular expression: " + e.getDescription());
        }
    }

    private Duration timeout() throws Refused {
        if (!definition.has("timeout")) {
            return Duration.ofSeconds(STANDARD_TIMEOUT);
        }
        var node = definition.path("timeout");
        int seconds = node.isInt() ? node.intValue() : 0;
        if (seconds < 1 || seconds > LONGEST_TIMEOUT) {
            throw refused("timeout is 1 to " + LONGEST_TIMEOUT + " seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    private Map<String, String> values() throws Refused {
        var values = new HashMap<>(texts("values"));
        if (values.keySet().stream().anyMatch(SECRET_NAMES::contains)) {
            throw refused(sorted(SECRET_NAMES) + " belong under secrets, which are sealed");
        }
        values.putAll(texts("secrets"));
        for (var own : values.keySet()) {
            if (!own.matches("[a-z_]{1,40}") || MESSAGE.contains(own)) {
                throw refused(
                        "a value or secret is named by a-z and _, and not like one of " + MESSAGE);
            }
        }
        return values;
    }

    private void checkPlaceholders(Gateway gateway) throws Refused {
        if (!gateway.body().isEmpty() && gateway.contentType().isEmpty()) {
            throw refused(
                    "a body needs the header Content-Type, which tells how values are written in it");
        }
        var known = new HashMap<>(gateway.values());
        MESSAGE.forEach(key -> known.put(key, ""));
        var auth =
                gateway.basicAuth().stream()
                        .flatMap(basic -> Stream.of(basic.user(), basic.password()));
        var templates =
                Stream.of(
                                Stream.of(gateway.url(), gateway.body()),
                                gateway.headers().values().stream(),
                                auth)
                        .flatMap(texts -> texts)
                        .toList();
        for (var template : templates) {
            var unknown = Placeholders.unknown(template, known);
            if (unknown.isPresent()) {
                throw refused(
                        "nothing stands for {"
                                + unknown.get()
                                + "}; known are "
                                + sorted(known.keySet()));
            }
        }
        if (templates.stream().noneMatch(text -> text.contains("{text}"))) {
            throw refused("{text} must stand in url, body or headers");
        }
    }

    private Refused refused(String reason) {
        return new Refused("gateway " + name + ": " + reason);
    }

    private static String sorted(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }
}
