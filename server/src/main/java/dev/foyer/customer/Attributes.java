package dev.foyer.customer;

import dev.foyer.json.Json;
import dev.foyer.json.Storable;
import dev.foyer.words.Phrase;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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

    /// What registration alone may set (contract 0.2.3).
    private static final String FROM_THE_START = "verification_required";

    private Attributes() {}

    /// What a client may set of what it sent: nothing that the server owns.
    public static ObjectNode ofClient(ObjectNode sent) {
        return sent.deepCopy().without(OWNED);
    }

    /// What becomes of a customer's values where a client sends these: each takes the place of the
    /// one of its name, `null` takes that one away, and what is not named stays. What the server
    /// owns, and the two values that every profile shows, are not taken away.
    public static ObjectNode merged(ObjectNode present, ObjectNode sent) {
        var merged = present.deepCopy();
        ofClient(sent)
                .without(FROM_THE_START)
                .propertyStream()
                .forEach(
                        entry -> {
                            if (!entry.getValue().isNull()) {
                                merged.set(entry.getKey(), entry.getValue());
                            } else if (!PRINTED_FIRST.contains(entry.getKey())) {
                                merged.remove(entry.getKey());
                            }
                        });
        return merged;
    }

    /// Whether what a client may set of these values keeps to the bounds.
    public static boolean isClientsBounded(ObjectNode values) {
        return isBounded(ofClient(values));
    }

    /// These values where a phone has been shown to be hers, or not any more.
    public static ObjectNode withPhoneProved(ObjectNode values, boolean proved) {
        var copy = values.deepCopy();
        return proved ? copy.put("verified_phone", true) : copy.without("verified_phone");
    }

    /// What is wrong with a client's values, if anything: that there are too many of them, that
    /// they cannot be stored, or that a number is too long.
    public static Optional<Phrase> complaint(ObjectNode sent) {
        return isBounded(sent) ? complaintOfContent(sent) : Optional.of(tooMuch());
    }

    /// The same, whatever their number and size.
    public static Optional<Phrase> complaintOfContent(ObjectNode sent) {
        if (!Storable.is(sent)) {
            return Optional.of(Phrase.of("null_characters"));
        }
        return hasShortNumbers(sent)
                ? Optional.empty()
                : Optional.of(Phrase.of("attributes.long_number", MOST_DIGITS));
    }

    /// The bounds, in words.
    public static Phrase tooMuch() {
        return Phrase.of("attributes.too_much", LARGEST / 1024, MOST_KEYS, DEEPEST);
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
