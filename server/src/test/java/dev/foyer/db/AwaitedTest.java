package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.app.Eventually;
import dev.foyer.app.TestDatabase;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A query that takes along what nobody waits for.
class AwaitedTest {
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseUrl.parse(TestDatabase.fresh()).orElseThrow());
        database.change(tx -> tx.execute("create table word (id int primary key, text text)"));
        database.change(tx -> tx.execute("insert into word values (1, 'bir'), (2, 'iki')"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void it_sees_what_went_before_it_in_the_same_trip() {
        var trips = new AtomicInteger();

        Optional<String> seen =
                database.write(
                        tx -> {
                            write(tx, 1, "üç");
                            write(tx, 1, "dört");
                            tx.getConfig(SqlStatements.class).setSqlLogger(counting(trips));
                            return text(tx, 1);
                        });

        assertThat(seen).contains("dört");
        // It, and the commit.
        assertThat(trips).hasValue(2);
    }

    @Test
    void outside_of_a_transaction_it_is_a_query() {
        assertThat(database.<Optional<String>>read(handle -> text(handle, 2))).contains("iki");
        assertThat(database.<Optional<String>>read(handle -> text(handle, 3))).isEmpty();
    }

    @Test
    void of_several_rows_none_is_the_one() {
        assertThatThrownBy(
                        () ->
                                database.read(
                                        handle ->
                                                Awaited.query(handle, "select text from word")
                                                        .findOne(row -> row.getString(1))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void it_throws_what_they_failed_of() {
        assertThatThrownBy(
                        () ->
                                database.change(
                                        tx -> {
                                            Unawaited.update(tx, "insert into word values (1, '')")
                                                    .send();
                                            var _ = text(tx, 2);
                                        }))
                .isInstanceOf(UnableToExecuteStatementException.class)
                .matches(Failures::isTaken);
    }

    @Test
    void who_waited_for_a_row_sees_what_was_done_meanwhile() throws Exception {
        var held = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = threads.submit(() -> holdUntilWaitedFor(held));
            assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

            // The lock is on one row, what is read stands in another.
            Optional<String> seen =
                    database.write(
                            tx -> {
                                Unawaited.update(tx, "select from word where id = 1 for update")
                                        .send();
                                return text(tx, 2);
                            });

            assertThat(other.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).contains("second");
        }
    }

    private boolean holdUntilWaitedFor(CountDownLatch held) {
        return database.write(
                tx -> {
                    write(tx, 1, "first");
                    write(tx, 2, "second");
                    Unawaited.settle(tx);
                    held.countDown();
                    return isSoonWaitedFor(tx);
                });
    }

    private static boolean isSoonWaitedFor(Handle tx) {
        try {
            Eventually.holdsWithin(
                    "somebody waits for us", Duration.ofSeconds(4), () -> isWaitedFor(tx));
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isWaitedFor(Handle tx) {
        return tx.createQuery(
                        """
                        select exists (select from pg_locks
                                        where not granted
                                          and pg_backend_pid() = any(pg_blocking_pids(pid)))
                        """)
                .mapTo(Boolean.class)
                .one();
    }

    private static SqlLogger counting(AtomicInteger trips) {
        return new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                trips.incrementAndGet();
            }
        };
    }

    private static void write(Handle tx, int id, String text) {
        Unawaited.update(tx, "update word set text = :text where id = :id")
                .bind("id", id)
                .bind("text", text)
                .send();
    }

    private static Optional<String> text(Handle handle, int id) {
        return Awaited.query(handle, "select text from word where id = :id")
                .bind("id", id)
                .findOne(row -> row.getString("text"));
    }
}
