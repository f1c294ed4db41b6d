package dev.foyer.web;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

import dev.foyer.words.Language;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Pages for people, from Mustache templates in `/pages`. A template can neither run code nor
/// forget to escape.
///
/// `{{name}}` is a value of the page, `{{#say}}name{{/say}}` a phrase in the visitor's language.
/// The one style sheet stands in each page and is allowed by its hash; nothing else is: no script,
/// no image from elsewhere, no frame. Safe for use by many threads.
public final class Pages {
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler =
            Mustache.compiler().escapeHTML(true).defaultValue("").withLoader(Pages::source);
    private final String style = text("style.css");
    private final String policy =
            "default-src 'none'; style-src 'sha256-"
                    + sha256(style)
                    + "'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

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
        return compiled.computeIfAbsent(name, _ -> compiler.compile(source(name)));
    }

    private static Reader source(String name) {
        var stream = Pages.class.getResourceAsStream("/pages/" + name + ".html");
        if (stream == null) {
            throw new IllegalStateException("the jar lacks the page " + name);
        }
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }

    private static String text(String name) {
        try (var stream = Pages.class.getResourceAsStream("/pages/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks /pages/" + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
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
