package dev.foyer.outbox;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Reading;
import dev.foyer.dynamic.Setting;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// Which SMS gateways there are, and which are used (contract C).
public final class SmsSettings {
    /// The gateways by name. The values under `secrets` are stored sealed and shown as dots.
    public static final Setting<SmsGateways> SMS_GATEWAYS =
            Setting.shaped(
                    "SMS_GATEWAYS",
                    "an object of gateway definitions by name",
                    Map.of(),
                    "The SMS gateways by name: {\"main\": {\"preset\": \"netgsm\", …}} or a whole HTTP definition.",
                    SmsSettings::gateways,
                    SmsSettings::replaceSecrets);

    /// The gateway in use, or several in the order in which they are tried.
    public static final Setting<List<String>> SMS_GATEWAY =
            Setting.shaped(
                    "SMS_GATEWAY",
                    "the name of a gateway, or a list of names",
                    List.of(),
                    "The SMS gateway in use, or an ordered list: where one fails the next is tried.",
                    SmsSettings::names,
                    dev.foyer.dynamic.Secrecy.NONE);

    /// All gateways together get this long for one attempt, well within the life of a code.
    static final Duration LONGEST_CARRYING = Duration.ofSeconds(60);

    /// A gateway in use must be defined, and all of them must get their turn within one attempt.
    public static final DynamicSettings.Rule RULE =
            values -> {
                var names = values.get(SMS_GATEWAY);
                var gateways = values.get(SMS_GATEWAYS);
                var unknown =
                        names.stream().filter(name -> !gateways.names().contains(name)).findFirst();
                if (unknown.isPresent()) {
                    return Optional.of(
                            "SMS_GATEWAY to name gateways of SMS_GATEWAYS; there is no \""
                                    + unknown.get()
                                    + "\"");
                }
                return gateways.patience(names).compareTo(LONGEST_CARRYING) > 0
                        ? Optional.of(
                                "the time-outs of the gateways in use to be %d seconds together at most"
                                        .formatted(LONGEST_CARRYING.toSeconds()))
                        : Optional.empty();
            };

    private SmsSettings() {}

    private static Reading<SmsGateways> gateways(JsonNode node) {
        if (!node.isObject()) {
            return Reading.wrong("an object of gateway definitions by name");
        }
        var gateways = new LinkedHashMap<String, Gateway>();
        for (var entry : node.properties()) {
            try {
                gateways.put(entry.getKey(), GatewayReader.read(entry.getKey(), entry.getValue()));
            } catch (GatewayReader.Refused e) {
                return Reading.wrong(String.valueOf(e.getMessage()));
            }
        }
        return Reading.value(new SmsGateways(gateways));
    }

    private static Reading<List<String>> names(JsonNode node) {
        if (node.isString()) {
            return Reading.value(
                    node.stringValue().isEmpty() ? List.of() : List.of(node.stringValue()));
        }
        if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isString)) {
            return Reading.wrong("the name of a gateway, or a list of names");
        }
        var names = node.valueStream().map(JsonNode::stringValue).toList();
        return names.stream().distinct().count() == names.size()
                ? Reading.value(names)
                : Reading.wrong("each gateway to be named once");
    }

    private static JsonNode replaceSecrets(JsonNode value, BinaryOperator<String> each) {
        var copy = value.deepCopy();
        copy.propertyStream()
                .forEach(
                        gateway -> {
                            if (gateway.getValue().path("secrets") instanceof ObjectNode secrets) {
                                replace(secrets, gateway.getKey(), each);
                            }
                        });
        return copy;
    }

    private static void replace(ObjectNode secrets, String gateway, BinaryOperator<String> each) {
        for (var name : List.copyOf(secrets.propertyNames())) {
            Optional.ofNullable(secrets.get(name))
                    .filter(JsonNode::isString)
                    .ifPresent(
                            text ->
                                    secrets.put(
                                            name,
                                            each.apply(gateway + "/" + name, text.stringValue())));
        }
    }
}
