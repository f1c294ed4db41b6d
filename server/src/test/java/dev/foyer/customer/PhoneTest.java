package dev.foyer.customer;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which spellings are a phone, which two are one, and how it is printed.
class PhoneTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "05550000001",
                "5550000001",
                "905550000001",
                "+905550000001",
                "00905550000001",
                "0 555 000 00 01",
                "(0555) 000-00-01",
                "0555.000.00.01",
                "0555/000/00/01",
                "+90 (555) 000 00 01",
                "(+90) 555 000 00 01",
                "+90 (0) 555 000 00 01",
                "0555\u00A0000\u00A000\u00A001",
                "0555\u2011000\u201300\u201301",
                "\u202A+90 555 000 00 01\u202C",
                "\uFF0B905550000001",
                "\uFF10\uFF15\uFF15\uFF150000001",
                "\u0660\u0665\u0665\u0665\u0660\u0660\u0660\u0660\u0660\u0660\u0661"
            })
    void every_spelling_of_a_number_is_that_number(String typed) {
        var phone = PhoneNumbers.parse(typed, "TR").orElseThrow();
        assertThat(phone).isEqualTo(new Phone("+905550000001"));
        assertThat(PhoneNumbers.printed(phone, "TR", "national-digits")).isEqualTo("05550000001");
    }

    @ParameterizedTest
    @CsvSource({
        "+49 30 901820, +4930901820, +4930901820",
        "0049 30 901820, +4930901820, +4930901820",
        "+1 202 555 0100, +12025550100, +12025550100",
        "+39 02 3661 8300, +390236618300, +390236618300",
        "0212 555 00 00, +902125550000, 02125550000",
    })
    void a_number_is_known_by_one_form_and_printed_in_its_own(
            String typed, String e164, String printed) {
        var phone = PhoneNumbers.parse(typed, "TR").orElseThrow();
        assertThat(phone.e164()).isEqualTo(e164);
        assertThat(PhoneNumbers.printed(phone, "TR", "national-digits")).isEqualTo(printed);
    }

    /// The documentation's samples are no numbers of Turkey, but as long as one.
    @ParameterizedTest
    @ValueSource(strings = {"0123456789", "0000000000"})
    void the_samples_of_the_documentation_are_read(String typed) {
        var phone = PhoneNumbers.parse(typed, "TR").orElseThrow();
        assertThat(phone.e164()).isEqualTo("+90" + typed);
        assertThat(PhoneNumbers.printed(phone, "TR", "national-digits")).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "++905550000001",
                "+90+5550000001",
                "0",
                "112",
                "12345",
                "+90",
                "+9055500",
                "abc",
                "0555-FLOWERS",
                "call 05550000001",
                "05550000001 please",
                "tel:+905550000001",
                "05550000001;ext=7",
                "05550000001 x7",
                "05550000001#7",
                "05550000001,7",
                "05550000001\n05550000002",
                "05550000001<b>",
                "+999123456789",
                "+905550000001234567",
                "+49123456789012345",
                "0555000000\u0000001"
            })
    void what_is_no_number_is_not_read(String typed) {
        assertThat(PhoneNumbers.parse(typed, "TR")).isEmpty();
    }

    /// The prefix of the trunk stands twice, and falls away once more each time it is read.
    @Test
    void a_number_that_would_be_read_as_another_one_is_not_read() {
        assertThat(PhoneNumbers.parse("0002 555 0123", "DE")).isEmpty();
    }

    @Test
    void a_number_in_a_log_is_masked() {
        assertThat(new Phone("+905550000001")).hasToString("…01");
    }

    /// The table holds `^\+[0-9]{4,15}$`.
    @Property(tries = 3000)
    void whatever_is_typed_is_storable_or_refused_and_never_thrown(@ForAll("typed") String typed) {
        var phone = PhoneNumbers.parse(typed, "TR");

        phone.ifPresent(
                read -> {
                    assertThat(read.e164()).matches("\\+[0-9]{4,15}");
                    assertThat(PhoneNumbers.printed(read, "TR", "national-digits"))
                            .matches("\\+?[0-9]{3,16}");
                    // Two leading zeros would be read as the way abroad.
                    assertThat(
                                    PhoneNumbers.printed(read, "TR", "national-digits")
                                                    .startsWith("00")
                                            || PhoneNumbers.parse(
                                                            PhoneNumbers.printed(
                                                                    read, "TR", "national-digits"),
                                                            "TR")
                                                    .isPresent())
                            .isTrue();
                });
    }

    @Property(tries = 1000)
    void a_number_of_turkey_is_printed_as_it_is_read(@ForAll("mobile") String number) {
        var phone = PhoneNumbers.parse("+90" + number, "TR").orElseThrow();
        assertThat(PhoneNumbers.printed(phone, "TR", "national-digits")).isEqualTo("0" + number);
        assertThat(PhoneNumbers.parse(PhoneNumbers.printed(phone, "TR", "national-digits"), "TR"))
                .contains(phone);
    }

    @Provide
    Arbitrary<String> typed() {
        var digits = Arbitraries.strings().numeric().ofMaxLength(20);
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(60),
                Arbitraries.strings().withChars("0123456789+-() ./x,;٠٩＋").ofMaxLength(25),
                digits,
                digits.map(number -> "+" + number),
                digits.map(number -> "00" + number));
    }

    @Provide
    Arbitrary<String> mobile() {
        return Arbitraries.integers().between(530_000_000, 559_999_999).map(n -> n + "0");
    }

    @ParameterizedTest
    @CsvSource({
        "+905550000001, true",
        "+905000000001, true",
        "+4915112345678, true",
        "+12025550100, true",
        "+90555000000123, false",
        "+905550001, false",
        "+909001234567, false",
        "+902125550000, false",
        "+19005550100, false",
    })
    void a_code_goes_to_what_can_be_a_mobile_phone_only(String e164, boolean takesSms) {
        assertThat(PhoneNumbers.takesSms(new Phone(e164))).isEqualTo(takesSms);
    }
}
