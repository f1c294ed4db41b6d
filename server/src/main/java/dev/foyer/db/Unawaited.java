package dev.foyer.db;

import com.google.errorprone.annotations.CompileTimeConstant;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// An update of a transaction whose outcome nobody waits for. It is kept until something else is
/// asked in the transaction, or until that ends, and goes to the server together with what else is
/// kept, and with an [Awaited] query or the commit, in order and in one trip. Nothing in the
/// transaction can tell the difference, but that a failure comes later than what failed, out of
/// another statement. Used by one thread, as its transaction is.
public final class Unawaited {
    private final Pipeline pipeline;
    private final String sql;
    private final Map<String, @Nullable Object> arguments = new HashMap<>();

    private Unawaited(Pipeline pipeline, String sql) {
        this.pipeline = pipeline;
        this.sql = sql;
    }

    /// An update of this transaction, with names for its arguments after colons.
    public static Unawaited update(Handle tx, @CompileTimeConstant String sql) {
        return new Unawaited(Pipeline.of(tx), sql);
    }

    /// Sends all that a transaction keeps: before what the library does not see, or for as many
    /// trips as another way makes.
    public static void settle(Handle tx) {
        Pipeline.of(tx).settle();
    }

    /// Gives an argument.
    public Unawaited bind(String name, @Nullable Object value) {
        arguments.put(name, value);
        return this;
    }

    /// Has it done, now or later.
    ///
    /// @throws IllegalStateException where there is no transaction
    public void send() {
        pipeline.keep(new Pipeline.Part(sql, arguments));
    }
}
