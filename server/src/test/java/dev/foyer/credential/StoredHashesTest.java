package dev.foyer.credential;

import static dev.foyer.credential.ForeignHash.PASSWORD;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.credential.StoredHashes.Admission;
import dev.foyer.credential.StoredHashes.Reason;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/// What is admitted and what is not, Argon2 of other shops, and texts of every kind.
class StoredHashesTest {
    private static final String HASH43 = "$" + "A".repeat(43);

    /// Made with argon2-cffi 25.1.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2i$v=16$m=64,t=2,p=2$c29tZXNhbHQ$QlUhrPo4eCLUgovVxkk2SmLFesB30NRS",
                "$argon2i$v=19$m=64,t=2,p=2$c29tZXNhbHQ$XhYRY3B1V+smM/FKlke8xfDMgu6A9LQ+",
                "$argon2d$v=16$m=64,t=2,p=2$c29tZXNhbHQ$sFjQcdjQ7njSFQtF8Tr0MRNq/IgKQxUj",
                "$argon2d$v=19$m=64,t=2,p=2$c29tZXNhbHQ$343g+IDpwNU2j6Tf6PWzQd4zGX4DaRzR",
                "$argon2id$v=16$m=64,t=2,p=2$c29tZXNhbHQ$FXBNb6aR0WwjiBZR7KVA85ys82BmA9mO",
                "$argon2id$v=19$m=64,t=2,p=2$c29tZXNhbHQ$8s7I7Q8cTVxfiRswzfV3lzKVyrHE4NP9",
                "$argon2i$m=64,t=2,p=2$c29tZXNhbHQ$QlUhrPo4eCLUgovVxkk2SmLFesB30NRS"
            })
    void every_argon2_opens_with_both_implementations(String text) {
        ForeignHash.assertFits(PASSWORD, text);
        var hash = StoredHashes.parse(text).orElseThrow();
        var password = PASSWORD.getBytes(StandardCharsets.UTF_8);
        assertThat(hash.matches(new JavaArgon2(), password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pbkdf2_sha256$4000001$salt" + "$Cc1GraSwY/2/Yi1Sfgdz7qG9+3fWegqBIXsfVI2t0cs=",
                "pbkdf2_sha256$0$salt$Cc1GraSwY/2/Yi1Sfgdz7qG9+3fWegqBIXsfVI2t0cs=",
                "pbkdf2_sha256$99999999$salt$Cc1GraSwY/2/Yi1Sfgdz7qG9+3fWegqBIXsfVI2t0cs=",
                "pbkdf2_sha512$1000001$tuzlu42$kJGwKze5/fMe4VL97a5AEUqHGidsfqWgWQzbNP/oQkirR4ctkA"
                        + "WXPXL8vnIgdHkSosRvLSgopHB/wja2NkBKwQ==",
                "$2b$15$MQzm8xocaJecWoP725tkCOBECNETcOcwZta3nNDZNMAu9B2ihNH/2",
                "$2b$03$MQzm8xocaJecWoP725tkCOBECNETcOcwZta3nNDZNMAu9B2ihNH/2",
                "$2b$99$MQzm8xocaJecWoP725tkCOBECNETcOcwZta3nNDZNMAu9B2ihNH/2",
                "bcrypt_sha256$$2b$31$vmakqASpReyQx05ewXvZ6O.Yzp96Y8yvuqUQ8S9AuI9XddMFc.ZMu",
                "$wp$2y$31$DmYOpao.l6DI4v9oXI/vreAf/ooa14juGCG/Ww4g4JR7fbViyuAKe",
                "$P$GIQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0",
                "$P$4IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0",
                "$H$zIQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0",
                "$5$rounds=1000001$salt$pxXDKwQmO7V1zG/qV7TcXh8UlAlktT9/YT0RUKM2qn4",
                "$7$z6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D",
                "$7$Czzzzz/....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D",
                "$7$C6....zzzzzSodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D"
            })
    void a_hash_past_its_bounds_is_too_costly(String text) {
        assertTooCostly(text);
    }

    @Test
    void memory_and_work_are_bounded_together() {
        for (var cost :
                new String[] {
                    "ln=18,r=8,p=1", "ln=17,r=8,p=5", "ln=14,r=8,p=33", "ln=1,r=1,p=1025",
                    "ln=1,r=1025,p=1", "ln=0,r=8,p=1", "ln=16,r=1,p=1", "ln=99,r=8,p=1",
                    "ln=10,r=0,p=1", "ln=10,r=8,p=0", "ln=21,r=1024,p=1", "ln=20,r=9999,p=9999"
                }) {
            assertTooCostly("$scrypt$" + cost + "$c2FsdA" + HASH43);
        }
        for (var cost :
                new String[] {"ln=17,r=8,p=1", "ln=17,r=8,p=4", "ln=14,r=8,p=5", "ln=15,r=1,p=1"}) {
            assertThat(StoredHashes.admit("$scrypt$" + cost + "$c2FsdA" + HASH43))
                    .as(cost)
                    .isInstanceOf(Admission.Accepted.class);
        }
        for (var cost :
                new String[] {
                    "m=131073,t=1,p=1", "m=131072,t=17,p=1", "m=64,t=1,p=17", "m=8,t=0,p=1"
                }) {
            assertTooCostly("$argon2id$v=19$" + cost + "$c29tZXNhbHQ" + HASH43);
        }
        // Django's, PHP's, and RFC 9106's second recommendation.
        for (var cost : new String[] {"m=102400,t=2,p=8", "m=65536,t=4,p=1", "m=65536,t=3,p=4"}) {
            assertThat(StoredHashes.admit("$argon2id$v=19$" + cost + "$c29tZXNhbHQ" + HASH43))
                    .as(cost)
                    .isInstanceOf(Admission.Accepted.class);
        }
    }

    @Test
    void the_standard_costs_of_present_programs_are_admitted() {
        for (var text :
                new String[] {
                    // Django 6.0, Laravel 12, WordPress, passlib 1.7
                    "pbkdf2_sha256$1200000$salt$Cc1GraSwY/2/Yi1Sfgdz7qG9+3fWegqBIXsfVI2t0cs=",
                    "$2y$12$MQzm8xocaJecWoP725tkCOBECNETcOcwZta3nNDZNMAu9B2ihNH/2",
                    "$P$B12345678L6Lpt4BxNotVIMILOa9u81",
                    "$6$rounds=656000$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJu"
                            + "esI68u4OTLiBFdcbYEdFCoEOfaS35inz1"
                }) {
            assertThat(StoredHashes.admit(text)).isEqualTo(new Admission.Accepted(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!", "!0wEdD3ZBBBGCgTTKcBeDpQqj1jZhKqrXlZ9ZQ1yT", "*", "*0"})
    void who_had_no_usable_password_has_none_here(String text) {
        assertThat(StoredHashes.admit(text)).isEqualTo(new Admission.Unusable());
    }

    @Test
    void what_is_unknown_or_too_long_is_refused_with_its_reason() {
        for (var text : new String[] {"kirmizi-bisiklet-7", "$y$j9T$abc$def", "{SSHA}x", "\0"}) {
            assertThat(StoredHashes.admit(text))
                    .as(text)
                    .isEqualTo(new Admission.Refused(Reason.UNKNOWN));
        }
        assertThat(StoredHashes.admit("md5$" + "s".repeat(600) + "$" + "a".repeat(32)))
                .isEqualTo(new Admission.Refused(Reason.TOO_LONG));
        assertThat(Reason.TOO_COSTLY.words())
                .isEqualTo("it costs more than a node may spend on a sign-in");
    }

    @Property
    void no_text_whatever_breaks_the_reader(@ForAll("texts") String text) {
        switch (StoredHashes.admit(text)) {
            case Admission.Accepted(var hash) ->
                    assertThat(StoredHashes.admit(hash)).isEqualTo(new Admission.Accepted(hash));
            case Admission.Unusable() -> assertThat(text.strip()).matches("(?s)|[!*].*");
            case Admission.Refused(var reason) -> assertThat(reason.words()).isNotBlank();
        }
        StoredHashes.parse(text).ifPresent(hash -> assertThat(hash.mebibytes()).isNotNegative());
    }

    /// Beginnings that a reader knows, with parts and endings that it half knows.
    @Provide
    static Arbitrary<String> texts() {
        var beginnings =
                Arbitraries.of(
                        "",
                        "$argon2id$v=19$m=",
                        "argon2$argon2i$v=16$m=",
                        "pbkdf2_sha256$",
                        "pbkdf2_sha1$",
                        "$2b$",
                        "bcrypt$$2a$",
                        "bcrypt_sha256$$2b$",
                        "$wp$2y$",
                        "scrypt$",
                        "$scrypt$ln=",
                        "$7$",
                        "$firebase-scrypt$ln=",
                        "$P$",
                        "$H$",
                        "$5$",
                        "$6$rounds=",
                        "md5$",
                        "sha512$",
                        "!");
        var parts =
                Arbitraries.oneOf(
                        Arbitraries.integers().between(-1, Integer.MAX_VALUE).map(String::valueOf),
                        Arbitraries.integers().between(0, 99).map("%02d"::formatted),
                        Arbitraries.of("$", ",t=", ",p=", ",r=", "=", "==", "$", "$$"),
                        Arbitraries.of(22, 31, 32, 40, 43, 53, 64, 86, 88, 128).map("a"::repeat),
                        Arbitraries.strings().withCharRange('.', 'z').ofMaxLength(90),
                        Arbitraries.strings().ofMaxLength(12));
        return Combinators.combine(beginnings, parts.list().ofMaxSize(9))
                .as((beginning, list) -> beginning + String.join("", list));
    }

    private static void assertTooCostly(String text) {
        assertThat(StoredHashes.admit(text))
                .as(text)
                .isEqualTo(new Admission.Refused(Reason.TOO_COSTLY));
        assertThat(StoredHashes.parse(text)).isPresent();
    }
}
