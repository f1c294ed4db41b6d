package dev.foyer.web;

import dev.foyer.json.Storable;
import dev.foyer.words.Phrase;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the named values of one body and gathers every complaint, so that all field errors are
/// told at once (contract 0.1.10). The rules and the texts are those of contract E.3.
///
/// A method that finds its field wrong notes the complaint and returns a harmless value; nothing
/// that it returned may be used before [#refuseIfWrong] has passed.
public final class Fields {
    private static final Set<String> TRUE = Set.of("t", "y", "yes", "true", "on", "1");
    private static final Set<String> FALSE = Set.of("f", "n", "no", "false", "off", "0");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final String WHOLE = "non_field_errors";

    private final ObjectNode values;
    private final Map<String, List<Phrase>> complaints = new HashMap<>();
    private final Map<String, ListField> lists = new LinkedHashMap<>();

    /// In the order in which they were asked for, which is the order of the complaints.
    private final Set<String> names = new LinkedHashSet<>();

    Fields(ObjectNode values) {
        this.values = values;
    }

    /// The fields of a request's body.
    public static Fields of(Request request) {
        return new Fields(request.fields());
    }

    /// The fields of a request's body, laid over what stood there before: what the body does not
    /// name stays.
    public static Fields over(ObjectNode before, Request request) {
        var all = before.deepCopy();
        all.setAll(request.fields());
        return new Fields(all);
    }

    /// The fields of one object among several in a body.
    public static Fields of(ObjectNode values) {
        return new Fields(values);
    }

    /// A text that must be there and not be blank; trimmed.
    public String text(String name, int longest) {
        var value = value(name);
        if (value == null) {
            return wrong(name, Phrase.of("required"));
        }
        var text = anyText(name, value).strip();
        if (text.isEmpty() && !complaints.containsKey(name)) {
            return wrong(name, Phrase.of("blank"));
        }
        return bounded(name, text, longest);
    }

    /// A text that may be missing; trimmed, and an empty one means not given.
    public @Nullable String optionalText(String name, int longest) {
        if (isNothing(name)) {
            return null;
        }
        return bounded(name, anyText(name, values.get(name)).strip(), longest);
    }

    /// A password: as typed, neither trimmed nor cut (contract 0.1.10).
    public String password(String name, int longest) {
        var value = value(name);
        if (value == null) {
            return wrong(name, Phrase.of("required"));
        }
        var text = anyText(name, value);
        if (text.isEmpty() && !complaints.containsKey(name)) {
            return wrong(name, Phrase.of("blank"));
        }
        return bounded(name, text, longest);
    }

    /// A truth value that must be there.
    public boolean truth(String name) {
        var value = value(name);
        if (value == null) {
            wrong(name, Phrase.of("required"));
            return false;
        }
        return truthOf(name, value);
    }

    /// Whether a query value says yes, in the spellings of a body's truth values.
    public static boolean saysYes(String text) {
        return TRUE.contains(text.toLowerCase(Locale.ROOT));
    }

    /// A truth value that is false where it is not given.
    public boolean optionalTruth(String name) {
        var value = value(name);
        if (value == null || (value.isString() && value.stringValue().isEmpty())) {
            return false;
        }
        return truthOf(name, value);
    }

    /// A truth value that may be `null`, which counts as false.
    public boolean nullableTruth(String name) {
        var value = value(name);
        return value != null && !value.isNull() && optionalTruth(name);
    }

    /// One of the given choices, or nothing.
    public @Nullable String choice(String name, List<String> choices) {
        var text = optionalText(name, Integer.MAX_VALUE);
        if (text != null && !choices.contains(text) && !complaints.containsKey(name)) {
            wrong(name, Phrase.of("not_a_choice", text));
        }
        return text;
    }

    /// A whole number, also written as a text, or nothing.
    public @Nullable Long number(String name) {
        if (isNothing(name)) {
            return null;
        }
        var value = values.get(name);
        var text = value.isString() || value.isNumber() ? value.asString().strip() : "";
        if (INTEGER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        wrong(name, Phrase.of("integer"));
        return null;
    }

    /// A date `YYYY-MM-DD`, or nothing.
    public @Nullable LocalDate date(String name) {
        var text = optionalText(name, Integer.MAX_VALUE);
        if (text == null || complaints.containsKey(name)) {
            return null;
        }
        var date = Dates.read(text).orElse(null);
        if (date == null) {
            wrong(name, Phrase.of("bad_date"));
        }
        return date;
    }

    /// An object of free values, or nothing.
    public @Nullable ObjectNode object(String name) {
        if (isNothing(name)) {
            return null;
        }
        var value = values.get(name);
        if (value instanceof ObjectNode object) {
            return object;
        }
        wrong(name, Phrase.of("not_a_dictionary_of_items", Bodies.pythonType(value)));
        return null;
    }

    /// A file of a form, or nothing where the field is something else.
    public Optional<Upload> file(String name) {
        return value(name) instanceof POJONode node && node.getPojo() instanceof Upload upload
                ? Optional.of(upload)
                : Optional.empty();
    }

    /// The value of a field as it was sent, or nothing.
    public Optional<JsonNode> sent(String name) {
        return Optional.ofNullable(value(name));
    }

    /// The objects in a list that must be there and hold 1 to `most` of them, each to be read like
    /// a body of its own; complaints about them are told with the others.
    public List<Fields> items(String name, int most) {
        var complaint = ListField.complaint(name, value(name), most);
        if (complaint.isPresent()) {
            wrong(name, complaint.get());
            return List.of();
        }
        var list = ListField.of(values.get(name));
        lists.put(name, list);
        return list.readable();
    }

    /// Notes a complaint about the body, or the object, as a whole.
    public void wrongAsAWhole(Phrase complaint) {
        wrong(WHOLE, complaint);
    }

    /// Notes a complaint about a field.
    public String wrong(String name, Phrase complaint) {
        names.add(name);
        complaints.computeIfAbsent(name, _ -> new ArrayList<>()).add(complaint);
        return "";
    }

    /// Whether nothing has been noted against a field.
    public boolean isRight(String name) {
        return !complaints.containsKey(name);
    }

    /// Whether nothing has been noted against any field.
    public boolean areRight() {
        return complaints.isEmpty() && lists.values().stream().allMatch(ListField::isRight);
    }

    /// @throws Refusal with every complaint that was noted, if any
    public void refuseIfWrong() {
        if (areRight()) {
            return;
        }
        var wrongLists = ListField.wrong(lists);
        throw new Refusal(
                wrongLists.isEmpty()
                        ? new Problem.Fields(complaints())
                        : new Problem.Items(complaints(), wrongLists));
    }

    /// Every complaint that was noted, by field, in the order in which the fields were asked for.
    public Map<String, List<Phrase>> complaints() {
        var ordered = new LinkedHashMap<String, List<Phrase>>();
        names.stream()
                .filter(complaints::containsKey)
                .forEach(name -> ordered.put(name, complaints.getOrDefault(name, List.of())));
        return ordered;
    }

    /// Whether an optional field was not given: absent, `null`, or an empty text.
    public boolean isNothing(String name) {
        var value = value(name);
        return value == null
                || value.isNull()
                || (value.isString() && value.stringValue().isBlank());
    }

    private @Nullable JsonNode value(String name) {
        names.add(name);
        return values.get(name);
    }

    private String anyText(String name, JsonNode value) {
        if (value.isNull()) {
            return wrong(name, Phrase.of("null"));
        }
        if (!value.isString() && !value.isNumber()) {
            return wrong(name, Phrase.of("not_a_string"));
        }
        var text = value.asString();
        if (text.indexOf('\0') >= 0) {
            return wrong(name, Phrase.of("null_characters"));
        }
        return Storable.hasLoneSurrogate(text)
                ? wrong(name, Phrase.of("surrogate_characters"))
                : text;
    }

    private String bounded(String name, String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : wrong(name, Phrase.of("too_long", longest));
    }

    private boolean truthOf(String name, JsonNode value) {
        if (value.isNull()) {
            wrong(name, Phrase.of("null"));
            return false;
        }
        boolean bare = value.isContainer() || value.isPojo();
        var text = bare ? "" : value.asString().strip().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(text) && !FALSE.contains(text)) {
            wrong(name, Phrase.of("not_a_boolean"));
        }
        return TRUE.contains(text);
    }
}
