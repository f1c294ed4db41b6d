package dev.foyer.db;

import java.util.List;

/// What a role must be allowed beyond its own tables. PostgreSQL allows it to everybody; an
/// administrator may have taken it back.
public final class Rights {
    /// How a change is told to other nodes, and how it waits for the disk ([Ending]). The second
    /// has a form for bytes, too, and one more argument since PostgreSQL 17.
    private static final String MISSING =
            """
            select oid::regprocedure::text
              from pg_proc
             where pronamespace = 'pg_catalog'::regnamespace
               and proname in ('pg_notify', 'pg_logical_emit_message')
               and not 'bytea'::regtype = any (proargtypes)
               and not has_function_privilege(oid, 'execute')
             order by 1
            """;

    private Rights() {}

    /// Functions that Foyer calls and this role may not, as `grant execute on function` takes them.
    public static List<String> missing(Database database) {
        return database.read(handle -> handle.createQuery(MISSING).mapTo(String.class).list());
    }
}
