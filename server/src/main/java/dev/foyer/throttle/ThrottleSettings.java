package dev.foyer.throttle;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.dynamic.Reading;
import dev.foyer.dynamic.Secrecy;
import dev.foyer.dynamic.Setting;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `THROTTLE_RATES`: a scope's name to `"n/period"`, or to an object with any of `subject`,
/// `network` and `shop`. A text takes the place of the first rate that the scope has by default; an
/// object takes the place of all of them. A scope that is left out keeps its defaults.
public final class ThrottleSettings {
    private static final String SHAPE =
            "rates by scope, such as {\"login\": {\"subject\": \"30/min\", \"network\": \"600/min\"}}";

    /// Contract 0.2.14, and ours from `password-reset-confirm` on. `otp` has none of its own:
    /// `SMS_BUDGET_…` is the stricter keeper of the same numbers.
    private static final Map<Scope, Map<String, String>> STANDARD = standard();

    public static final Setting<Map<Scope, Limits>> THROTTLE_RATES =
            Setting.shaped(
                    "THROTTLE_RATES",
                    SHAPE,
                    spelled(),
                    "How often somebody may try, by scope; n/s, n/min, n/hour or n/day for each subject,"
                            + " client network, and for the shop.",
                    ThrottleSettings::read,
                    Secrecy.NONE);

    private ThrottleSettings() {}

    /// The first rate of a scope, for a room that counts by itself; empty where there is none.
    public static Optional<Rate> subjectRate(DynamicSettings settings, Scope scope) {
        return settings.get(THROTTLE_RATES).getOrDefault(scope, Limits.NONE).subject();
    }

    private static Reading<Map<Scope, Limits>> read(JsonNode node) {
        if (!node.isObject()) {
            return Reading.wrong(SHAPE);
        }
        var limits = new EnumMap<Scope, Limits>(Scope.class);
        STANDARD.forEach((scope, rates) -> limits.put(scope, limits(rates)));
        for (var entry : node.properties()) {
            var scope = scope(entry.getKey());
            if (scope.isEmpty()) {
                return Reading.wrong("no scope but " + String.join(", ", names()));
            }
            var rates = rates(scope.get(), entry.getValue());
            if (rates instanceof Reading.Sound<Map<String, String>>(var sound)) {
                limits.put(scope.get(), limits(sound));
            } else if (rates instanceof Reading.Wrong<Map<String, String>>(var expected)) {
                return Reading.wrong(entry.getKey() + ": " + expected);
            }
        }
        return Reading.value(Map.copyOf(limits));
    }

    private static Reading<Map<String, String>> rates(Scope scope, JsonNode node) {
        var rates = new LinkedHashMap<String, String>();
        if (node.isString()) {
            rates.putAll(STANDARD.getOrDefault(scope, Map.of()));
            var first = rates.keySet().stream().findFirst().orElse("subject");
            rates.put(first, node.stringValue());
        } else if (node.isObject()) {
            node.properties().forEach(one -> rates.put(one.getKey(), text(one.getValue())));
        } else {
            return Reading.wrong("a rate, or an object of rates");
        }
        for (var rate : rates.entrySet()) {
            if (!Arrays.asList("subject", "network", "shop").contains(rate.getKey())) {
                return Reading.wrong("nothing but subject, network and shop");
            }
            if (Rate.parse(rate.getValue()).isEmpty()) {
                return Reading.wrong(
                        rate.getKey() + " to be a rate such as 30/min (s, min, hour or day)");
            }
        }
        return Reading.value(rates);
    }

    /// What is no text is no rate either.
    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : "";
    }

    private static Limits limits(Map<String, String> rates) {
        return new Limits(rate(rates, "subject"), rate(rates, "network"), rate(rates, "shop"));
    }

    private static Optional<Rate> rate(Map<String, String> rates, String name) {
        return Optional.ofNullable(rates.get(name)).flatMap(Rate::parse);
    }

    private static Optional<Scope> scope(String name) {
        return Arrays.stream(Scope.values()).filter(one -> one.text().equals(name)).findFirst();
    }

    private static String[] names() {
        return Arrays.stream(Scope.values()).map(Scope::text).toArray(String[]::new);
    }

    private static Map<Scope, Map<String, String>> standard() {
        var standard = new EnumMap<Scope, Map<String, String>>(Scope.class);
        standard.put(Scope.LOGIN, both("30/min", "600/min"));
        standard.put(Scope.REGISTER, Map.of("network", "600/min"));
        standard.put(Scope.USER_UNSUBSCRIBE, Map.of("subject", "600/min"));
        standard.put(Scope.PASSWORD_RESET, Map.of("subject", "5/hour"));
        standard.put(Scope.EMAIL, Map.of("subject", "5/hour"));
        // As for passwords shown at the door: the published client sends a refused call three
        // times, which leaves ten choices of a password in a minute.
        standard.put(Scope.PASSWORD_RESET_CONFIRM, both("30/min", "600/min"));
        // As many as the failures that bring a network there: a storefront's address stands for
        // many, and attackers among them must not end the way past for the others.
        standard.put(Scope.CAPTCHA, Map.of("network", "600/min"));
        // One reads every table, and nobody reads ten copies in an hour. Who asks is signed in, and
        // no network is bounded: it may stand for many.
        standard.put(Scope.DATA_EXPORT, Map.of("subject", "10/hour"));
        return standard;
    }

    /// In this order: a text in the setting takes the place of the first.
    private static Map<String, String> both(String subject, String network) {
        var rates = new LinkedHashMap<String, String>();
        rates.put("subject", subject);
        rates.put("network", network);
        return rates;
    }

    private static Map<String, Map<String, String>> spelled() {
        var spelled = new LinkedHashMap<String, Map<String, String>>();
        STANDARD.forEach((scope, rates) -> spelled.put(scope.text(), rates));
        return spelled;
    }
}
