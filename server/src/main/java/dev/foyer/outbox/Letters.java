package dev.foyer.outbox;

import dev.foyer.words.Language;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes letters from templates, one text and one HTML file for each language:
/// `mail/<name>.<language>.txt` with the subject in its first line, and
/// `mail/<name>.<language>.html`. A file of the same name in the shop's own folder takes the place
/// of ours; it may be changed at any time, and where it breaks, ours stands in. Templates are
/// Mustache: they can run no code, and HTML escapes every value. Safe for use by many threads.
public final class Letters {
    private static final String SUBJECT = "Subject: ";

    /// A value of several lines could put a link of its own on a line of its own.
    private static final Pattern LINE_BREAKS =
            Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final @Nullable Path shopFiles;
    private final Templates templates;

    public Letters(@Nullable Path shopFiles) {
        this.shopFiles = shopFiles;
        this.templates = new Templates(shopFiles);
    }

    /// A written letter.
    public record Letter(String subject, String text, String html) {}

    /// What is wrong with the shop's own templates, one line each; to be asked before a start.
    public List<String> complaints() {
        return shopFiles == null ? List.of() : new TemplateCheck(shopFiles, templates).complaints();
    }

    /// @param name of the template, such as `confirm-email`
    /// @param values what the template may name
    public Letter write(String name, Language language, Map<String, String> values) {
        var lines = new HashMap<String, String>();
        values.forEach((key, value) -> lines.put(key, LINE_BREAKS.matcher(value).replaceAll(" ")));
        var file = "mail/" + name;
        var text =
                templates.fill(file, language.code(), ".txt", lines, Letters::beginningWithSubject);
        var html = templates.fill(file, language.code(), ".html", lines, filled -> filled);
        int firstLine = text.indexOf('\n');
        return new Letter(
                text.substring(SUBJECT.length(), firstLine).strip(),
                text.substring(firstLine).strip() + "\n",
                html);
    }

    /// A point in time for a letter: the same in every language, since nobody knows the zone of
    /// whoever reads it.
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /// An SMS, from `sms/<name>.<language>.txt`.
    public String sms(String name, Language language, Map<String, String> values) {
        return templates.fill("sms/" + name, language.code(), ".txt", values, text -> text);
    }

    /// @throws IllegalStateException where a text has no subject in its first line
    static String beginningWithSubject(String text) {
        int firstLine = text.indexOf('\n');
        if (!text.startsWith(SUBJECT) || firstLine < 0) {
            throw new IllegalStateException("its first line is no subject (Subject: …)");
        }
        return text;
    }
}
