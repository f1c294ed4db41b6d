package dev.foyer.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Locale;

/// The time of a hook request and the spellings over which its hash may be computed (contract
/// B.2.1).
class HookTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2024-09-26 10:49:58.694785+00:00, 2024-09-26T10:49:58.694785+00:00,"
                + " 2024-09-26T10:49:58.694785+00:00",
        "2024-09-26T10:49:58.694785Z, 2024-09-26T10:49:58.694785+00:00,"
                + " 2024-09-26T10:49:58.694785+00:00",
        "2024-09-26T13:49:58.694785+03:00, 2024-09-26T13:49:58.694785+03:00,"
                + " 2024-09-26T10:49:58.694785+00:00",
        "2024-09-26T13:49:58.694785+0300, 2024-09-26T13:49:58.694785+03:00,"
                + " 2024-09-26T10:49:58.694785+00:00",
        "2024-09-26T13:49:58.694785+03, 2024-09-26T13:49:58.694785+03:00,"
                + " 2024-09-26T10:49:58.694785+00:00",
        "2024-09-25T18:19:58-09:30, 2024-09-25T18:19:58-09:30, 2024-09-26T03:49:58+00:00",
        "2024-12-04T14:30:00, 2024-12-04T14:30:00, 2024-12-04T14:30:00+00:00",
        "2024-12-04T14:30, 2024-12-04T14:30:00, 2024-12-04T14:30:00+00:00",
        "2024-12-04T14:30:00.000000Z, 2024-12-04T14:30:00+00:00, 2024-12-04T14:30:00+00:00",
        "2024-12-04T14:30:00.5Z, 2024-12-04T14:30:00.500000+00:00,"
                + " 2024-12-04T14:30:00.500000+00:00",
        "2024-12-04T14:30:00.000001999Z, 2024-12-04T14:30:00.000001+00:00,"
                + " 2024-12-04T14:30:00.000001+00:00",
        "2024-12-04T14:30:00.000000-00:00, 2024-12-04T14:30:00+00:00, 2024-12-04T14:30:00+00:00",
    })
    void it_is_spelled_as_sent_and_twice_as_Python_prints_it(String sent, String own, String utc) {
        assertThat(HookTime.parse(sent).orElseThrow().spellings()).containsExactly(sent, own, utc);
    }

    @Test
    void a_time_without_a_zone_is_UTC() {
        assertThat(HookTime.parse("2024-12-04T14:30:00").orElseThrow().instant())
                .isEqualTo(Instant.parse("2024-12-04T14:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1733322600",
                "2024-12-04",
                "14:30:00",
                "2024-12-04T14",
                "2024-13-04T14:30:00",
                "2024-02-30T14:30:00",
                "0000-01-01T00:00:00",
                "0001-01-01T00:00:00+18:00",
                "9999-12-31T23:59:59-18:00",
                "2024-12-04T24:00:00",
                "2024-12-04T14:60:00",
                "2024-12-04T14:30:60Z",
                "2024-12-04T14:30:00.",
                "2024-12-04T14:30:00+19:00",
                "2024-12-04T14:30:00+03:60",
                "2024-12-04T14:30:00+3",
                "2024-12-04T14:30:00 +03:00",
                "2024-12-04  14:30:00",
                "+2024-12-04T14:30:00",
                "12024-12-04T14:30:00",
                "2024-12-04T14:30:00Z\n",
                "２０２４-12-04T14:30:00",
                // What a length extension of a known hash would have to look like.
                "2024-12-04T14:30:00+00:00\u0080\u0000\u00002024-12-04T14:31:00+00:00",
            })
    void what_is_no_time_is_none(String text) {
        assertThat(HookTime.parse(text)).isEmpty();
    }

    @Test
    void the_digits_are_the_same_wherever_the_server_stands() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(HookTime.parse("2024-12-04 14:30:00.25Z").orElseThrow().spellings())
                    .contains("2024-12-04T14:30:00.250000+00:00");
        } finally {
            Locale.setDefault(before);
        }
    }
}
