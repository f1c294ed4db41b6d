package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.words.Language;
import dev.foyer.words.Languages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The letters and the files with which a shop replaces them.
class LettersTest {
    private static final Map<String, String> VALUES =
            Map.of("shop", "A & B", "first_name", "<i>Ece</i>", "link", "https://s/k/", "key", "k");

    @TempDir Path shopFiles;

    @Test
    void without_files_of_the_shop_ours_are_used() throws IOException {
        for (var letters : new Letters[] {new Letters(null), new Letters(shopFiles)}) {
            var letter = letters.write("confirm-email", language("tr"), VALUES);

            assertThat(letter.subject()).isEqualTo("A & B için e-posta adresinizi doğrulayın");
            assertThat(letter.text())
                    .startsWith("Merhaba <i>Ece</i>,\n")
                    .contains("\nhttps://s/k/\n");
            assertThat(letter.html())
                    .contains("Merhaba &lt;i&gt;Ece&lt;/i&gt;,")
                    .contains("A &amp; B");
        }
    }

    @Test
    void each_file_of_the_shop_takes_the_place_of_one_of_ours_at_once() throws IOException {
        var letters = new Letters(shopFiles);
        shopFile("confirm-email.en.txt", "Subject:  Hi {{first_name}} \n\n\nGo:\n{{link}}\n\n");

        var letter = letters.write("confirm-email", language("en"), VALUES);
        assertThat(letter.subject()).isEqualTo("Hi <i>Ece</i>");
        assertThat(letter.text()).isEqualTo("Go:\nhttps://s/k/\n");
        assertThat(letter.html()).contains("Confirm my address");

        shopFile("confirm-email.en.html", "<p>{{first_name}} {{link}}</p>");
        assertThat(letters.write("confirm-email", language("en"), VALUES).html())
                .isEqualTo("<p>&lt;i&gt;Ece&lt;/i&gt; https://s/k/</p>");
        assertThat(letters.write("confirm-email", language("tr"), VALUES).text())
                .startsWith("Merhaba");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first_name.length",
                "first_name.getClass",
                "shop.class.name",
                "class",
                "toString"
            })
    void a_template_reaches_nothing_but_the_values_it_is_given(String name) throws IOException {
        shopFile("confirm-email.en.txt", "Subject: x\n\n{{" + name + "}}\n");

        assertThatThrownBy(
                        () -> new Letters(shopFiles).write("confirm-email", language("en"), VALUES))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining(name);
    }

    @Test
    void a_template_runs_no_code_and_a_value_is_no_template() throws IOException {
        shopFile("confirm-email.en.txt", "Subject: x\n\n${7*7} #{7*7} <%= 7*7 %> {{first_name}}\n");
        var values = Map.of("first_name", "{{key}}", "key", "secret", "shop", "s", "link", "l");

        assertThat(new Letters(shopFiles).write("confirm-email", language("en"), values).text())
                .isEqualTo("${7*7} #{7*7} <%= 7*7 %> {{key}}\n");
    }

    @Test
    void a_template_includes_no_other_file() throws IOException {
        Files.writeString(shopFiles.resolve("secret"), "hunter2");
        shopFile("confirm-email.en.txt", "Subject: x\n\n{{> ../secret}}{{> secret}}\n");

        assertThatThrownBy(
                        () -> new Letters(shopFiles).write("confirm-email", language("en"), VALUES))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_letter_without_a_subject_is_told() throws IOException {
        shopFile("confirm-email.en.txt", "Hello\n");

        assertThatThrownBy(
                        () -> new Letters(shopFiles).write("confirm-email", language("en"), VALUES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the letter confirm-email does not begin with a subject line");
    }

    private void shopFile(String name, String text) throws IOException {
        var folder = Files.createDirectories(shopFiles.resolve("mail"));
        Files.writeString(folder.resolve(name), text);
    }

    private static Language language(String code) {
        return Languages.load(null, code).of(code);
    }
}
