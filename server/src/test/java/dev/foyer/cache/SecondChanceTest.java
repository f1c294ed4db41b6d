package dev.foyer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// What is kept where not everything can be.
class SecondChanceTest {
    private final SecondChance<Integer, String> map = new SecondChance<>(100);

    @Test
    void what_fits_is_kept() {
        putEach(0, 100, 1);
        assertThat(kept(0, 100)).isEqualTo(100);
    }

    @Test
    void who_comes_when_it_is_full_makes_another_one_go() {
        putEach(0, 1000, 1);
        assertThat(kept(0, 1000)).isEqualTo(100);
    }

    @Test
    void what_is_read_stays_and_what_nobody_reads_goes() {
        putEach(0, 100, 1);
        for (int number = 100; number < 140; number++) {
            assertThat(kept(0, 50)).as("before %d came", number).isEqualTo(50);
            put(number, 1);
        }
        assertThat(kept(0, 50)).isEqualTo(50);
        assertThat(kept(0, 140)).isEqualTo(100);
    }

    @Test
    void where_everything_was_read_somebody_has_to_go_all_the_same() {
        putEach(0, 100, 1);
        assertThat(kept(0, 100)).isEqualTo(100);
        put(100, 1);
        assertThat(kept(0, 101)).isEqualTo(100);
    }

    @Test
    void a_heavy_one_makes_many_go() {
        putEach(0, 100, 1);
        put(100, 60);
        assertThat(kept(0, 100)).isLessThanOrEqualTo(40);
    }

    @Test
    void one_that_is_too_heavy_is_not_kept_and_leaves_room() {
        put(1, 101);
        assertThat(map.get(1)).isNull();
        putEach(10, 110, 1);
        assertThat(kept(10, 110)).isEqualTo(100);
    }

    @Test
    void what_is_replaced_or_removed_weighs_nothing_any_more() {
        for (int time = 0; time < 10; time++) {
            put(1, 90);
        }
        putEach(10, 20, 1);
        assertThat(kept(10, 20)).isEqualTo(10);
        map.remove(1);
        map.remove(1);
        assertThat(map.get(1)).isNull();
        putEach(20, 110, 1);
        assertThat(kept(10, 110)).isEqualTo(100);
    }

    @Test
    void what_grows_makes_others_go_and_what_is_gone_cannot_grow() {
        putEach(0, 100, 1);
        assertThat(map.get(7)).isNotNull();
        map.weigh(7, "thing", _ -> 61);
        map.weigh(7, "thing", _ -> 61);
        assertThat(map.get(7)).isNotNull();
        assertThat(kept(0, 100)).isEqualTo(40);
        map.remove(7);
        map.weigh(7, "thing", _ -> 61);
        map.weigh(99, "another thing", _ -> 61);
        putEach(100, 161, 1);
        assertThat(kept(61, 161)).as("the weight of what is gone is free").isEqualTo(100);
    }

    @Test
    void a_large_map_of_which_all_is_always_read_keeps_its_bound_too() {
        var large = new SecondChance<Integer, String>(30_000);
        for (int number = 0; number < 30_000; number++) {
            large.put(number, new Entry<>("thing", 0, 0, 0, 1));
        }
        for (int number = 30_000; number < 30_100; number++) {
            large.put(number, new Entry<>("thing", 0, 0, 0, 1));
            IntStream.range(0, 30_100).forEach(large::get);
        }
        long kept = IntStream.range(0, 30_100).filter(each -> large.get(each) != null).count();
        assertThat(kept).isBetween(29_990L, 30_010L);
    }

    @Test
    void many_at_once_stay_within_the_bound() throws InterruptedException {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int each = 0; each < 50; each++) {
                int first = each * 20;
                threads.execute(
                        () -> {
                            awaited(start);
                            putEach(first, first + 40, 1);
                            IntStream.range(first, first + 40).forEach(map::get);
                            map.remove(first + 7);
                        });
            }
            start.countDown();
        }
        assertThat(kept(0, 2000)).isBetween(50, 100);
        putEach(2000, 2100, 1);
        assertThat(kept(0, 2100)).as("nothing was counted twice, or not at all").isEqualTo(100);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(int number, int weight) {
        map.put(number, new Entry<>("thing", 0, 0, 0, weight));
    }

    private void putEach(int from, int to, int weight) {
        for (int number = from; number < to; number++) {
            put(number, weight);
        }
    }

    /// How many of them are there; all that are have been read by that.
    private int kept(int from, int to) {
        return (int) IntStream.range(from, to).filter(number -> map.get(number) != null).count();
    }
}
