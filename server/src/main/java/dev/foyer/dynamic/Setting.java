package dev.foyer.dynamic;

import dev.foyer.json.Json;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/// One dynamic setting: name, type, default, bounds and help. Declared as a constant by the room
/// that reads it.
///
/// @param <T> what the value is in code
public final class Setting<T> {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>]{1,64}@[^@\\s<>]{1,189}");

    private final String name;
    private final String help;
    private final String expected;
    private final JsonNode standard;
    private final Function<JsonNode, Reading<T>> reader;

    private final Secrecy secrecy;

    private Setting(
            String name,
            String help,
            String expected,
            Object standard,
            Function<JsonNode, Reading<T>> reader) {
        this(name, help, expected, standard, reader, Secrecy.NONE);
    }

    private Setting(
            String name,
            String help,
            String expected,
            Object standard,
            Function<JsonNode, Reading<T>> reader,
            Secrecy secrecy) {
        this.name = name;
        this.help = help;
        this.expected = expected;
        this.standard = Json.node(standard);
        this.reader = reader;
        this.secrecy = secrecy;
    }

    /// A switch: JSON `true` or `false`.
    public static Setting<Boolean> truth(String name, boolean standard, String help) {
        return new Setting<>(
                name,
                help,
                "true or false",
                standard,
                node ->
                        node.isBoolean()
                                ? Reading.value(node.booleanValue())
                                : Reading.wrong("true or false"));
    }

    /// One of a few words.
    public static Setting<String> choice(
            String name, List<String> choices, String standard, String help) {
        var expected = "one of " + String.join(", ", choices);
        return new Setting<>(
                name,
                help,
                expected,
                standard,
                node ->
                        node.isString() && choices.contains(node.stringValue())
                                ? Reading.value(node.stringValue())
                                : Reading.wrong(expected));
    }

    /// A text that a pattern describes.
    public static Setting<String> text(
            String name, Pattern pattern, String expected, String standard, String help) {
        return new Setting<>(
                name,
                help,
                expected,
                standard,
                node ->
                        node.isString() && pattern.matcher(node.stringValue()).matches()
                                ? Reading.value(node.stringValue())
                                : Reading.wrong(expected));
    }

    /// An e-mail address.
    public static Setting<String> email(String name, String standard, String help) {
        return text(name, EMAIL, "an e-mail address", standard, help);
    }

    /// A non-empty list of texts that a pattern describes, without repetition.
    public static Setting<List<String>> texts(
            String name, Pattern pattern, String expected, List<String> standard, String help) {
        return new Setting<>(name, help, expected, standard, node -> list(node, pattern, expected));
    }

    /// A duration, written as a whole number of seconds within bounds.
    public static Setting<Duration> seconds(
            String name, Duration least, Duration most, Duration standard, String help) {
        var expected = "whole seconds from %d to %d".formatted(least.toSeconds(), most.toSeconds());
        return new Setting<>(
                name,
                help,
                expected,
                standard.toSeconds(),
                node ->
                        node.isIntegralNumber()
                                        && node.canConvertToLong()
                                        && node.longValue() >= least.toSeconds()
                                        && node.longValue() <= most.toSeconds()
                                ? Reading.value(Duration.ofSeconds(node.longValue()))
                                : Reading.wrong(expected));
    }

    /// A whole number within bounds.
    public static Setting<Integer> number(
            String name, int least, int most, int standard, String help) {
        var expected = "a whole number from %d to %d".formatted(least, most);
        return new Setting<>(
                name,
                help,
                expected,
                standard,
                node ->
                        node.isIntegralNumber()
                                        && node.canConvertToInt()
                                        && node.intValue() >= least
                                        && node.intValue() <= most
                                ? Reading.value(node.intValue())
                                : Reading.wrong(expected));
    }

    /// A value of a shape of its own, read by the room that owns it.
    public static <T> Setting<T> shaped(
            String name,
            String expected,
            Object standard,
            String help,
            Function<JsonNode, Reading<T>> reader,
            Secrecy secrecy) {
        return new Setting<>(name, help, expected, standard, reader, secrecy);
    }

    public String name() {
        return name;
    }

    public String help() {
        return help;
    }

    /// What a value has to be, in words for an operator.
    public String expected() {
        return expected;
    }

    /// The default as JSON.
    public JsonNode standard() {
        return standard;
    }

    /// Whether a value may hold secrets, so that it must not be repeated to anybody.
    public boolean holdsSecrets() {
        return !secrecy.equals(Secrecy.NONE);
    }

    Secrecy secrecy() {
        return secrecy;
    }

    Reading<T> read(JsonNode value) {
        return reader.apply(value);
    }

    /// What `name` may be compared by: settings are written in capitals everywhere.
    boolean isNamed(String other) {
        return name.equals(other.toUpperCase(Locale.ROOT));
    }

    private static Reading<List<String>> list(JsonNode node, Pattern pattern, String expected) {
        // A list or an object in the list has no text, and asking for one would throw.
        var texts = node.valueStream().map(one -> one.asString("")).toList();
        boolean sound =
                node.isArray()
                        && !texts.isEmpty()
                        && node.valueStream().allMatch(JsonNode::isString)
                        && texts.stream().allMatch(text -> pattern.matcher(text).matches())
                        && texts.stream().distinct().count() == texts.size();
        return sound ? Reading.value(texts) : Reading.wrong(expected);
    }
}
