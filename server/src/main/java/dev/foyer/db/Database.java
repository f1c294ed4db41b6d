package dev.foyer.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The pool of connections and the ways to use one: [#read], [#write] and [#tally]. Safe for use by
/// many threads.
///
/// Every connection bounds its statements and its waits for locks, so that nothing hangs on a sick
/// database.
public final class Database implements AutoCloseable {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE_TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

    /// How long a request waits for a connection before it is answered 503.
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(3);

    /// Just above the bound on a statement: a network that falls silent is noticed then. Statements
    /// that go in one trip (see [Unawaited]) may take longer together; then nobody knows what came
    /// of them, and nothing is believed.
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(12);

    /// Of a node, however many cores it has: with 6 of them changes queued for turns while two
    /// cores had time left, and so did they with 12 where many waited for the disk at once; with 24
    /// they were no faster than with 16 (`./foyer bench mixed`).
    private static final int CONNECTIONS = 16;

    /// Kept open when nobody asks.
    private static final int IDLE_CONNECTIONS = 8;

    /// Requests that wait for each connection. At ten milliseconds each, which is long for one of
    /// ours, the last of them is served just within its patience.
    private static final int WAITING_FOR_EACH = 200;

    /// Transactions may wait for each other, and would take all connections: a quarter is left to
    /// those who only ask.
    private static final int WRITERS = CONNECTIONS - CONNECTIONS / 4;

    /// Of these, the counts of a flood's tries may have a third, so that there is room for changes,
    /// and the flood does not drive reads from the cores (`./foyer bench flood`). A node that is
    /// busy with changes refuses sign-ins first.
    private static final int COUNTERS = WRITERS / 3;

    /// Characters of a statement's arguments in a recording; the library fails with less than
    /// these, which are its own.
    private static final int NO_VALUES = 2;

    /// How long ago the last answer may be where all connections are busy.
    private static final Duration FRESH = Duration.ofSeconds(2);

    /// What [#tellChanges] tells, and the triggers of V17, where all of it may have changed.
    public static final String EVERYTHING = "*";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Turns turns;
    private final List<Turns> toRead;
    private final List<Turns> toWrite;
    private final List<Turns> toCount;
    private final DatabaseUrl url;
    private volatile @Nullable Consumer<String> listener;
    private volatile long lastAnswer = System.nanoTime() - FRESH.toNanos();

    private Database(HikariDataSource pool, DatabaseUrl url) {
        this.pool = pool;
        this.url = url;
        this.jdbi = Jdbi.create(pool);
        var writers = new Turns(WRITERS, WRITERS * WAITING_FOR_EACH);
        var counters = new Turns(COUNTERS, COUNTERS * WAITING_FOR_EACH);
        this.turns = new Turns(CONNECTIONS, CONNECTIONS * WAITING_FOR_EACH);
        this.toRead = List.of(turns);
        this.toWrite = List.of(writers, turns);
        this.toCount = List.of(counters, writers, turns);
        // A statement's arguments are addresses, hashes and letters: none of them belongs into a
        // log, or into a recording of the JVM's.
        jdbi.getConfig(StatementExceptions.class)
                .setMessageRendering(StatementExceptions.MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class)
                .setJfrParamMaxLength(NO_VALUES)
                // Ours are texts, not templates, which are filled in anew for each statement.
                .setTemplateEngine(TemplateEngine.NOP)
                .addCustomizer(new Pipeline.First());
        // Many rows travel as one parameter for each column, for `unnest`.
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(Long.class, "bigint");
    }

    /// Opens the pool; the first connection is made before this returns.
    public static Database open(DatabaseUrl url) {
        var config = new HikariConfig();
        config.setPoolName("foyer");
        config.setJdbcUrl(url.jdbc());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(IDLE_CONNECTIONS);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        config.setValidationTimeout(1_000);
        config.addDataSourceProperty("ApplicationName", "foyer");
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("socketTimeout", Long.toString(SOCKET_TIMEOUT.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("options", options());
        return new Database(new HikariDataSource(config), url);
    }

    /// Questions: each statement for itself.
    public <T> T read(Function<Handle, T> work) {
        return inTurn(toRead, work);
    }

    /// One transaction: all of the work, or nothing when it throws or returns something [Undone].
    /// No network call and no hashing may happen in it. What it returns lasts; where it throws an
    /// outage ([Failures#isOutage]), all of the work may have been done.
    ///
    /// @throws IllegalStateException within another one on the same thread
    public <T> T write(Function<Handle, T> work) {
        return inTurn(toWrite, tx -> transaction(tx, work, Ending.TELLING, listener));
    }

    /// [#write] for counts that are no promise to anybody: the last ones may be lost where the
    /// database server crashes, since nobody waits for the disk; and none of what is changed may be
    /// something that nodes remember, since nobody is told.
    public <T> T tally(Function<Handle, T> work) {
        return inTurn(toCount, tx -> transaction(tx, work, Ending.HURRYING, null));
    }

    private static <T> T transaction(
            Handle handle,
            Function<Handle, T> work,
            Ending ending,
            @Nullable Consumer<String> told) {
        if (handle.isInTransaction()) {
            throw new IllegalStateException("a transaction in a transaction");
        }
        handle.begin();
        Pipeline.begin(handle);
        var changed = "";
        try {
            var result = work.apply(handle);
            if (result instanceof Undone) {
                Pipeline.forget(handle);
                handle.rollback();
            } else {
                // For as long as nobody knows whether the commit came through, and what it changed.
                changed = EVERYTHING;
                changed = ending.commit(handle);
            }
            return result;
        } catch (Throwable e) {
            // On a connection that still answers nothing is left of what was refused.
            if (isRolledBack(handle, e) && e instanceof Ending.Refused) {
                changed = "";
            }
            throw e;
        } finally {
            if (told != null) {
                told.accept(changed);
            }
        }
    }

    /// [#write] without a result.
    public void change(Consumer<Handle> work) {
        write(
                handle -> {
                    work.accept(handle);
                    return true;
                });
    }

    /// From now on tells what each [#write] has changed, as the triggers of V17 put it, or an empty
    /// text; before its caller goes on, and on the caller's thread.
    public void tellChanges(Consumer<String> listener) {
        this.listener = listener;
    }

    /// Listens to channels on a connection outside the pool.
    public Notices listen(List<String> channels) throws SQLException {
        return Notices.open(url, channels);
    }

    /// Makes the connections of the pool anew, each once it is free: after a change of servers they
    /// ask the one that answers now.
    public void reconnect() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /// Whether the database answers. Where every connection is in use, a probe does not queue
    /// behind requests, and call a busy node a broken one: then the last answer tells.
    public boolean isReady() {
        if (!turns.tryAcquireUninterruptibly(Duration.ZERO)) {
            return System.nanoTime() - lastAnswer < FRESH.toNanos();
        }
        try {
            return jdbi.withHandle(
                            handle -> handle.createQuery("select 1").mapTo(Integer.class).one())
                    == 1;
        } catch (RuntimeException _) {
            return false;
        } finally {
            turns.release();
        }
    }

    /// How busy the pool is.
    ///
    /// @param open connections to the database
    /// @param busy those in use
    /// @param most that it opens
    public record Load(int open, int busy, int most) {}

    /// How busy the pool is now.
    public Load load() {
        var now = pool.getHikariPoolMXBean();
        return new Load(
                now.getTotalConnections(), now.getActiveConnections(), pool.getMaximumPoolSize());
    }

    /// Those who wait for a connection queue here, in order, and not in the pool: its hand-over
    /// from one thread to another starves under many virtual threads. Behind the last turn there is
    /// a connection, or one that is just being opened.
    ///
    /// @param queues where a turn has to be had, one after the other
    private <T> T inTurn(List<Turns> queues, Function<Handle, T> work) {
        long deadline = System.nanoTime() + WAIT_FOR_CONNECTION.toNanos();
        int had = 0;
        try {
            for (var queue : queues) {
                var left = Duration.ofNanos(deadline - System.nanoTime());
                if (!queue.tryAcquireUninterruptibly(left)) {
                    throw new ConnectionException(
                            new SQLTransientConnectionException("no connection came free in time"));
                }
                had++;
            }
            var result = jdbi.withHandle(work::apply);
            lastAnswer = System.nanoTime();
            return result;
        } finally {
            queues.subList(0, had).reversed().forEach(Turns::release);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static boolean isRolledBack(Handle handle, Throwable cause) {
        Pipeline.forget(handle);
        try {
            handle.rollback();
            return true;
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
            return false;
        }
    }

    private static String options() {
        return "-c jit=off -c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
                .formatted(
                        STATEMENT_TIMEOUT.toMillis(),
                        LOCK_TIMEOUT.toMillis(),
                        IDLE_TRANSACTION_TIMEOUT.toMillis());
    }
}
