package dev.foyer.app;

import dev.foyer.json.Json;
import dev.foyer.management.CustomerRecord;

import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the columns of somebody else's file are called here. Immutable.
///
/// @param names ours by theirs; an empty one passes a column over
record Columns(Map<String, String> names) {
    /// Stands for no field: the column is passed over.
    private static final String NOTHING = "-";

    /// A column `attributes.city` is the value `city` in `attributes`.
    static final String ATTRIBUTE = "attributes.";

    /// Reads `THEIRS=OURS`, such as `Mail=email`; `THEIRS=-` passes a column over.
    ///
    /// @throws IllegalArgumentException naming what is wrong
    static Columns of(List<String> mappings) {
        var names = new LinkedHashMap<String, String>();
        for (var mapping : mappings) {
            int at = mapping.lastIndexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("expected THEIRS=OURS, not " + mapping);
            }
            var ours = mapping.substring(at + 1).strip();
            if (!ours.equals(NOTHING) && !isKnown(ours)) {
                throw new IllegalArgumentException(
                        "there is no field " + ours + "; fields are " + fields());
            }
            names.put(mapping.substring(0, at).strip(), ours.equals(NOTHING) ? "" : ours);
        }
        return new Columns(names);
    }

    Columns {
        names = Map.copyOf(names);
    }

    /// Our name of a column: as it was mapped, or its own where it differs from ours in case,
    /// blanks and hyphens alone. Empty where it is passed over; nothing where it is unknown.
    Optional<String> field(String heading) {
        var bare = heading.strip();
        var mapped = names.get(bare);
        if (mapped != null) {
            return Optional.of(mapped);
        }
        if (bare.startsWith(ATTRIBUTE)) {
            return Optional.of(bare);
        }
        var plain = bare.toLowerCase(Locale.ROOT).replaceAll("[ -]+", "_");
        return Optional.of(plain).filter(Columns::isKnown);
    }

    /// A record of JSON with its fields called as ours; unknown ones are left for the server to
    /// refuse.
    ObjectNode renamed(ObjectNode record) {
        if (names.isEmpty()) {
            return record;
        }
        var renamed = Json.object();
        record.propertyStream()
                .forEach(
                        entry -> {
                            var name = names.getOrDefault(entry.getKey(), entry.getKey());
                            if (!name.isEmpty()) {
                                renamed.set(name, entry.getValue());
                            }
                        });
        return renamed;
    }

    static String fields() {
        return String.join(", ", CustomerRecord.NAMES);
    }

    private static boolean isKnown(String field) {
        return CustomerRecord.NAMES.contains(field) || field.startsWith(ATTRIBUTE);
    }
}
