package dev.foyer.password;

import dev.foyer.people.Reply;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/// People who do something at the same moment.
final class AtOnce {
    private AtOnce() {}

    /// What each of them was answered, in their order.
    static List<Reply> all(List<Callable<Reply>> people) throws Exception {
        var start = new CyclicBarrier(people.size());
        var runners =
                people.stream()
                        .<Callable<Reply>>map(
                                person ->
                                        () -> {
                                            start.await();
                                            return person.call();
                                        })
                        .toList();
        var replies = new ArrayList<Reply>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(runners)) {
                replies.add(future.get());
            }
        }
        return replies;
    }
}
