package dev.foyer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            longs = {0, 1, 127, 128, 255, 256, 257, 1_000_000, 3_600_000_000_000L, Long.MAX_VALUE})
    void a_single_value_is_told_again_never_as_less(long nanoseconds) {
        var latencies = new Latencies();
        latencies.add(nanoseconds);

        assertThat(latencies.milliseconds(0.5))
                .isBetween(nanoseconds / 1e6, nanoseconds / 1e6 * (1 + 1 / 128.0));
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
