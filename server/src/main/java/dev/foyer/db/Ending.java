package dev.foyer.db;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/// How a transaction is committed: in one trip to the server with the last thing that is asked in
/// it, with what it has kept for that, and with what comes behind. In a transaction that has failed
/// that fails, too; the commit alone would roll it back and be taken for a success.
enum Ending {
    /// Tells what the triggers of V17 have noted, and returns when it is durable.
    ///
    /// Where they noted something, they notify, and such commits come one after the other: the
    /// server holds a lock from before the notice until after the commit. It would hold it while
    /// the disk writes, too. So this commit does not wait for the disk. A message to nobody, which
    /// is a transaction of its own after it, does, together with all others that wait, and for
    /// whatever else `synchronous_commit` asks for. Others may read a change in between; what they
    /// write for it is behind it in the write-ahead log, and so no more durable than it.
    ///
    /// Deferred constraints are checked before, so that what they refuse is known to be refused.
    TELLING(
            """
            set constraints all immediate;
            select told,
                   set_config('foyer.told', (told <> '')::text, false),
                   set_config('synchronous_commit',
                              case when told = '' then current_setting('synchronous_commit') else 'off' end, true)
              from (select coalesce(current_setting('foyer.changed', true), '') as told) noted;
            commit;
            select pg_logical_emit_message(true, 'foyer', '') where current_setting('foyer.told')::boolean"""),

    /// Waits for no disk, and tells nothing.
    HURRYING("set local synchronous_commit = off; commit");

    private final String sql;

    Ending(String sql) {
        this.sql = sql;
    }

    /// Nothing was committed.
    static final class Refused extends TransactionException {
        private static final long serialVersionUID = 1L;

        private Refused(JdbiException cause) {
            super("not committed", cause);
        }
    }

    /// It may have been committed, and may last: the server did not say, or failed behind the
    /// commit, or in it, which looks the same.
    static final class Unknown extends TransactionException {
        private static final long serialVersionUID = 1L;

        private Unknown(JdbiException cause) {
            super("perhaps committed", cause);
        }
    }

    /// @throws Refused the server said no
    /// @throws Unknown nobody knows
    String commit(Handle handle) {
        var told = send(handle);
        Pipeline.forget(handle);
        // For the library, which knows of no commit yet; the driver does, and asks no more.
        handle.commit();
        return told;
    }

    private String send(Handle handle) {
        try {
            return Pipeline.of(handle).end(sql, this::told);
        } catch (UnableToExecuteStatementException e) {
            throw hasFailed(handle) ? new Refused(e) : new Unknown(e);
        }
    }

    /// Whether the server is still in the transaction, which has failed. Behind a commit it is in
    /// none.
    private static boolean hasFailed(Handle handle) {
        try {
            return handle.getConnection().unwrap(BaseConnection.class).getTransactionState()
                    == TransactionState.FAILED;
        } catch (SQLException _) {
            return false;
        }
    }

    /// What the second statement gives, where it tells.
    private String told(PreparedStatement statement) throws SQLException {
        if (this == HURRYING) {
            return "";
        }
        if (statement.getMoreResults()) {
            try (var rows = statement.getResultSet()) {
                if (rows.next()) {
                    return rows.getString(1);
                }
            }
        }
        throw new IllegalStateException("a commit that does not tell what was changed");
    }
}
