package dev.foyer.login;

import dev.foyer.app.Eventually;
import dev.foyer.app.Shop;
import dev.foyer.people.Reply;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// An account that is closed while somebody comes in.
final class Closing {
    private static final String CLOSE = "update customer set is_active = false where id = ?";

    private Closing() {}

    /// Closes it, and commits only once the sign-in waits for the customer's row.
    static Reply during(Shop shop, long id, Callable<Reply> signIn) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return shop.database()
                    .write(
                            tx -> {
                                tx.execute(CLOSE, id);
                                var late = threads.submit(signIn);
                                awaitLock(shop, pid(tx), late);
                                return late;
                            })
                    .get();
        }
    }

    private static long pid(Handle tx) {
        return tx.createQuery("select pg_backend_pid()").mapTo(Long.class).one();
    }

    private static void awaitLock(Shop shop, long pid, Future<Reply> late) {
        var waiting =
                "select count(*) from pg_stat_activity where %d = any(pg_blocking_pids(pid))"
                        .formatted(pid);
        try {
            Eventually.holds(
                    "the sign-in waits or has ended",
                    Duration.ofSeconds(2),
                    () -> late.isDone() || shop.count(waiting) > 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        switch (late.state()) {
            case RUNNING -> {}
            case SUCCESS -> throw new AssertionError("it did not wait: " + late.resultNow().text());
            default -> throw new AssertionError("it did not wait", late.exceptionNow());
        }
    }
}
