package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.Eventually;
import dev.foyer.app.TestDatabase;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

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
        crowd(4, () -> database.tally(this::hold));

        database.change(tx -> assertThat(one(tx)).isEqualTo(1));
        assertThat(database.<Integer>read(ConnectionSharesTest::one)).isEqualTo(1);
        assertThat(inside).hasValue(4);
    }

    @Test
    void changes_leave_room_for_reads() throws InterruptedException {
        crowd(12, () -> database.write(this::hold));

        assertThat(database.<Integer>read(ConnectionSharesTest::one)).isEqualTo(1);
        assertThat(inside).hasValue(12);
    }

    /// Has many begin a transaction at once, and returns when so many of them are in theirs.
    private void crowd(int most, Callable<Boolean> transaction) throws InterruptedException {
        for (int i = 0; i < CROWD; i++) {
            var _ = threads.submit(transaction);
        }
        Eventually.holds("all turns are taken", Duration.ofSeconds(2), () -> inside.get() >= most);
    }

    /// Stays in its transaction until the test ends.
    private boolean hold(Handle tx) {
        assertThat(one(tx)).isEqualTo(1);
        inside.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return true;
    }

    private static int one(Handle handle) {
        return handle.createQuery("select 1").mapTo(Integer.class).one();
    }
}
