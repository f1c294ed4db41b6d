package dev.foyer.db;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionException;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/// How a transaction is committed: in one trip to the server with the last thing that is asked in
/// it, and with what it has kept for that. In a transaction that has failed that fails, too; the
/// commit alone would roll it back and be taken for a success.
enum Ending {
    /// Tells what the triggers of V17 have noted.
    TELLING("select coalesce(current_setting('foyer.changed', true), '')"),

    /// Waits for no disk, and tells nothing.
    HURRYING("set local synchronous_commit = off");

    private final String sql;

    Ending(String last) {
        this.sql = last + "; commit";
    }

    /// The server did not commit, or did not answer.
    static final class Refused extends TransactionException {
        private static final long serialVersionUID = 1L;

        private Refused(JdbiException cause) {
            super("not committed", cause);
        }
    }

    /// @throws Refused the server said no, or is gone
    String commit(Handle handle) {
        var told = send(handle);
        Pipeline.forget(handle);
        // For the library, which knows of no commit yet; the driver does, and asks no more.
        handle.commit();
        return told;
    }

    private String send(Handle handle) {
        try {
            return Pipeline.of(handle).end(sql, Ending::told);
        } catch (UnableToExecuteStatementException e) {
            throw new Refused(e);
        }
    }

    private static String told(PreparedStatement statement) throws SQLException {
        try (var rows = statement.getResultSet()) {
            return rows != null && rows.next() ? rows.getString(1) : "";
        }
    }
}
