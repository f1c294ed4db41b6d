package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.db.DatabaseUrl;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `./foyer backup` and `restore` as an operator types them, and a look into the databases.
final class Backups {
    private Backups() {}

    static Program.Ended foyer(String database, String... arguments)
            throws IOException, InterruptedException {
        return Program.run(environment(database), arguments);
    }

    static Map<String, String> environment(String database) {
        return Map.of("DATABASE_URL", database, "SECRET_KEY", Shop.SECRET_KEY);
    }

    static void backup(String database, Path file) throws IOException, InterruptedException {
        var ended = foyer(database, "backup", file.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    static Handle open(String database) {
        var url = DatabaseUrl.parse(database).orElseThrow();
        return Jdbi.create(url.jdbc(), url.user(), url.password()).open();
    }

    static long number(String database, String sql) {
        try (var handle = open(database)) {
            return handle.createQuery(sql).mapTo(Long.class).one();
        }
    }

    /// Every table and every sequence with a digest of what is in it.
    static Map<String, String> contents(String database) {
        try (var handle = open(database)) {
            var contents = new TreeMap<String, String>();
            for (var table : names(handle, "('r', 'p')")) {
                contents.put(
                        table,
                        text(
                                handle,
                                """
                                select count(*) || ' '
                                       || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '')
                                  from %s t
                                """
                                        .formatted(table)));
            }
            for (var sequence : names(handle, "('S')")) {
                contents.put(
                        sequence,
                        text(handle, "select last_value || ' ' || is_called from " + sequence));
            }
            // When Flyway ran is another moment, and nobody's data.
            contents.remove("schema_history");
            return contents;
        }
    }

    private static List<String> names(Handle handle, String kinds) {
        return handle.createQuery(
                        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in "
                                + kinds)
                .mapTo(String.class)
                .list();
    }

    private static String text(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(String.class).one();
    }
}
