package dev.foyer.dynamic;

import dev.foyer.dynamic.DynamicSettings.Shown;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One consistent set of values. Immutable.
public final class DynamicValues {
    /// What stands for a secret wherever a value is shown.
    static final String DOTS = "…";

    private static final Logger LOG = LoggerFactory.getLogger(DynamicValues.class);

    private final Map<Setting<?>, Object> values = new HashMap<>();
    private final Map<Setting<?>, Shown> shown = new HashMap<>();

    private DynamicValues() {}

    /// A stored value that this version cannot read is passed over with a warning: an older value
    /// must not stop a newer version from starting.
    static DynamicValues of(
            List<Setting<?>> registry,
            Map<String, JsonNode> startValues,
            Map<String, JsonNode> stored) {
        var all = new DynamicValues();
        for (var setting : registry) {
            boolean taken =
                    all.take(setting, stored.get(setting.name()), "set")
                            || all.take(setting, startValues.get(setting.name()), "environment")
                            || all.take(setting, setting.standard(), "default");
            if (!taken) {
                throw new IllegalStateException("the default of " + setting.name() + " is wrong");
            }
        }
        return all;
    }

    /// The value of a setting.
    @SuppressWarnings("unchecked") // take() puts under each setting only what that setting read
    public <T> T get(Setting<T> setting) {
        var value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException(setting.name() + " is not in the registry");
        }
        return (T) value;
    }

    Shown shown(Setting<?> setting) {
        var one = shown.get(setting);
        if (one == null) {
            throw new IllegalStateException(setting.name() + " is not in the registry");
        }
        return one;
    }

    private boolean take(
            Setting<?> setting, @org.jspecify.annotations.Nullable JsonNode node, String source) {
        if (node == null) {
            return false;
        }
        return switch (setting.read(node)) {
            case Reading.Sound<?>(var value) -> {
                values.put(setting, value);
                shown.put(setting, new Shown(setting, hidden(setting, node), source));
                yield true;
            }
            case Reading.Wrong<?>(var expected) -> {
                LOG.warn(
                        "the stored value of {} is passed over: it should be {}",
                        setting.name(),
                        expected);
                yield false;
            }
        };
    }

    private static JsonNode hidden(Setting<?> setting, JsonNode node) {
        return setting.secrecy().replace(node, (_, _) -> DOTS);
    }
}
