package dev.foyer.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The tables of a database as its catalogue has them, for whoever copies all of them.
final class Tables {
    private static final String TABLES =
            """
            select c.relname
              from pg_class c
             where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
               and not c.relispartition and c.relname <> ?
             order by c.relname
            """;

    private static final String REFERENCES =
            """
            select f.conrelid::regclass::text, f.confrelid::regclass::text
              from pg_constraint f
             where f.connamespace = current_schema()::regnamespace and f.contype = 'f' and f.conrelid <> f.confrelid
            """;

    private static final String COLUMNS =
            """
            select a.attname
              from pg_attribute a
             where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             order by a.attnum
            """;

    private static final String KEY =
            """
            select a.attname
              from pg_index i
              cross join lateral unnest(i.indkey) with ordinality as k(number, place)
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
             where i.indrelid = ?::regclass and i.indisprimary
             order by k.place
            """;

    private static final String SEQUENCES =
            """
            select c.relname
              from pg_class c
             where c.relnamespace = current_schema()::regnamespace and c.relkind = 'S'
             order by c.relname
            """;

    private Tables() {}

    static boolean exists(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, Tables.quoted(table));
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /// Every table, each after those that it refers to.
    static List<String> inOrder(Connection connection) throws SQLException {
        var before = new LinkedHashMap<String, Set<String>>();
        for (var name : texts(connection, TABLES, Migrations.HISTORY)) {
            before.put(name, new TreeSet<>());
        }
        try (var statement = connection.prepareStatement(REFERENCES);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                before.getOrDefault(rows.getString(1), new TreeSet<>()).add(rows.getString(2));
            }
        }
        return sorted(before);
    }

    /// Those that refer to each other in a circle come last, by name: their constraints must be
    /// deferrable.
    private static List<String> sorted(Map<String, Set<String>> before) {
        var done = new LinkedHashSet<String>();
        boolean more = true;
        while (more) {
            var free =
                    before.keySet().stream()
                            .filter(name -> !done.contains(name))
                            .filter(name -> done.containsAll(before.getOrDefault(name, Set.of())))
                            .toList();
            done.addAll(free);
            more = !free.isEmpty();
        }
        done.addAll(before.keySet());
        return List.copyOf(done);
    }

    /// The columns that a copy can write.
    static List<String> columns(Connection connection, String table) throws SQLException {
        return texts(connection, COLUMNS, quoted(table));
    }

    /// The columns of its primary key, if it has one.
    static List<String> key(Connection connection, String table) throws SQLException {
        return texts(connection, KEY, quoted(table));
    }

    static List<String> sequences(Connection connection) throws SQLException {
        return texts(connection, SEQUENCES);
    }

    /// A name as SQL takes it.
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(List<String> names) {
        return names.stream().map(Tables::quoted).collect(Collectors.joining(", "));
    }

    private static List<String> texts(Connection connection, String sql, String... arguments)
            throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }
}
