package dev.foyer.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.app.TestDatabase;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Two transactions that wait for each other.
class DeadlockTest {
    @Test
    void the_one_that_gives_way_may_come_again() throws Exception {
        try (var database = Database.open(DatabaseUrl.parse(TestDatabase.fresh()).orElseThrow());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.change(tx -> tx.execute("create table pair as select 1 as id union select 2"));
            var met = new CyclicBarrier(2);

            var failed = new ArrayList<Throwable>();
            for (var end :
                    threads.invokeAll(
                            List.of(taking(database, met, 1, 2), taking(database, met, 2, 1)))) {
                try {
                    var _ = end.get();
                } catch (ExecutionException e) {
                    failed.add(e.getCause());
                }
            }

            assertThat(failed).singleElement().matches(Failures::isOutage);
        }
    }

    private static Callable<Boolean> taking(
            Database database, CyclicBarrier met, int first, int second) {
        return () ->
                database.write(
                        tx -> {
                            tx.execute("select from pair where id = ? for update", first);
                            meet(met);
                            tx.execute("select from pair where id = ? for update", second);
                            return true;
                        });
    }

    private static void meet(CyclicBarrier met) {
        try {
            var _ = met.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
