package dev.foyer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.words.Language;
import dev.foyer.words.Languages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/// Pages and colours of the shop in place of ours.
class ShopPagesTest {
    private static final Language ENGLISH = Languages.load(null, "en").standard();
    private static final String FORM =
            "<form method=\"post\"><input name=\"t\" value=\"{{token}}\">";
    private static final Map<String, Object> VALUES =
            Map.of("shop", "A & B", "title", "<Hello>", "token", "t0k3n", "asks", true);

    @TempDir Path shopFiles;

    @Test
    void a_page_of_the_shop_takes_the_place_of_ours() throws Exception {
        file("mailed-link.html", "{{> head}}<body><p>{{shop}}</p>{{#asks}}" + FORM + "{{/asks}}");

        var pages = new Pages(shopFiles);

        assertThat(pages.complaints()).isEmpty();
        assertThat(html(pages))
                .contains("<title>&lt;Hello&gt;</title>")
                .endsWith(
                        "<body><p>A &amp; B</p><form method=\"post\"><input name=\"t\""
                                + " value=\"t0k3n\">");
        assertThat(html(new Pages(null))).contains("<svg");
    }

    @Test
    void the_head_of_the_shop_stands_in_our_pages() throws Exception {
        file("head.html", "<!DOCTYPE html><title>{{title}}, mine</title>");

        assertThat(html(new Pages(shopFiles)))
                .startsWith("<!DOCTYPE html><title>&lt;Hello&gt;, mine</title>")
                .contains("<svg");
    }

    @Test
    void the_policy_follows_the_style_sheet_of_the_shop() throws Exception {
        file("style.css", ":root{--accent:#b00020}\r\nbody{color:red}\r");

        var pages = new Pages(shopFiles);

        assertThat(pages.complaints()).isEmpty();
        var style = ":root{--accent:#b00020}\nbody{color:red}\n";
        var hash =
                Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(html(pages)).contains("<style>" + style + "</style>");
        assertThat(policy(pages)).contains("style-src 'sha256-" + hash + "'");
        assertThat(policy(new Pages(null))).doesNotContain(hash);
    }

    @Test
    void what_is_changed_on_a_running_server_counts_from_the_next_start_on() throws Exception {
        file("style.css", "body{color:red}");
        var pages = new Pages(shopFiles);
        file("style.css", "body{color:blue}");
        file("mailed-link.html", "<p>{{broken</p>");

        assertThat(html(pages)).contains("body{color:red}", "<svg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "mailed-link.html | {{{shop}}}{{token}} | only {{{style}}} may stand unescaped",
                "mailed-link.html | {{& shop}}{{token}} | only {{{style}}} may stand unescaped",
                "mailed-link.html | {{=<% %>=}}<%& shop%> | only {{{style}}} may stand unescaped",
                "mailed-link.html | {{token}}{{> ../secret}} | a page may include head, and nothing"
                        + " else",
                "mailed-link.html | {{token}}{{>welcome}} | a page may include head, and nothing"
                        + " else",
                "head.html | {{> head}} | a page may include head, and nothing else",
                "mailed-link.html | {{token}}{{shopp}} | there is no {{shopp}} on this page",
                "mailed-link.html | {{token}}{{#good}} | Section missing close tag 'good' @ line 1",
                "mailed-link.html | <button>Go</button> | without {{token}} its button does"
                        + " nothing",
                "mailed-link.html | {{token}}<SCRIPT>1</script> | scripts and styles in a page are"
                        + " blocked; styles go to style.css",
                "mailed-link.html | {{token}}<p style='x'> | scripts and styles in a page are"
                        + " blocked; styles go to style.css",
                "head.html | <style>p{}</style> | scripts and styles in a page are blocked; styles"
                        + " go to style.css",
                "mailed-link.html | {{token}}{{{challenge}}} | there is no {{challenge}} on this"
                        + " page",
                "captcha.html | <p>{{challenge}}</p> | without {{{challenge}}} there is nothing to"
                        + " solve",
                "captcha-form.html | {{token}} | this part of a page is ours alone",
                "mailed-links.html | x | there is no page of this name",
                "style.css | a{}</style><p> | </ would end the style sheet",
                "print.css | a{} | the one style sheet is style.css"
            })
    void a_file_that_would_break_a_page_is_told_and_ours_is_shown(
            String name, String text, String complaint) throws IOException {
        file(name, text);
        Files.writeString(shopFiles.resolve("secret.html"), "hunter2");

        var pages = new Pages(shopFiles);

        assertThat(pages.complaints()).containsExactly("pages/" + name + ": " + complaint);
        assertThat(html(pages)).isEqualTo(html(new Pages(null)));
    }

    @Test
    void our_own_files_copied_have_no_complaints() throws IOException {
        for (var name :
                new String[] {
                    "mailed-link.html",
                    "head.html",
                    "inbox.html",
                    "welcome.html",
                    "captcha.html",
                    "style.css"
                }) {
            try (var stream = Pages.class.getResourceAsStream("/pages/" + name)) {
                file(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        Files.writeString(shopFiles.resolve("pages").resolve("head.html~"), "an editor's");

        assertThat(new Pages(shopFiles).complaints()).isEmpty();
        assertThat(html(new Pages(shopFiles))).isEqualTo(html(new Pages(null)));
    }

    @Test
    void bytes_that_are_no_text_are_told() throws IOException {
        Files.createDirectories(shopFiles.resolve("pages"));
        Files.write(shopFiles.resolve("pages").resolve("style.css"), new byte[] {(byte) 0xff});

        assertThat(new Pages(shopFiles).complaints())
                .containsExactly("pages/style.css: it is not UTF-8");
    }

    private void file(String name, String text) throws IOException {
        var folder = Files.createDirectories(shopFiles.resolve("pages"));
        Files.writeString(folder.resolve(name), text);
    }

    private static String html(Pages pages) {
        return new String(
                pages.page(200, "mailed-link", ENGLISH, VALUES).body(), StandardCharsets.UTF_8);
    }

    private static String policy(Pages pages) {
        return pages.page(200, "mailed-link", ENGLISH, VALUES).headers().stream()
                .filter(header -> header.name().equals("Content-Security-Policy"))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
