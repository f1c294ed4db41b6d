package dev.foyer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/// Whether a figure reaches what it should.
class LineTest {
    private static final Samples FOYER = new Samples(List.of(80.0, 90.0, 100.0));
    private static final Samples LIMIT = new Samples(List.of(100.0, 100.0, 100.0));

    @Test
    void the_median_of_the_ratios_decides() {
        var line = Line.beside("rate", "1/s", FOYER, LIMIT);

        assertThat(reach(line.atLeastOfLimit(0.9))).isEqualTo("at least 0.9 of the limit: met");
        assertThat(reach(line.atLeastOfLimit(0.91)))
                .isEqualTo("at least 0.91 of the limit: not met");
        assertThat(reach(line.atMostOfLimit(0.9))).endsWith(": met");
        assertThat(reach(line.atMostOfLimit(0.89))).endsWith(": not met");
    }

    @Test
    void a_bound_of_a_figure_is_held_against_its_median() {
        var line = Line.alone("latency", "ms", FOYER);

        assertThat(reach(line.under(90))).isEqualTo("under 90.0: not met");
        assertThat(reach(line.under(90.1))).isEqualTo("under 90.1: met");
    }

    @Test
    void nothing_must_be_nothing_in_every_round() {
        var sometimes = new Samples(List.of(0.0, 0.0, 1.0));

        assertThat(reach(Line.alone("errors", "1", sometimes).none())).isEqualTo("none: not met");
        assertThat(reach(Line.alone("errors", "1", new Samples(List.of(0.0))).none()))
                .isEqualTo("none: met");
    }

    private static String reach(Line line) {
        return Objects.requireNonNull(line.reach()).text();
    }
}
