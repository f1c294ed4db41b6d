package dev.foyer.unsubscribe;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Reading;
import dev.foyer.dynamic.Secrecy;
import dev.foyer.dynamic.Setting;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/// How the hooks behave, and which services settings name (contract C, 0.2.9).
public final class HookSettings {
    /// A service's name: contract B.2.1 allows 20 characters. It begins with a letter or digit, so
    /// that it can stand in a path.
    static final Pattern NAME =
            Pattern.compile("(?=.{1,20}$)[\\p{L}\\p{N}]([\\p{L}\\p{N}._ -]*[\\p{L}\\p{N}._-])?");

    static final int LONGEST_NAME = 20;

    static final String NAME_EXPECTED =
            "1 to 20 letters, digits, blanks, dots, _ and -, first a letter or digit";

    /// The worked example of the source has 13 characters; above 200 nobody gains anything.
    static final int SHORTEST_SECRET = 8;

    static final int LONGEST_SECRET = 200;
    static final String SECRET_EXPECTED = "8 to 200 characters, none of them a control character";

    private static final int MOST_SERVICES = 100;
    private static final String NAMES_EXPECTED = "a list of names of services, each once";
    private static final String MAP_EXPECTED =
            "an object of secrets by the name of a service, " + SECRET_EXPECTED;

    /// How far a caller's clock may run ahead of ours.
    public static final Setting<Duration> HOOK_CLOCK_SKEW =
            Setting.seconds(
                    "HOOK_CLOCK_SKEW",
                    Duration.ZERO,
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(5),
                    "How far the clock of a service that calls an unsubscribe hook may run ahead.");

    /// Services of the gateway `kvkk` besides those that were added. The secrets are stored sealed
    /// and shown as dots.
    public static final Setting<Map<String, String>> KVKK_UNSUBSCRIPTION_SECRET_MAP =
            Setting.shaped(
                    "KVKK_UNSUBSCRIPTION_SECRET_MAP",
                    MAP_EXPECTED,
                    Map.of(),
                    "Secrets of services that call the KVKK hook, by name; ./foyer services is the"
                            + " better place.",
                    HookSettings::secrets,
                    HookSettings::replaceSecrets);

    /// Which services of the gateway `default` are active.
    public static final Setting<List<String>> ACTIVE_SUBSCRIPTION_GATEWAYS =
            Setting.shaped(
                    "ACTIVE_SUBSCRIPTION_GATEWAYS",
                    NAMES_EXPECTED,
                    List.of(),
                    "The services that may call the other hook; all, where SUBSCRIPTION_GATEWAY is"
                            + " empty too.",
                    HookSettings::names,
                    Secrecy.NONE);

    /// One more of them.
    public static final Setting<String> SUBSCRIPTION_GATEWAY =
            Setting.text(
                    "SUBSCRIPTION_GATEWAY",
                    Pattern.compile("|" + NAME.pattern()),
                    "the name of a service, or an empty text",
                    "",
                    "One service that may call the other hook, besides"
                            + " ACTIVE_SUBSCRIPTION_GATEWAYS.");

    private HookSettings() {}

    /// Whether a service of the gateway `default` may call: all may, unless some are named.
    static boolean isActive(DynamicSettings settings, String name) {
        var several = settings.get(ACTIVE_SUBSCRIPTION_GATEWAYS);
        var one = settings.get(SUBSCRIPTION_GATEWAY);
        boolean noneNamed = several.isEmpty() && one.isEmpty();
        return noneNamed || several.contains(name) || one.equals(name);
    }

    static boolean isSecret(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= SHORTEST_SECRET
                && length <= LONGEST_SECRET
                && text.codePoints()
                        .noneMatch(
                                point ->
                                        Character.isISOControl(point)
                                                || Character.getType(point) == Character.SURROGATE);
    }

    /// A secret that cannot be opened any more comes as an empty text: its service stays shut and
    /// the others stay open.
    private static Reading<Map<String, String>> secrets(JsonNode node) {
        if (!node.isObject() || node.size() > MOST_SERVICES) {
            return Reading.wrong(MAP_EXPECTED);
        }
        var secrets = new HashMap<String, String>();
        for (var entry : node.properties()) {
            var text = entry.getValue().isString() ? entry.getValue().stringValue() : " ";
            if (!NAME.matcher(entry.getKey()).matches() || !(text.isEmpty() || isSecret(text))) {
                return Reading.wrong(MAP_EXPECTED);
            }
            if (!text.isEmpty()) {
                secrets.put(entry.getKey(), text);
            }
        }
        return Reading.value(Map.copyOf(secrets));
    }

    private static Reading<List<String>> names(JsonNode node) {
        // A list or an object in the list has no text, and asking for one would throw.
        var names = node.valueStream().map(name -> name.asString("")).toList();
        boolean sound =
                node.isArray()
                        && names.size() <= MOST_SERVICES
                        && node.valueStream().allMatch(JsonNode::isString)
                        && names.stream().allMatch(name -> NAME.matcher(name).matches())
                        && names.stream().distinct().count() == names.size();
        return sound ? Reading.value(names) : Reading.wrong(NAMES_EXPECTED);
    }

    private static JsonNode replaceSecrets(JsonNode value, BinaryOperator<String> each) {
        if (!(value.deepCopy() instanceof ObjectNode copy)) {
            return value;
        }
        for (var name : List.copyOf(copy.propertyNames())) {
            var secret = value.path(name);
            if (secret.isString()) {
                copy.put(name, each.apply(name, secret.stringValue()));
            }
        }
        return copy;
    }
}
