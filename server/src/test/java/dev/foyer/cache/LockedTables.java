package dev.foyer.cache;

import dev.foyer.app.Shop;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Somebody holds the tables of which nodes remember something: whoever asks one of them waits.
public final class LockedTables {
    private LockedTables() {}

    /// Does this work meanwhile.
    public static void during(Shop shop, Callable<Void> work) throws Exception {
        try (var holder = Executors.newSingleThreadExecutor()) {
            var locked = new CountDownLatch(1);
            var done = new CountDownLatch(1);
            var holding = holder.submit(() -> hold(shop, locked, done));
            if (!locked.await(20, TimeUnit.SECONDS)) {
                holding.get();
            }
            try {
                var _ = work.call();
            } finally {
                done.countDown();
            }
            holding.get();
        }
    }

    private static void hold(Shop shop, CountDownLatch locked, CountDownLatch done) {
        shop.database()
                .change(
                        tx -> {
                            tx.execute("set local idle_in_transaction_session_timeout = 0");
                            tx.execute(
                                    """
                                    lock table session, customer, email_address, address
                                        in access exclusive mode
                                    """);
                            locked.countDown();
                            try {
                                done.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
    }
}
