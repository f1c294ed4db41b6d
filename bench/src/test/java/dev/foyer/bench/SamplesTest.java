package dev.foyer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Medians and ratios of rounds.
class SamplesTest {
    @Test
    void the_median_of_an_even_count_lies_between_the_two_in_the_middle() {
        assertThat(new Samples(List.of(9.0, 1.0, 3.0)).median()).isEqualTo(3);
        assertThat(new Samples(List.of(9.0, 1.0, 3.0, 5.0)).median()).isEqualTo(4);
    }

    @Test
    void a_ratio_pairs_the_rounds_in_which_both_were_measured() {
        var ours = new Samples(List.of(80.0, 30.0, 90.0));
        var limit = new Samples(List.of(100.0, 50.0, 100.0));

        assertThat(ours.over(limit).values()).containsExactly(0.8, 0.6, 0.9);
        assertThat(Figures.spread(ours.over(limit))).isEqualTo("0.800 (0.600–0.900)");
    }
}
