package dev.foyer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The rank test against values worked out by hand, and on what it is for.
class RankTestTest {
    @Test
    void lots_that_do_not_overlap_are_told_apart() {
        // U = 0 of 25, mean 12.5, variance 25 * 11 / 12; z = 12 / 4.787 = 2.507.
        var test = RankTest.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0), List.of(6.0, 7.0, 8.0, 9.0, 10.0));

        assertThat(test.superiority()).isZero();
        assertThat(test.p()).isCloseTo(0.0122, within(0.0001));
    }

    @Test
    void ties_share_a_rank_and_lessen_the_variance() {
        // Ranks 1.5 1.5 4 4 4 6: the first lot has 1.5 + 4 + 4 = 9.5, so U = 3.5 of 9. One tie of
        // two and one of three: variance 9 / 12 * (7 - (6 + 24) / 30) = 4.5; distance 1 less 0.5.
        var test = RankTest.of(List.of(1.0, 2.0, 2.0), List.of(1.0, 2.0, 3.0));

        assertThat(test.superiority()).isCloseTo(3.5 / 9, within(1e-12));
        assertThat(test.p()).isCloseTo(0.8137, within(0.0001));
    }

    @Test
    void equal_lots_are_not_told_apart() {
        var same = List.of(4.0, 4.0, 4.0, 4.0);
        assertThat(RankTest.of(same, same)).isEqualTo(new RankTest(0.5, 1));
    }

    @Test
    void a_small_shift_is_found_in_five_hundred_samples_and_none_where_there_is_none() {
        var random = new Random(3);
        var known = new ArrayList<Double>();
        var unknown = new ArrayList<Double>();
        var shifted = new ArrayList<Double>();
        for (int i = 0; i < 500; i++) {
            known.add(30 + random.nextGaussian());
            unknown.add(30 + random.nextGaussian());
            shifted.add(30.4 + random.nextGaussian());
        }

        assertThat(RankTest.of(known, unknown).p()).isGreaterThan(0.01);
        assertThat(RankTest.of(shifted, unknown).p()).isLessThan(0.001);
        assertThat(RankTest.of(shifted, unknown).superiority()).isBetween(0.55, 0.7);
    }
}
