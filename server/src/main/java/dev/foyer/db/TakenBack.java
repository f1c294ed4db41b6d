package dev.foyer.db;

import org.jdbi.v3.core.Handle;

import java.util.function.Supplier;

/// What is written and then taken back within a transaction: the same work, and no trace of it.
public final class TakenBack {
    private static final String POINT = "taken_back";

    private TakenBack() {}

    /// Does something to the database, and undoes it; what was done before stays.
    public static <T> T get(Handle tx, Supplier<T> act) {
        tx.savepoint(POINT);
        var result = act.get();
        tx.rollbackToSavepoint(POINT);
        return result;
    }

    /// The same for what gives nothing.
    public static void run(Handle tx, Runnable act) {
        tx.savepoint(POINT);
        act.run();
        tx.rollbackToSavepoint(POINT);
    }
}
