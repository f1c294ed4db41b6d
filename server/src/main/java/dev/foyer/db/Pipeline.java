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
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// What a transaction keeps of its [Unawaited] updates. The library hands it on from a connection
/// to the statements on it. Used by one thread.
public final class Pipeline implements JdbiConfig<Pipeline> {
    /// The driver keeps a text prepared; long ones would be many, and rarely come again.
    private static final int MOST = 16;

    private static final Pattern NAME = Pattern.compile("(?<!:):(\\w+)");

    /// Few, since statements are constants of the code.
    private static final Map<Placed, String> NUMBERED = new ConcurrentHashMap<>();

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

    /// One statement.
    ///
    /// @param sql with names for its arguments after colons
    record Part(String sql, Map<String, @Nullable Object> arguments) {
        private static Part plain(String sql) {
            return new Part(sql, Map.of());
        }
    }

    /// A statement at its place among those that go together, where its names must be its own.
    private record Placed(int place, String sql) {
        String text() {
            return NAME.matcher(sql).replaceAll(":$1_" + place);
        }
    }

    void keep(Part update) {
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
            int _ = transaction.send(Part.plain(""), PreparedStatement::getUpdateCount);
        }
    }

    /// Sends all that is kept, and something without arguments after it, in the same trip.
    ///
    /// @param read what comes of the latter
    <T> T end(String last, Reading<T> read) {
        return Objects.requireNonNull(transaction, "no transaction").send(Part.plain(last), read);
    }

    /// Sends all that is kept, if this is a transaction, and one more after it, in the same trip.
    ///
    /// @param read what comes of the latter
    static <T> T after(Handle handle, Part last, Reading<T> read) {
        var transaction = of(handle).transaction;
        var kept = transaction == null ? new Transaction(handle, new ArrayList<>()) : transaction;
        return kept.send(last, read);
    }

    /// Reads the present result of a statement.
    interface Reading<T> {
        T read(PreparedStatement statement) throws SQLException;
    }

    private record Transaction(Handle handle, List<Part> kept) {
        <T> T send(Part last, Reading<T> read) {
            var parts = new ArrayList<>(kept);
            kept.clear();
            parts.add(last);
            var sql = new StringJoiner(";\n");
            for (int i = 0; i < parts.size(); i++) {
                sql.add(NUMBERED.computeIfAbsent(new Placed(i, parts.get(i).sql()), Placed::text));
            }
            try (var all = handle.createUpdate(sql.toString())) {
                for (int i = 0; i < parts.size(); i++) {
                    var suffix = "_" + i;
                    parts.get(i)
                            .arguments()
                            .forEach((name, value) -> all.bind(name + suffix, value));
                }
                return all.execute(
                        (executed, _) -> {
                            var statement = executed.get();
                            for (int i = 1; i < parts.size(); i++) {
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
