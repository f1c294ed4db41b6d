package dev.foyer.web;

import dev.foyer.json.Json;
import dev.foyer.words.Phrase;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A field that holds a list of objects. Belongs to the [Fields] that read it.
///
/// @param items one for each place of the list
record ListField(List<Item> items) {
    /// What stands at one place.
    ///
    /// @param readable whether it is an object at all
    record Item(Fields fields, boolean readable) {}

    /// What is wrong with the list itself, if anything (contract E.3, B.2.1).
    static Optional<Phrase> complaint(String name, @Nullable JsonNode value, int most) {
        if (value == null) {
            return Optional.of(Phrase.of("required"));
        }
        if (value.isNull()) {
            return Optional.of(Phrase.of("null"));
        }
        if (!value.isArray()) {
            return Optional.of(Phrase.of("not_a_list", Bodies.pythonType(value)));
        }
        if (value.isEmpty()) {
            return Optional.of(Phrase.of("empty_list"));
        }
        return value.size() > most
                ? Optional.of(Phrase.of("too_many_items", name, most))
                : Optional.empty();
    }

    static ListField of(JsonNode list) {
        return new ListField(list.valueStream().map(ListField::item).toList());
    }

    /// The objects that can be read, in order.
    List<Fields> readable() {
        return items.stream().filter(Item::readable).map(Item::fields).toList();
    }

    boolean isRight() {
        return items.stream().allMatch(item -> item.fields().areRight());
    }

    /// What was noted against each.
    List<Map<String, List<Phrase>>> complaints() {
        return items.stream().map(item -> item.fields().complaints()).toList();
    }

    private static Item item(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return new Item(new Fields(object), true);
        }
        var nothing = new Fields(Json.object());
        nothing.wrongAsAWhole(Bodies.notAnObject(value));
        return new Item(nothing, false);
    }

    /// The complaints about those lists that have any.
    static Map<String, List<Map<String, List<Phrase>>>> wrong(Map<String, ListField> lists) {
        var wrong = new LinkedHashMap<String, List<Map<String, List<Phrase>>>>();
        lists.forEach(
                (name, list) -> {
                    if (!list.isRight()) {
                        wrong.put(name, list.complaints());
                    }
                });
        return wrong;
    }
}
