package dev.foyer.db;

import com.google.errorprone.annotations.CompileTimeConstant;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A query that goes in one trip with what its transaction keeps of [Unawaited] updates, and sees
/// what they did; outside of a transaction a query like any other. Where one of them fails, it is
/// this that throws. Used by one thread.
public final class Awaited {
    private final Handle handle;
    private final String sql;
    private final Map<String, @Nullable Object> arguments = new HashMap<>();

    private Awaited(Handle handle, String sql) {
        this.handle = handle;
        this.sql = sql;
    }

    /// A query with names for its arguments after colons.
    public static Awaited query(Handle handle, @CompileTimeConstant String sql) {
        return new Awaited(handle, sql);
    }

    /// Gives an argument.
    public Awaited bind(String name, @Nullable Object value) {
        arguments.put(name, value);
        return this;
    }

    /// Reads the present row.
    public interface Row<T> {
        /// The row's content.
        T read(ResultSet row) throws SQLException;
    }

    /// Asks for the one row, if there is one.
    ///
    /// @throws IllegalStateException where there are more
    public <T> Optional<T> findOne(Row<T> row) {
        return Pipeline.after(
                handle, new Pipeline.Part(sql, arguments), statement -> only(statement, row));
    }

    private static <T> Optional<T> only(PreparedStatement statement, Row<T> row)
            throws SQLException {
        try (var rows = statement.getResultSet()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            var found = Optional.of(row.read(rows));
            if (rows.next()) {
                throw new IllegalStateException("several rows where one was expected");
            }
            return found;
        }
    }
}
