package dev.foyer.dynamic;

import dev.foyer.json.Json;

import org.jdbi.v3.core.Handle;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The SQL of `setting` and `setting_revision`.
final class SettingStore {
    private SettingStore() {}

    static long revision(Handle handle) {
        return handle.createQuery("select revision from setting_revision").mapTo(Long.class).one();
    }

    static Map<String, JsonNode> all(Handle handle) {
        var values = new HashMap<String, JsonNode>();
        handle.createQuery("select name, value::text from setting")
                .map((rs, _) -> Map.entry(rs.getString(1), Json.parseOwn(rs.getString(2))))
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }

    /// Changes of settings queue behind this row, so that each sees the ones before it.
    static void nextRevision(Handle tx) {
        tx.createUpdate("update setting_revision set revision = revision + 1").execute();
    }

    static void put(Handle tx, String name, JsonNode value, Instant now) {
        tx.createUpdate(
                        """
                        insert into setting (name, value, changed_at) values (:name, :value::jsonb, :now)
                        on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at
                        """)
                .bind("name", name)
                .bind("value", Json.text(value))
                .bind("now", now)
                .execute();
    }

    static void remove(Handle tx, String name) {
        tx.createUpdate("delete from setting where name = :name").bind("name", name).execute();
    }
}
