package dev.foyer.customer;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;

/// What is an address, and which two are one.
class EmailTest {
    @ParameterizedTest
    @CsvSource({
        "ayse@example.com, ayse@example.com, ayse@example.com",
        "Ayse.Yilmaz+shop@Example.COM, Ayse.Yilmaz+shop@example.com, ayse.yilmaz+shop@example.com",
        "ILIK@EXAMPLE.COM, ILIK@example.com, ilik@example.com",
        "o'brien!#$%&*/=?^_`{|}~-@a.bc, o'brien!#$%&*/=?^_`{|}~-@a.bc, o'brien!#$%&*/=?^_`{|}~-@a.bc",
        "a@b-c.d9.museum, a@b-c.d9.museum, a@b-c.d9.museum",
        "a@localhost, a@localhost, a@localhost",
        "a@bücher.example, a@xn--bcher-kva.example, a@xn--bcher-kva.example",
        "a@BÜCHER.example, a@xn--bcher-kva.example, a@xn--bcher-kva.example",
        "a@xn--bcher-kva.example, a@xn--bcher-kva.example, a@xn--bcher-kva.example",
        "a@çiçek.com.tr, a@xn--iek-1lab.com.tr, a@xn--iek-1lab.com.tr",
        "a@例え.テスト, a@xn--r8jz45g.xn--zckzah, a@xn--r8jz45g.xn--zckzah",
        "a@ｅｘａｍｐｌｅ。ｃｏｍ, a@example.com, a@example.com",
    })
    void an_address_is_read(String typed, String address, String identity) {
        var email = Email.parse(typed).orElseThrow();
        assertThat(email.address()).isEqualTo(address);
        assertThat(email.identity()).isEqualTo(identity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "a",
                "a@",
                "@b.com",
                "a@b",
                "a@.com",
                "a@b.",
                "a@b.com.",
                "a@b..com",
                "a@-b.com",
                "a@b-.com",
                "a@b_c.com",
                "a@b.c",
                "a@b.1",
                "a@1.2.3.4",
                "a@[127.0.0.1]",
                "a@b@c.com",
                "a b@c.com",
                "a@b c.com",
                " a@b.com",
                "a@b.com ",
                ".a@b.com",
                "a.@b.com",
                "a..b@c.com",
                "\"a\"@b.com",
                "\"a b\"@c.com",
                "a(comment)@b.com",
                "Ayse <a@b.com>",
                "a@b.com,c@d.com",
                "a@b.com\n",
                "a\n@b.com",
                "a@b.com\r\nBcc: c@d.com",
                "a\u0000@b.com",
                "a@b\u0000.com",
                "a\u007F@b.com",
                "a\u00A0@b.com",
                "a\u200B@b.com",
                "a\u202E@b.com",
                "a\uD800@b.com",
                "a@\uD800.com",
                "mailto:a@b.com",
                "a@http://b.com"
            })
    void what_is_no_address_is_not_read(String typed) {
        assertThat(Email.parse(typed)).isEmpty();
    }

    /// The dotless and the dotted i of Turkish, the Kelvin sign, full-width and Cyrillic letters:
    /// each folds, or looks, like an ASCII letter, and none may pass for another's address.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "m\u0131ke@example.com",
                "M\u0130KE@example.com",
                "mi\u0307ke@example.com",
                "mi\u212Ae@example.com",
                "\uFF4Dike@example.com",
                "mik\u0435@example.com",
                "mi\u017Fe@example.com",
                "mi\u00DFe@example.com",
                "\uD835\uDC5Aike@example.com"
            })
    void a_look_alike_before_the_at_is_no_address(String typed) {
        assertThat(Email.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mike@g\u0131thub.com, mike@xn--gthub-n4a.com",
        "mike@ex\u0430mple.com, mike@xn--exmple-4nf.com",
    })
    void a_look_alike_domain_is_another_domain(String typed, String identity) {
        var email = Email.parse(typed).orElseThrow();
        assertThat(email.identity()).isEqualTo(identity);
        assertThat(email).isNotEqualTo(Email.parse("mike@github.com").orElseThrow());
    }

    @Test
    void the_turkish_locale_of_a_machine_changes_nothing() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.of("tr", "TR"));
        try {
            assertThat(Email.parse("INFO@ILGI.COM").orElseThrow().identity())
                    .isEqualTo("info@ilgi.com");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@stra\u00DFe.de",
                "a@STRA\u1E9EE.de",
                "a@\u03B2\u03CC\u03BB\u03BF\u03C2.com",
                "a@\u0646\u0627\u0645\u0647\u200C\u0627\u06CC.com",
                "a@\u0DC1\u0DCA\u200D\u0DBB.com"
            })
    void letters_that_two_standards_read_differently_are_refused(String typed) {
        assertThat(Email.parse(typed)).isEmpty();
    }

    @Test
    void lengths_are_those_of_smtp() {
        var label = "b".repeat(60) + ".";
        assertThat(Email.parse("a".repeat(64) + "@example.com")).isPresent();
        assertThat(Email.parse("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(Email.parse("a@" + "b".repeat(63) + ".com")).isPresent();
        assertThat(Email.parse("a@" + "b".repeat(64) + ".com")).isEmpty();
        assertThat(Email.parse("a".repeat(64) + "@" + label.repeat(3) + "cccccc")).isPresent();
        assertThat(Email.parse("a".repeat(64) + "@" + label.repeat(3) + "ccccccc")).isEmpty();
        // Short as typed, too long in the form in which mail is sent.
        assertThat(Email.parse("a".repeat(64) + "@" + "ü.".repeat(60) + "com")).isEmpty();
    }

    @Test
    void case_never_tells_two_addresses_apart() {
        var one = Email.parse("Ayse@Example.com").orElseThrow();
        var two = Email.parse("aYSE@eXAMPLE.COM").orElseThrow();
        assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);
        assertThat(one).isNotEqualTo(Email.parse("ayse@example.org").orElseThrow());
        assertThat(one.address()).isEqualTo("Ayse@example.com");
    }

    @Test
    void an_address_in_a_log_is_masked() {
        assertThat(Email.parse("ayse.yilmaz@example.com").orElseThrow())
                .hasToString("a…@example.com");
    }

    @Property(tries = 3000)
    void whatever_is_typed_is_read_or_refused_and_never_thrown(@ForAll("typed") String typed) {
        var email = Email.parse(typed);

        email.ifPresent(
                read -> {
                    assertThat(read.identity()).matches("[!-~]{3,254}");
                    assertThat(read.address()).matches("[!-~]{3,254}");
                    assertThat(read.identity()).isEqualTo(read.address().toLowerCase(Locale.ROOT));
                    var again = Email.parse(read.address()).orElseThrow();
                    assertThat(again.address()).isEqualTo(read.address());
                    assertThat(Email.parse(read.identity()).orElseThrow().identity())
                            .isEqualTo(read.identity());
                });
    }

    @Property(tries = 1000)
    void an_ordinary_address_is_read_in_any_case(@ForAll("ordinary") String typed) {
        var read = Email.parse(typed).orElseThrow();
        assertThat(Email.parse(typed.toUpperCase(Locale.ROOT))).contains(read);
        assertThat(Email.parse(typed.toLowerCase(Locale.ROOT))).contains(read);
    }

    /// Half of it pure noise, half almost an address.
    @Provide
    Arbitrary<String> typed() {
        var noise = Arbitraries.strings().all().ofMaxLength(300);
        var letters =
                Arbitraries.strings()
                        .withChars("aZ9.-_+@\"ıİſKßéüş。\u200D\u0000 \n例\uD83D\uDE00\uD800xn")
                        .ofMaxLength(20);
        var almost =
                Combinators.combine(
                                letters, letters, Arbitraries.of("com", "COM.TR", "テスト", "c", ""))
                        .as((local, domain, top) -> local + "@" + domain + "." + top);
        return Arbitraries.oneOf(noise, letters, almost);
    }

    @Provide
    Arbitrary<String> ordinary() {
        var word = Arbitraries.strings().withCharRange('a', 'z').withCharRange('A', 'Z').numeric();
        return Combinators.combine(
                        word.ofMinLength(1).ofMaxLength(30),
                        word.ofMinLength(1).ofMaxLength(30),
                        Arbitraries.strings().alpha().ofMinLength(2).ofMaxLength(10))
                .as((local, domain, top) -> local + "@" + domain + "." + top);
    }
}
