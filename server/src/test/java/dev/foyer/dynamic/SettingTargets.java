package dev.foyer.dynamic;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;
import dev.foyer.json.Json;
import dev.foyer.secret.Secrets;

import tools.jackson.databind.JsonNode;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// A target for the values that operators give settings.
public final class SettingTargets {
    private SettingTargets() {}

    public static List<Target> all(List<Setting<?>> settings) {
        var seeds =
                settings.stream()
                        .map(setting -> Json.text(setting.standard()))
                        .distinct()
                        .toArray(String[]::new);
        return List.of(Target.text("setting", text -> each(settings, text), seeds));
    }

    /// Settings at their defaults, for what needs them and no database. Nothing is read from the
    /// database before the start.
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    public static DynamicSettings standing(List<Setting<?>> settings) {
        var secrets =
                new Secrets(List.of("a-secret-key-of-the-fuzzing-targets-01"), new SecureRandom());
        return new DynamicSettings(
                null,
                settings,
                Map.of(),
                List.of(),
                secrets.sealer("settings"),
                InstantSource.system());
    }

    private static void each(List<Setting<?>> settings, String text) {
        JsonNode value;
        try {
            value = Json.parse(text);
        } catch (Json.Malformed _) {
            return;
        }
        for (var setting : settings) {
            var once = setting.read(value);
            holds(setting.read(value).getClass().equals(once.getClass()), "twice the same");
            switch (once) {
                case Reading.Wrong<?> wrong -> holds(!wrong.expected().isBlank(), "it is told why");
                case Reading.Sound<?> sound -> {
                    holds(sound.value() != null, setting.name() + " has a value");
                    var hidden = setting.secrecy().replace(value, (_, _) -> "***");
                    holds(!Json.text(hidden).isEmpty(), "it can be shown");
                }
            }
        }
    }
}
