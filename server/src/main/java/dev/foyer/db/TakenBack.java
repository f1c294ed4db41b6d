package dev.foyer.db;

import org.jdbi.v3.core.Handle;

import java.util.function.Supplier;

/// What is written and then taken back within a transaction: the same work, and no trace of it.
public final class TakenBack {
    private static final String POINT = "taken_back";

    private TakenBack() {}

    /// Does something to the database, and undoes it; what was done before stays.
    public static <T> T get(Handle tx, Supplier<T> act) {
        begin(tx);
        var result = act.get();
        Unawaited.settle(tx);
        tx.rollbackToSavepoint(POINT);
        return result;
    }

    /// The same for what gives nothing.
    public static void run(Handle tx, Runnable act) {
        unless(tx, false, act);
    }

    /// The same, unless it is to stay: in as many trips to the server.
    public static void unless(Handle tx, boolean stays, Runnable act) {
        begin(tx);
        act.run();
        Unawaited.settle(tx);
        if (stays) {
            tx.releaseSavepoint(POINT);
        } else {
            tx.rollbackToSavepoint(POINT);
        }
    }

    private static void begin(Handle tx) {
        Unawaited.settle(tx);
        tx.savepoint(POINT);
    }
}
