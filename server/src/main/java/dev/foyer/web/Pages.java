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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Pages for people, from Mustache templates in `/pages`, or from the shop's own folder. A template
/// can neither run code nor forget to escape.
///
/// `{{name}}` is a value of the page, `{{#say}}name{{/say}}` a phrase in the visitor's language.
/// The one style sheet stands in each page and is allowed by its hash; nothing else is, unless the
/// page asks for it: no script, no image from elsewhere, no frame. Safe for use by many threads.
public final class Pages {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*");

    private final Map<String, Template> compiled = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler =
            Mustache.compiler().escapeHTML(true).defaultValue("").withLoader(this::reader);
    private final Optional<ShopPages> shopPages;
    private final String style;
    private final Map<String, String> policy;

    /// @param shopFiles a folder whose `pages/<name>.html` and `pages/style.css` take the place of
    ///   ours; read now and not again
    public Pages(@Nullable Path shopFiles) {
        this.shopPages =
                Optional.ofNullable(shopFiles)
                        .map(folder -> new ShopPages(folder, name -> text(name + ".html")));
        this.style = source(ShopPages.STYLE);
        this.policy = policy(style);
    }

    private static Map<String, String> policy(String style) {
        var policy = new LinkedHashMap<String, String>();
        policy.put("default-src", "'none'");
        policy.put("style-src", source(style.getBytes(StandardCharsets.UTF_8)));
        policy.put("img-src", "'self' data:");
        policy.put("form-action", "'self'");
        policy.put("base-uri", "'none'");
        policy.put("frame-ancestors", "'none'");
        return policy;
    }

    /// The source (CSP 3, 2.3.1) that allows an inline script or style sheet of exactly these
    /// bytes.
    public static String source(byte[] inline) {
        return "'sha256-" + sha256(inline) + "'";
    }

    /// What is wrong with the shop's own files, one line each; to be asked before a start.
    public List<String> complaints() {
        return shopPages.map(ShopPages::complaints).orElse(List.of());
    }

    /// A page in this language.
    public Response page(int status, String name, Language language, Map<String, ?> values) {
        return page(status, name, language, values, Map.of());
    }

    /// A page that needs more than the style sheet.
    ///
    /// @param allowed further sources by the directive of the Content-Security-Policy
    public Response page(
            int status,
            String name,
            Language language,
            Map<String, ?> values,
            Map<String, String> allowed) {
        return Response.html(status, fragment(name, language, values))
                .with("Content-Security-Policy", spelled(allowed))
                .with("Referrer-Policy", "same-origin");
    }

    /// A page, or a part of one, as text.
    public String fragment(String name, Language language, Map<String, ?> values) {
        var page = new ConcurrentHashMap<String, Object>(values);
        page.put("style", style);
        page.put("language", language.code());
        page.put(
                "say",
                (Mustache.Lambda)
                        (phrase, out) -> out.write(escaped(language.say(phrase.execute()))));
        return template(name).execute(page);
    }

    private String spelled(Map<String, String> allowed) {
        var all = new LinkedHashMap<>(policy);
        allowed.forEach(
                (name, sources) -> all.merge(name, sources, (ours, more) -> ours + " " + more));
        return all.entrySet().stream()
                .map(directive -> directive.getKey() + " " + directive.getValue())
                .collect(Collectors.joining("; "));
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

    private static String sha256(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
