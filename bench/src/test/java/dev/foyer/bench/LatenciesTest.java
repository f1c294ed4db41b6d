package dev.foyer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// Percentiles out of a histogram.
class LatenciesTest {
    @Test
    void percentiles_are_those_of_the_values_to_one_part_in_a_hundred() {
        var latencies = new Latencies();
        for (int micros = 1; micros <= 10_000; micros++) {
            latencies.add(micros * 1_000L);
        }

        assertThat(latencies.count()).isEqualTo(10_000);
        assertThat(latencies.milliseconds(0.5)).isCloseTo(5.0, within(0.05));
        assertThat(latencies.milliseconds(0.99)).isCloseTo(9.9, within(0.099));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 2047, 2048, 2049, 1_000_000, 3_599_999_999_999L, 7_200_000_000_000L})
    void a_single_value_is_told_again_never_as_less(long nanoseconds) {
        var latencies = new Latencies();
        latencies.add(nanoseconds);

        assertThat(latencies.milliseconds(0.5))
                .isBetween(nanoseconds / 1e6, nanoseconds / 1e6 * 1.001);
    }

    @Test
    void what_takes_longer_than_two_hours_counts_as_two_hours() {
        var latencies = new Latencies();
        latencies.add(Long.MAX_VALUE);

        assertThat(latencies.milliseconds(1)).isCloseTo(7_200_000, within(7_200.0));
    }

    @Test
    void what_a_coarser_one_has_counted_is_told_never_as_less() {
        var coarse = new Histogram(60_000_000_000L, 2);
        for (int i = 0; i < 3; i++) {
            coarse.recordValue(20_000_001);
        }
        coarse.recordValue(55_000_000_000L);

        var latencies = Latencies.of(coarse);

        assertThat(latencies.count()).isEqualTo(4);
        assertThat(latencies.milliseconds(0.5)).isBetween(20.000001, 20.2);
        assertThat(latencies.milliseconds(1)).isBetween(55_000.0, 55_500.0);
    }

    @Test
    void one_program_tells_another_all_of_it() {
        var here = new Latencies();
        for (int micros = 1; micros <= 1_000; micros++) {
            here.add(micros * 1_000L);
        }
        here.add(7_000_000_000_000L);

        var there = Latencies.ofWord(here.word());

        assertThat(here.word()).doesNotContainAnyWhitespaces();
        assertThat(there.count()).isEqualTo(1_001);
        for (var share : List.of(0.0, 0.1, 0.5, 0.99, 1.0)) {
            assertThat(there.milliseconds(share)).isEqualTo(here.milliseconds(share));
        }
        there.addAll(new Latencies());
        assertThat(there.count()).isEqualTo(1_001);
    }

    @Test
    void what_several_threads_saw_adds_up() {
        var one = new Latencies();
        var other = new Latencies();
        one.add(1_000_000);
        one.add(1_000_000);
        other.add(9_000_000);

        one.addAll(other);

        assertThat(one.count()).isEqualTo(3);
        assertThat(one.milliseconds(0.5)).isCloseTo(1, within(0.01));
        assertThat(one.milliseconds(0.99)).isCloseTo(9, within(0.09));
    }
}
