package dev.foyer.customer;

import dev.foyer.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// A customer's `attributes`: free values of the client, and those that the server owns (contract
/// 0.2.3).
public final class Attributes {
    /// In bytes of JSON (UTF-8).
    public static final int LARGEST = 8 * 1024;

    public static final int MOST_KEYS = 50;
    public static final int DEEPEST = 3;

    /// Digits of a number before and after the point. A number with an exponent is short as it is
    /// sent and as long as this when it is stored.
    public static final int MOST_DIGITS = 100;

    private static final Set<String> OWNED =
            Set.of("logged_ip", "confirm", "city", "verified_phone");
    private static final List<String> PRINTED_FIRST =
            List.of("register_client_type", "logged_ip", "kvkk_flat_page_version", "confirm");

    private Attributes() {}

    /// What a client may set of what it sent: nothing that the server owns.
    public static ObjectNode ofClient(ObjectNode sent) {
        return sent.deepCopy().without(OWNED);
    }

    /// Whether a client's values keep to the bounds.
    public static boolean isBounded(ObjectNode sent) {
        return sent.size() <= MOST_KEYS
                && depth(sent) <= DEEPEST
                && Json.text(sent).getBytes(StandardCharsets.UTF_8).length <= LARGEST;
    }

    /// Whether every number can be stored and told in a bounded number of digits.
    public static boolean hasShortNumbers(JsonNode node) {
        return node.isNumber()
                ? isShort(node.decimalValue())
                : node.valueStream().allMatch(Attributes::hasShortNumbers);
    }

    /// The values in the printed order: the documented ones first.
    public static ObjectNode printed(ObjectNode attributes) {
        var printed = Json.object();
        PRINTED_FIRST.stream()
                .filter(attributes::has)
                .forEach(key -> printed.set(key, attributes.get(key)));
        attributes
                .propertyStream()
                .filter(entry -> !printed.has(entry.getKey()))
                .forEach(entry -> printed.set(entry.getKey(), entry.getValue()));
        return printed;
    }

    private static boolean isShort(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS;
    }

    private static int depth(JsonNode node) {
        return node.isContainer()
                ? 1 + node.valueStream().mapToInt(Attributes::depth).max().orElse(0)
                : 0;
    }
}
