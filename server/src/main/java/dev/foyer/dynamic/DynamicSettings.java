package dev.foyer.dynamic;

import dev.foyer.db.Database;
import dev.foyer.db.Undone;
import dev.foyer.secret.Sealer;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values in force. Reading one costs a map look-up; a change on any node is seen here within
/// [#POLL] and a query. A value set at run time wins over the environment's start value, which wins
/// over the default. Safe for use by many threads.
public final class DynamicSettings implements AutoCloseable {
    /// Well below the second that is promised.
    private static final Duration POLL = Duration.ofMillis(300);

    private static final Logger LOG = LoggerFactory.getLogger(DynamicSettings.class);

    /// A setting as an operator sees it.
    ///
    /// @param source `default`, `environment` or `set`
    public record Shown(Setting<?> setting, JsonNode value, String source) {}

    /// What came of a change.
    public sealed interface Change {
        /// It is in force on this node.
        record Done(Shown now) implements Change {}

        /// There is no such setting.
        record Unknown(String name) implements Change {}

        /// The value is wrong, or does not go with another setting; what was expected.
        record Wrong(String expected) implements Change, Undone {}
    }

    /// A condition between settings.
    @FunctionalInterface
    public interface Rule {
        /// What is wrong with these values taken together, if anything.
        Optional<String> complaint(DynamicValues values);
    }

    private final Database database;
    private final List<Setting<?>> registry;
    private final Map<String, JsonNode> startValues;
    private final List<Rule> rules;
    private final Sealer sealer;
    private final InstantSource clock;
    private volatile DynamicValues values;
    private volatile long revision = -1;
    private volatile boolean closed;

    /// @param startValues from the environment, by name; already checked with [#complaint]
    public DynamicSettings(
            Database database,
            List<Setting<?>> registry,
            Map<String, JsonNode> startValues,
            List<Rule> rules,
            Sealer sealer,
            InstantSource clock) {
        this.database = database;
        this.registry = List.copyOf(registry);
        this.startValues = Map.copyOf(startValues);
        this.rules = List.copyOf(rules);
        this.sealer = sealer;
        this.clock = clock;
        this.values = DynamicValues.of(registry, startValues, Map.of());
    }

    /// Reads what is stored, seals anew what an older key sealed, and from now on looks for
    /// changes.
    public DynamicSettings start() {
        if (!sealedAnew(database.read(SettingStore::all)).isEmpty()) {
            database.change(this::sealAnew);
        }
        reload();
        Thread.ofVirtual().name("settings").start(this::watch);
        return this;
    }

    /// The value in force.
    public <T> T get(Setting<T> setting) {
        return values.get(setting);
    }

    /// Another number after every change: what was made by the values is to be made anew.
    public long revision() {
        return revision;
    }

    /// Every setting, in the order of the registry.
    public List<Shown> list() {
        var now = values;
        return registry.stream().map(setting -> now.shown(setting)).toList();
    }

    /// Sets a value; when this returns it is in force here, and elsewhere within a second.
    public Change set(String name, JsonNode value) {
        return find(name)
                .<Change>map(setting -> change(setting, Optional.of(value)))
                .orElse(new Change.Unknown(name));
    }

    /// Takes back what was set; start value or default hold again.
    public Change unset(String name) {
        return find(name)
                .<Change>map(setting -> change(setting, Optional.empty()))
                .orElse(new Change.Unknown(name));
    }

    /// What is wrong with a value for a setting, if anything.
    public static Optional<String> complaint(Setting<?> setting, JsonNode value) {
        return setting.read(value) instanceof Reading.Wrong<?>(var expected)
                ? Optional.of(expected)
                : Optional.empty();
    }

    /// What is wrong with start values taken together.
    public static List<String> complaints(
            List<Setting<?>> registry, Map<String, JsonNode> startValues, List<Rule> rules) {
        var values = DynamicValues.of(registry, startValues, Map.of());
        return rules.stream().flatMap(rule -> rule.complaint(values).stream()).toList();
    }

    @Override
    public void close() {
        closed = true;
    }

    private Optional<Setting<?>> find(String name) {
        return registry.stream().filter(setting -> setting.isNamed(name)).findFirst();
    }

    private Change change(Setting<?> setting, Optional<JsonNode> value) {
        var change = database.write(tx -> store(tx, setting, value));
        reload();
        return change;
    }

    private Change store(Handle tx, Setting<?> setting, Optional<JsonNode> value) {
        SettingStore.nextRevision(tx);
        var stored = new HashMap<>(opened(SettingStore.all(tx)));
        var set = stored.get(setting.name());
        var before = set == null ? startValues.get(setting.name()) : set;
        var whole = value.map(node -> withKeptSecrets(setting, node, before));
        var wrong =
                whole.flatMap(node -> complaint(setting, node))
                        .or(() -> whole.flatMap(node -> unknownSecret(setting, node)));
        if (wrong.isPresent()) {
            return new Change.Wrong(wrong.get());
        }
        whole.ifPresentOrElse(
                node -> stored.put(setting.name(), node), () -> stored.remove(setting.name()));
        var next = DynamicValues.of(registry, startValues, stored);
        for (var rule : rules) {
            var complaint = rule.complaint(next);
            if (complaint.isPresent()) {
                return new Change.Wrong(complaint.get());
            }
        }
        whole.map(node -> setting.secrecy().replace(node, (_, text) -> sealer.seal(text)))
                .ifPresentOrElse(
                        node -> SettingStore.put(tx, setting.name(), node, clock.instant()),
                        () -> SettingStore.remove(tx, setting.name()));
        return new Change.Done(next.shown(setting));
    }

    /// An operator who sends back what was shown means the secret that stands behind the dots.
    private static JsonNode withKeptSecrets(
            Setting<?> setting, JsonNode given, @Nullable JsonNode before) {
        var known = new HashMap<String, String>();
        if (before != null) {
            var _ =
                    setting.secrecy()
                            .replace(before, (place, text) -> remember(known, place, text));
        }
        return setting.secrecy()
                .replace(
                        given,
                        (place, text) ->
                                text.equals(DynamicValues.DOTS)
                                        ? known.getOrDefault(place, text)
                                        : text);
    }

    /// Dots for which nothing is known would be taken for the secret itself.
    private static Optional<String> unknownSecret(Setting<?> setting, JsonNode whole) {
        var dots = new HashMap<String, String>();
        var _ = setting.secrecy().replace(whole, (place, text) -> remember(dots, place, text));
        return dots.entrySet().stream()
                .filter(secret -> secret.getValue().equals(DynamicValues.DOTS))
                .map(secret -> "the secret " + secret.getKey() + ", of which nothing is known yet")
                .findFirst();
    }

    private static String remember(Map<String, String> known, String place, String text) {
        // An empty one could not be opened: nothing is known of it.
        if (!text.isEmpty()) {
            known.put(place, text);
        }
        return text;
    }

    private Map<String, JsonNode> opened(Map<String, JsonNode> stored) {
        var opened = new HashMap<>(stored);
        for (var setting : registry) {
            opened.computeIfPresent(
                    setting.name(),
                    (_, node) ->
                            setting.secrecy()
                                    .replace(node, (place, text) -> opened(setting, place, text)));
        }
        return opened;
    }

    /// So that the older key can be dropped once every node has been started with the new one.
    private void sealAnew(Handle tx) {
        SettingStore.nextRevision(tx);
        sealedAnew(SettingStore.all(tx))
                .forEach((name, value) -> SettingStore.put(tx, name, value, clock.instant()));
    }

    /// The stored values that hold a secret under an older key, with that secret under the newest.
    private Map<String, JsonNode> sealedAnew(Map<String, JsonNode> stored) {
        var anew = new HashMap<String, JsonNode>();
        for (var setting : registry) {
            var before = stored.get(setting.name());
            var after =
                    before == null
                            ? null
                            : setting.secrecy().replace(before, (_, text) -> sealedAnew(text));
            if (after != null && !after.equals(before)) {
                anew.put(setting.name(), after);
            }
        }
        return anew;
    }

    private String sealedAnew(String sealed) {
        return sealer.isCurrent(sealed)
                ? sealed
                : sealer.open(sealed).map(sealer::seal).orElse(sealed);
    }

    private String opened(Setting<?> setting, String place, String sealed) {
        return sealer.open(sealed)
                .orElseGet(
                        () -> {
                            LOG.warn(
                                    "the secret {} of {} cannot be opened: was its SECRET_KEY dropped? Set it anew",
                                    place,
                                    setting.name());
                            return "";
                        });
    }

    private synchronized void reload() {
        long stored = database.read(SettingStore::revision);
        if (stored != revision) {
            values =
                    DynamicValues.of(
                            registry, startValues, opened(database.read(SettingStore::all)));
            revision = stored;
        }
    }

    private void watch() {
        boolean away = false;
        while (!closed) {
            try {
                Thread.sleep(POLL);
                reload();
                away = false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!away && !closed) {
                    LOG.warn("cannot look for changed settings: {}", e.getMessage());
                }
                away = true;
            }
        }
    }
}
