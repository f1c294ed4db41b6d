package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.TestDatabase;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Nobody takes all connections: counts leave some to changes, changes some to reads.
class ConnectionSharesTest {
    /// More than there are connections.
    private static final int CROWD = 40;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseUrl.parse(TestDatabase.fresh()).orElseThrow());
    }

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
        database.close();
    }

    @Test
    void counts_leave_room_for_changes_and_reads() throws InterruptedException {
        crowd(4, work -> database.tally(tx -> done(work, tx)));

        database.change(tx -> assertThat(one(tx)).isEqualTo(1));
        assertThat(database.<Integer>read(ConnectionSharesTest::one)).isEqualTo(1);
        assertThat(inside).hasValue(4);
    }

    @Test
    void changes_leave_room_for_reads() throws InterruptedException {
        crowd(8, work -> database.write(tx -> done(work, tx)));

        assertThat(database.<Integer>read(ConnectionSharesTest::one)).isEqualTo(1);
        assertThat(inside).hasValue(8);
    }

    /// Has many ask at once, and returns when so many of them stand at it and hold their
    /// connections.
    private void crowd(int most, Consumer<Consumer<Handle>> transaction)
            throws InterruptedException {
        for (int i = 0; i < CROWD; i++) {
            var _ = threads.submit(() -> transaction.accept(this::hold));
        }
        Eventually.holds("all turns are taken", Duration.ofSeconds(2), () -> inside.get() >= most);
    }

    private void hold(Handle tx) {
        assertThat(one(tx)).isEqualTo(1);
        inside.incrementAndGet();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean done(Consumer<Handle> work, Handle tx) {
        work.accept(tx);
        return true;
    }

    private static int one(Handle handle) {
        return handle.createQuery("select 1").mapTo(Integer.class).one();
    }
}
