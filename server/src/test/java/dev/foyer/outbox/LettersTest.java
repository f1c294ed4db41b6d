package dev.foyer.outbox;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final String OURS = "Confirm your e-mail address for A & B";

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

    @Test
    void a_file_that_is_changed_or_taken_away_counts_from_the_next_letter_on() throws IOException {
        var letters = new Letters(shopFiles);
        var file = shopFile("confirm-email.en.txt", "Subject: one\n\n{{link}}\n");
        assertThat(subject(letters)).isEqualTo("one");

        shopFile("confirm-email.en.txt", "Subject: another\n\n{{link}}\n");
        assertThat(subject(letters)).isEqualTo("another");

        Files.delete(file);
        assertThat(subject(letters)).isEqualTo(OURS);
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
        shopFile("confirm-email.en.txt", "Subject: x\n\n{{link}}\n{{" + name + "}}\n");
        var letters = new Letters(shopFiles);

        assertThat(letters.complaints())
                .singleElement()
                .asString()
                .startsWith("mail/confirm-email.en.txt: ")
                .contains(name);
        assertThat(subject(letters)).isEqualTo(OURS);
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
        shopFile("confirm-email.en.txt", "Subject: x\n\n{{link}}\n{{> ../secret}}{{> secret}}\n");
        var letters = new Letters(shopFiles);

        assertThat(letters.complaints())
                .containsExactly("mail/confirm-email.en.txt: it includes another template");
        assertThat(letters.write("confirm-email", language("en"), VALUES).text())
                .doesNotContain("hunter2")
                .contains("\nhttps://s/k/\n");
    }

    @Test
    void every_broken_file_is_told_at_once() throws IOException {
        shopFile("confirm-email.en.txt", "Hello\n{{link}}\n");
        shopFile("confirm-email.tr.txt", "Subject: {{shop}\n\n{{link}}\n");
        shopFile("confirm-email.en.html", "<p>Hello {{first_name}}</p>");
        shopFile("confirm-email.de.txt", "Subject: x\n\nHier: {{link}}\n");
        shopFile("confirm-mail.en.txt", "Subject: x\n\n{{link}}\n");
        shopFile("confirm-email.en.txt~", "what an editor left");
        Files.write(
                shopFiles.resolve("mail").resolve("confirm-email.tr.html"),
                new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.createDirectories(shopFiles.resolve("sms"));
        Files.writeString(shopFiles.resolve("sms").resolve("code.en.txt"), "Your code: {{kode}}");

        var complaints = new Letters(shopFiles).complaints();

        assertThat(complaints)
                .contains(
                        "mail/confirm-email.en.html: it does not show {{link}}",
                        "mail/confirm-email.en.txt: its first line is no subject (Subject: …)",
                        "mail/confirm-email.de.txt: it does not show {{link}} on a line of its own",
                        "mail/confirm-mail.en.txt: there is no message of this name",
                        "mail/confirm-email.tr.html: it is not UTF-8",
                        "mail/confirm-email.tr.txt: a name is opened with {{ and not closed with"
                                + " }}")
                .anyMatch(line -> line.startsWith("sms/code.en.txt: ") && line.contains("kode"))
                .hasSize(7);
        assertThat(new Letters(shopFiles.resolve("nowhere")).complaints())
                .singleElement()
                .asString()
                .endsWith("nowhere: expected a folder");
    }

    @Test
    void sound_files_and_ours_have_no_complaints() throws IOException {
        shopFile("confirm-email.en.txt", "Subject: {{shop}}\n\n{{link}}\n{{key}}\n");
        shopFile("confirm-email.fr.html", "<a href=\"{{link}}\">{{first_name}}</a>");

        assertThat(new Letters(shopFiles).complaints()).isEmpty();
        assertThat(new Letters(null).complaints()).isEmpty();
    }

    @Test
    void where_a_file_breaks_later_ours_stands_in() throws IOException {
        var letters = new Letters(shopFiles);
        shopFile("confirm-email.en.txt", "Hello, no subject\n");
        shopFile("confirm-email.en.html", "<p>{{#first_name}}</p>");

        var letter = letters.write("confirm-email", language("en"), VALUES);

        assertThat(letter.subject()).isEqualTo(OURS);
        assertThat(letter.html()).contains("Confirm my address");

        shopFile("confirm-email.en.txt", "Subject: Mended\n\n{{link}}\n");
        assertThat(subject(letters)).isEqualTo("Mended");
    }

    private static String subject(Letters letters) {
        return letters.write("confirm-email", language("en"), VALUES).subject();
    }

    private Path shopFile(String name, String text) throws IOException {
        var folder = Files.createDirectories(shopFiles.resolve("mail"));
        return Files.writeString(folder.resolve(name), text);
    }

    private static Language language(String code) {
        return Languages.load(null, code).of(code);
    }
}
