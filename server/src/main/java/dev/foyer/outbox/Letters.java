package dev.foyer.outbox;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;

import dev.foyer.words.Language;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Writes letters from templates, one text and one HTML file for each language:
/// `mail/<name>.<language>.txt` with the subject in its first line, and
/// `mail/<name>.<language>.html`. A file of the same name in the shop's own folder takes the place
/// of ours; it is read anew for each letter. Templates are Mustache: they can run no code, and HTML
/// escapes every value.
public final class Letters {
    private static final String SUBJECT = "Subject: ";

    /// A value of several lines could put a link of its own on a line of its own.
    private static final Pattern LINE_BREAKS =
            Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private final @Nullable Path shopFiles;
    private final Mustache.Compiler plain = compiler().escapeHTML(false);
    private final Mustache.Compiler html = compiler().escapeHTML(true);

    public Letters(@Nullable Path shopFiles) {
        this.shopFiles = shopFiles;
    }

    /// A written letter.
    public record Letter(String subject, String text, String html) {}

    /// @param name of the template, such as `confirm-email`
    /// @param values what the template may name
    public Letter write(String name, Language language, Map<String, String> values) {
        var lines = new HashMap<String, String>();
        values.forEach((key, value) -> lines.put(key, LINE_BREAKS.matcher(value).replaceAll(" ")));
        var text = plain.compile(template("mail", name, language, "txt")).execute(lines);
        int firstLine = text.indexOf('\n');
        if (!text.startsWith(SUBJECT) || firstLine < 0) {
            throw new IllegalStateException(
                    "the letter " + name + " does not begin with a subject line");
        }
        return new Letter(
                text.substring(SUBJECT.length(), firstLine).strip(),
                text.substring(firstLine).strip() + "\n",
                html.compile(template("mail", name, language, "html")).execute(lines));
    }

    /// An SMS, from `sms/<name>.<language>.txt`.
    public String sms(String name, Language language, Map<String, String> values) {
        return plain.compile(template("sms", name, language, "txt")).execute(values);
    }

    private String template(String folder, String name, Language language, String kind) {
        return find(folder + "/" + name + "." + language.code() + "." + kind)
                .or(() -> find(folder + "/" + name + ".en." + kind))
                .orElseThrow(() -> new IllegalStateException("no template for the letter " + name));
    }

    private Optional<String> find(String file) {
        try {
            var own = shopFiles == null ? null : shopFiles.resolve(file);
            if (own != null && Files.isRegularFile(own)) {
                return Optional.of(Files.readString(own));
            }
            try (var stream = Letters.class.getResourceAsStream("/" + file)) {
                return stream == null
                        ? Optional.empty()
                        : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the template " + file, e);
        }
    }

    /// The library would look for methods of the values, and call them; ours are found by name
    /// alone. A section over an empty value is left out.
    private static Mustache.Compiler compiler() {
        return Mustache.compiler()
                .emptyStringIsFalse(true)
                .withCollector(
                        new BasicCollector() {
                            @Override
                            public <K, V> Map<K, V> createFetcherCache() {
                                return new ConcurrentHashMap<>();
                            }
                        });
    }
}
