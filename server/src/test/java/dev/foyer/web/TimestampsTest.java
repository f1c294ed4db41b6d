package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

/// Times as other databases write them.
class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2024-02-29T01:02:03Z, 2024-02-29T01:02:03Z",
        "2024-02-29 01:02:03.123456+03, 2024-02-28T22:02:03.123456Z",
        "2024-02-29 01:02:03.123456789+03:00, 2024-02-28T22:02:03.123456Z",
        "2024-02-29T01:02-0530, 2024-02-29T06:32:00Z",
        "2024-02-29t01:02:03, 2024-02-29T01:02:03Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z"
    })
    void a_time_is_read(String text, Instant expected) {
        assertThat(Timestamps.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2023-02-29T01:02:03Z",
                "2024-01-01",
                "0000-01-01T00:00:00Z",
                "10000-01-01T00:00:00Z",
                // Years of their own place, and not of UTC.
                "0001-01-01T00:00:00+18:00",
                "9999-12-31T23:59:59-18:00",
                "2024-01-01T25:00Z",
                "2024-01-01T00:00:00+19:00",
                "1700000000",
                "2024-01-01T00:00:00Z; drop table"
            })
    void anything_else_is_none(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
    }

    @Test
    void a_long_text_is_not_even_looked_at() {
        assertThat(Timestamps.parse(" ".repeat(100) + "2024-01-01T00:00:00Z")).isEmpty();
    }
}
