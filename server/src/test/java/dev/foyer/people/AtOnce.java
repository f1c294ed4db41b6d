package dev.foyer.people;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Many who do something at once.
public final class AtOnce {
    private AtOnce() {}

    /// All at the same moment; what came of each, in their order.
    public static <T> List<T> all(List<Callable<T>> people) throws Exception {
        var start = new CyclicBarrier(people.size());
        var runners =
                people.stream()
                        .<Callable<T>>map(
                                person ->
                                        () -> {
                                            start.await();
                                            return person.call();
                                        })
                        .toList();
        return run(Executors.newVirtualThreadPerTaskExecutor(), runners);
    }

    /// So many at a time, until all have had their turn; what came of each, in their order.
    public static <T> List<T> inTurns(int atATime, List<Callable<T>> people) throws Exception {
        return run(Executors.newFixedThreadPool(atATime), people);
    }

    private static <T> List<T> run(ExecutorService pool, List<Callable<T>> people)
            throws Exception {
        try (pool) {
            var results = new ArrayList<T>();
            for (var future : pool.invokeAll(people)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
