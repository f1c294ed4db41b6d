package dev.foyer.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.credential.PasswordPolicy.OwnData;
import dev.foyer.words.Languages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// The preset `compat`: Django's four rules with their texts (contract E.3). That the shop is
/// called like the customer does not matter here.
class PasswordPolicyTest {
    private static final OwnData AYSE =
            new OwnData("cicekci34", "Ayşegül", "Yılmazoğlu", Optional.of("aysegul.y@example.com"));
    private static final OwnData NOBODY = new OwnData("", "", "", Optional.empty());

    private final PasswordPolicy policy =
            new PasswordPolicy(
                    () -> new PasswordPolicy.InForce(Validators.COMPAT, 1024, "Ayşegül"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Test123",
                "kirmizi-bisiklet-7",
                "şifrem çok güçlü",
                "😀😀😀🚲🚲🚲🚲",
                "密码密码密码密码",
                "        ",
                "1234567a9",
                "<script>alert(1)</script>"
            })
    void a_good_password_is_taken(String password) {
        assertThat(told(password, AYSE)).isEmpty();
    }

    @Test
    void a_very_long_password_is_taken() {
        assertThat(told("ş".repeat(128), AYSE)).isEmpty();
        assertThat(told("9x".repeat(512), AYSE)).isEmpty();
    }

    @Test
    void seven_characters_are_the_least_however_many_bytes_they_take() {
        var complaint = "This password is too short. It must contain at least 7 characters.";
        assertThat(told("zq!8xK", AYSE)).containsExactly(complaint);
        assertThat(told("zq!8xKp", AYSE)).isEmpty();
        assertThat(told("😀🚲😀🚲😀🚲", AYSE)).containsExactly(complaint);
        assertThat(told("😀🚲😀🚲😀🚲😀", AYSE)).isEmpty();
    }

    @Test
    void common_passwords_are_refused_in_any_case() {
        for (var common :
                new String[] {
                    "password", "PassWord", " qwertyuiop ", "galatasaray", "FENERBAHCE"
                }) {
            assertThat(told(common, NOBODY)).containsExactly("This password is too common.");
        }
    }

    @Test
    void the_list_of_common_passwords_is_long_and_sound() throws Exception {
        List<String> lines;
        try (var stream = PasswordPolicy.class.getResourceAsStream("/passwords/common.txt");
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
            lines = reader.readAllLines();
        }
        assertThat(lines).hasSizeGreaterThan(5000).doesNotHaveDuplicates();
        assertThat(lines)
                .allMatch(line -> line.equals(line.strip()) && !line.isEmpty())
                .allMatch(line -> line.equals(line.toLowerCase(Locale.ROOT)))
                .contains("password", "qwertyuiop", "iloveyou", "galatasaray")
                .doesNotContain("test123", "kirmizi-bisiklet-7");
    }

    @Test
    void digits_alone_are_no_password() {
        for (var digits : new String[] {"8305762914", "٨٣٠٥٧٦٢٩١٤"}) {
            assertThat(told(digits, NOBODY)).containsExactly("This password is entirely numeric.");
        }
        assertThat(told("8305762914 ", NOBODY)).isEmpty();
    }

    @Test
    void ones_own_data_is_no_password() {
        assertSimilar("cicekci34", "username");
        assertSimilar("Cicekci3", "username");
        assertSimilar("ayşegül1", "first name");
        assertSimilar("AYŞEGÜL", "first name");
        assertSimilar("yılmazoğlu!", "last name");
        assertSimilar("aysegul.y@example.com", "email address");
        assertSimilar("aysegul1", "email address");
        assertSimilar("example9", "email address");
        assertThat(told("cicekci-dukkani-sahibi-34", AYSE)).isEmpty();
    }

    @Test
    void a_name_is_compared_by_words_and_its_scraps_are_none() {
        var two = new OwnData("", "Mehmet Alper", "Çağatay", Optional.empty());
        assertThat(told("alper-ve-kedisi", two)).isEmpty();
        assertThat(told("alper12", two))
                .containsExactly("The password is too similar to the first name.");
        // "ğatay" is no word of hers.
        assertThat(told("atay.12", two)).isEmpty();
    }

    @Test
    void of_similar_data_the_first_is_told() {
        var same = new OwnData("aysegul", "Aysegul", "Aysegul", Optional.of("aysegul@example.com"));
        assertThat(told("aysegul7", same))
                .containsExactly("The password is too similar to the username.");
    }

    @Test
    void all_complaints_are_told_together_in_their_order() {
        var own = new OwnData("123456", "", "", Optional.empty());
        assertThat(told("123456", own))
                .containsExactly(
                        "The password is too similar to the username.",
                        "This password is too short. It must contain at least 7 characters.",
                        "This password is too common.",
                        "This password is entirely numeric.");
    }

    @Test
    void the_complaints_speak_turkish() {
        var turkish = Languages.load(null, "en").of("tr");
        var own = new OwnData("123456", "", "", Optional.empty());
        assertThat(policy.complaints(new Password("123456"), own).stream().map(turkish::say))
                .containsExactly(
                        "Parola kullanıcı adına çok benziyor.",
                        "Bu parola çok kısa. En az 7 karakter içermelidir.",
                        "Bu parola çok yaygın kullanılıyor.",
                        "Bu parola yalnızca rakamlardan oluşuyor.");
        assertThat(policy.complaints(new Password("ayşegül1"), AYSE).stream().map(turkish::say))
                .containsExactly("Parola adınıza çok benziyor.");
        assertThat(policy.complaints(new Password("yılmazoğlu1"), AYSE).stream().map(turkish::say))
                .containsExactly("Parola soyadınıza çok benziyor.");
        assertThat(policy.complaints(new Password("aysegul1"), AYSE).stream().map(turkish::say))
                .containsExactly("Parola e-posta adresine çok benziyor.");
    }

    @Test
    void a_password_never_shows_itself() {
        assertThat(new Password("kirmizi-bisiklet-7")).hasToString("…");
    }

    private void assertSimilar(String password, String what) {
        assertThat(told(password, AYSE))
                .containsExactly("The password is too similar to the " + what + ".");
    }

    private List<String> told(String password, OwnData own) {
        var english = Languages.load(null, "en").standard();
        return policy.complaints(new Password(password), own).stream().map(english::say).toList();
    }
}
