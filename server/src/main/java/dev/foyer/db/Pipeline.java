package dev.foyer.db;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// What a transaction keeps of its [Unawaited] updates. The library hands it on from a connection
/// to the statements on it. Used by one thread.
public final class Pipeline implements JdbiConfig<Pipeline> {
    /// The driver keeps a text prepared; long ones would be many, and rarely come again.
    private static final int MOST = 16;

    private static final Pattern NAME = Pattern.compile("(?<!:):(\\w+)");

    private @Nullable Transaction transaction;

    /// Outside of any transaction; called by the library.
    public Pipeline() {
        this(null);
    }

    private Pipeline(@Nullable Transaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Pipeline createCopy() {
        return new Pipeline(transaction);
    }

    static Pipeline of(Handle tx) {
        return tx.getConfig(Pipeline.class);
    }

    /// A transaction has begun.
    static void begin(Handle handle) {
        of(handle).transaction = new Transaction(handle, new ArrayList<>());
    }

    /// The transaction is over, or will be taken back: what is still kept is not done.
    static void forget(Handle handle) {
        of(handle).transaction = null;
    }

    void keep(Unawaited update) {
        if (transaction == null) {
            throw new IllegalStateException("what nobody waits for needs a transaction");
        }
        transaction.kept.add(update);
        if (transaction.kept.size() == MOST) {
            settle();
        }
    }

    /// Sends all that is kept.
    void settle() {
        if (transaction != null && !transaction.kept.isEmpty()) {
            int _ = transaction.send("", PreparedStatement::getUpdateCount);
        }
    }

    /// Sends all that is kept, and something without arguments after it, in the same trip.
    ///
    /// @param read what comes of the latter
    <T> T end(String last, Reading<T> read) {
        return Objects.requireNonNull(transaction, "no transaction").send(last, read);
    }

    /// Reads the present result of a statement.
    interface Reading<T> {
        T read(PreparedStatement statement) throws SQLException;
    }

    private record Transaction(Handle handle, List<Unawaited> kept) {
        <T> T send(String last, Reading<T> read) {
            var updates = List.copyOf(kept);
            kept.clear();
            var sql = new StringBuilder();
            for (int i = 0; i < updates.size(); i++) {
                var named = NAME.matcher(updates.get(i).sql()).replaceAll(":$1_" + i);
                sql.append(named).append(";\n");
            }
            try (var all = handle.createUpdate(sql.append(last).toString())) {
                for (int i = 0; i < updates.size(); i++) {
                    var suffix = "_" + i;
                    updates.get(i)
                            .arguments()
                            .forEach((name, value) -> all.bind(name + suffix, value));
                }
                return all.execute(
                        (executed, _) -> {
                            var statement = executed.get();
                            for (int i = 0; i < updates.size(); i++) {
                                statement.getMoreResults();
                            }
                            return read.read(statement);
                        });
            }
        }
    }

    /// Sends what is kept before every other statement of its transaction.
    static final class First implements StatementCustomizer {
        @Override
        public void beforeExecution(PreparedStatement statement, StatementContext context) {
            context.getConfig(Pipeline.class).settle();
        }
    }
}
