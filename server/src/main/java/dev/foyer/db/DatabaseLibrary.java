package dev.foyer.db;

import org.jdbi.v3.core.statement.Query;

import java.lang.invoke.MethodHandles;

/// The library under [Database]. Its first question takes a tenth of a second to load.
public final class DatabaseLibrary {
    private DatabaseLibrary() {}

    /// Loads it, for whoever opens a database later.
    public static void load() {
        try {
            var _ = MethodHandles.lookup().ensureInitialized(Query.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
