package dev.foyer.db;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.function.Predicate;

/// What an exception means that came out of the database, by the SQLSTATE of any of its causes
/// (PostgreSQL manual, A).
public final class Failures {
    /// Our own state, raised by a trigger.
    private static final String ERASED = "FY410";

    private static final String UNIQUE = "23505";

    private Failures() {}

    /// Whether the database is away or too busy for now, or it is unknown what came of a commit.
    public static boolean isOutage(Throwable thrown) {
        return isOrComesOf(
                thrown,
                cause ->
                        cause instanceof Ending.Unknown
                                || cause instanceof SQLTransientException
                                || cause instanceof SQLRecoverableException
                                || cause instanceof SQLNonTransientConnectionException
                                || (cause instanceof SQLException sql
                                        && isOutage(sql.getSQLState())));
    }

    /// Whether the customer it was for has been erased (V7).
    public static boolean isErased(Throwable thrown) {
        return isOrComesOf(thrown, cause -> hasState(cause, ERASED));
    }

    /// Whether a value which only one may have is somebody else's (SQLSTATE 23505).
    public static boolean isTaken(Throwable thrown) {
        return isOrComesOf(thrown, cause -> hasState(cause, UNIQUE));
    }

    private static boolean isOrComesOf(Throwable thrown, Predicate<Throwable> meant) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (meant.test(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasState(Throwable cause, String state) {
        return cause instanceof SQLException sql && state.equals(sql.getSQLState());
    }

    /// Class 08 is a lost connection, 53 a lack of resources, 57P a server going down, 25006 a
    /// standby that was asked to write, 57014 and 55P03 our own bounds on statements and locks, 40
    /// a transaction that gave way to another and may be tried again.
    private static boolean isOutage(String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.equals("57014")
                        || state.equals("55P03")
                        || state.equals("25006"));
    }
}
