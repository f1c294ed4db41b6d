package dev.foyer.address;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.stream.IntStream;

/// The check digits of Turkish numbers. The sound ones are samples of public documentation.
class CheckDigitsTest {
    @Test
    void a_sound_tax_number_is_one() {
        assertThat(CheckDigits.isTaxNumber("4540536920")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4540536921",
                "0000000000",
                "454053692",
                "45405369200",
                "454053692a",
                " 4540536920",
                "",
                "٤٥٤٠٥٣٦٩٢٠"
            })
    void what_is_no_tax_number_is_told(String number) {
        assertThat(CheckDigits.isTaxNumber(number)).isFalse();
    }

    @Test
    void a_sound_identity_number_is_one() {
        assertThat(CheckDigits.isIdentityNumber("17291716060")).isTrue();
        assertThat(CheckDigits.isIdentityNumber("10000000146")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17291716050",
                "17291716061",
                "1729171606",
                "07291716092",
                "00000000000",
                "11111111111",
                "1729171606x",
                "١٧٢٩١٧١٦٠٦٠",
                ""
            })
    void what_is_no_identity_number_is_told(String number) {
        assertThat(CheckDigits.isIdentityNumber(number)).isFalse();
    }

    @Property(tries = 500)
    void exactly_one_last_digit_makes_a_tax_number(
            @ForAll @IntRange(max = 999_999_999) int beginning) {
        assertThat(
                        IntStream.range(0, 10)
                                .filter(last -> CheckDigits.isTaxNumber(tax(beginning, last))))
                .hasSize(1);
    }

    @Property(tries = 500)
    void no_single_wrong_digit_passes_in_a_tax_number(
            @ForAll @IntRange(max = 999_999_999) int beginning,
            @ForAll @IntRange(max = 9) int place,
            @ForAll @IntRange(min = 1, max = 9) int shift) {
        for (int last = 0; last < 10; last++) {
            var number = tax(beginning, last);
            if (CheckDigits.isTaxNumber(number)) {
                assertThat(CheckDigits.isTaxNumber(mistyped(number, place, shift))).isFalse();
            }
        }
    }

    @Property(tries = 500)
    void exactly_one_pair_of_last_digits_makes_an_identity_number(
            @ForAll @IntRange(min = 100_000_000, max = 999_999_999) int beginning) {
        assertThat(
                        IntStream.range(0, 100)
                                .filter(
                                        last ->
                                                CheckDigits.isIdentityNumber(
                                                        person(beginning, last))))
                .hasSize(1);
    }

    @Property(tries = 200)
    void no_single_wrong_digit_passes_in_an_identity_number(
            @ForAll @IntRange(min = 100_000_000, max = 999_999_999) int beginning,
            @ForAll @IntRange(max = 10) int place,
            @ForAll @IntRange(min = 1, max = 9) int shift) {
        for (int last = 0; last < 100; last++) {
            var number = person(beginning, last);
            if (CheckDigits.isIdentityNumber(number)) {
                assertThat(CheckDigits.isIdentityNumber(mistyped(number, place, shift))).isFalse();
            }
        }
    }

    @Property(tries = 1000)
    void whatever_is_typed_is_answered(@ForAll String typed) {
        assertThat(CheckDigits.isTaxNumber(typed) && CheckDigits.isIdentityNumber(typed)).isFalse();
    }

    private static String tax(int beginning, int last) {
        return String.format(Locale.ROOT, "%09d%d", beginning, last);
    }

    private static String person(int beginning, int last) {
        return String.format(Locale.ROOT, "%d%02d", beginning, last);
    }

    private static String mistyped(String number, int place, int shift) {
        var digits = new StringBuilder(number);
        digits.setCharAt(place, (char) ('0' + (number.charAt(place) - '0' + shift) % 10));
        return digits.toString();
    }
}
