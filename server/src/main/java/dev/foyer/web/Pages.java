package dev.foyer.web;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

import dev.foyer.words.Language;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Pages for people, from Mustache templates in `/pages`, or from the shop's own folder. A template
/// can neither run code nor forget to escape.
///
/// `{{name}}` is a value of the page, `{{#say}}name{{/say}}` a phrase in the visitor's language.
/// The one style sheet stands in each page and is allowed by its hash; nothing else is: no script,
/// no image from elsewhere, no frame. Safe for use by many threads.
public final class Pages {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*");

    private final Map<String, Template> compiled = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler =
            Mustache.compiler().escapeHTML(true).defaultValue("").withLoader(this::reader);
    private final Optional<ShopPages> shopPages;
    private final String style;
    private final String policy;

    /// @param shopFiles a folder whose `pages/<name>.html` and `pages/style.css` take the place of
    ///   ours; read now and not again
    public Pages(@Nullable Path shopFiles) {
        this.shopPages =
                Optional.ofNullable(shopFiles)
                        .map(folder -> new ShopPages(folder, name -> text(name + ".html")));
        this.style = source(ShopPages.STYLE);
        this.policy =
                "default-src 'none'; style-src 'sha256-"
                        + sha256(style)
                        + "'; img-src 'self' data:; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'";
    }

    /// What is wrong with the shop's own files, one line each; to be asked before a start.
    public List<String> complaints() {
        return shopPages.map(ShopPages::complaints).orElse(List.of());
    }

    /// A page in this language.
    public Response page(int status, String name, Language language, Map<String, ?> values) {
        var page = new ConcurrentHashMap<String, Object>(values);
        page.put("style", style);
        page.put("language", language.code());
        page.put(
                "say",
                (Mustache.Lambda)
                        (phrase, out) -> out.write(escaped(language.say(phrase.execute()))));
        return Response.html(status, template(name).execute(page))
                .with("Content-Security-Policy", policy)
                .with("Referrer-Policy", "same-origin");
    }

    private static String escaped(String text) {
        return Escapers.HTML.escape(text);
    }

    private Template template(String name) {
        return compiled.computeIfAbsent(name, _ -> compiler.compile(reader(name)));
    }

    private Reader reader(String name) {
        return new StringReader(source(name + ".html"));
    }

    private String source(String file) {
        return shopPages
                .flatMap(pages -> pages.source(file))
                .or(() -> text(file))
                .orElseThrow(() -> new IllegalStateException("the jar lacks /pages/" + file));
    }

    /// Our own file, if there is one of this name.
    private static Optional<String> text(String file) {
        if (!NAME.matcher(file.substring(0, file.lastIndexOf('.'))).matches()) {
            return Optional.empty();
        }
        try (var stream = Pages.class.getResourceAsStream("/pages/" + file)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
