package dev.foyer.outbox;

import dev.foyer.words.TemplateNames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tries every template of the shop with sample values, so that a slip of the pen is found by the
/// one who starts the server and not by the first shopper.
final class TemplateCheck {
    private static final Pattern FILE = Pattern.compile("([a-z0-9-]+)\\.([a-z]{2,3})\\.(txt|html)");
    private static final List<String> LANGUAGES = List.of("en", "tr");

    /// Without these a message is of no use.
    private static final List<String> ESSENTIAL = List.of("link", "code");

    private final Path shopFiles;
    private final Templates templates;
    private final Properties values = values();

    TemplateCheck(Path shopFiles, Templates templates) {
        this.shopFiles = shopFiles;
        this.templates = templates;
    }

    /// One line for each file that cannot be used.
    List<String> complaints() {
        if (!Files.isDirectory(shopFiles)) {
            return List.of(shopFiles + ": expected a folder");
        }
        var complaints = new ArrayList<String>();
        for (var folder : List.of("mail", "sms")) {
            for (var file : files(folder)) {
                complaint(folder, file).ifPresent(text -> complaints.add(file + ": " + text));
            }
        }
        return complaints;
    }

    /// What an editor leaves beside a template is none.
    private List<String> files(String folder) {
        var found = shopFiles.resolve(folder).toFile().listFiles();
        return found == null
                ? List.of()
                : List.of(found).stream()
                        .filter(java.io.File::isFile)
                        .map(file -> folder + "/" + file.getName())
                        .filter(name -> name.endsWith(".txt") || name.endsWith(".html"))
                        .sorted()
                        .toList();
    }

    private Optional<String> complaint(String folder, String file) {
        var name = FILE.matcher(file.substring(folder.length() + 1));
        if (!name.matches() || templates.ours(ours(folder, name, "en")).isEmpty()) {
            return Optional.of("there is no message of this name");
        }
        try {
            var sample = sample(folder, name);
            var filled = templates.fillOwn(file, sample, check(folder, name.group(3)));
            if (filled.contains("{{")) {
                return Optional.of("a name is opened with {{ and not closed with }}");
            }
            return ESSENTIAL.stream()
                    .filter(sample::containsKey)
                    .filter(key -> !shows(filled, sampleOf(key), file))
                    .map(key -> "it does not show {{" + key + "}}" + where(key, file))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return Optional.of(Templates.complaint(e));
        }
    }

    private static UnaryOperator<String> check(String folder, String kind) {
        return folder.equals("mail") && kind.equals("txt")
                ? Letters::beginningWithSubject
                : text -> text;
    }

    /// In text a link stands alone on its line, so that every mail program makes it one (contract
    /// 0.2.5).
    private static boolean shows(String filled, String value, String file) {
        boolean isText = file.startsWith("mail/") && file.endsWith(".txt");
        return isText
                ? filled.lines().anyMatch(line -> line.strip().equals(value))
                : filled.contains(value);
    }

    private static String where(String key, String file) {
        return key.equals("link") && file.endsWith(".txt") ? " on a line of its own" : "";
    }

    /// A value for every name that the message is given.
    private Map<String, String> sample(String folder, Matcher name) {
        var sample = new HashMap<String, String>();
        for (var key : names(folder, name)) {
            sample.put(key, sampleOf(key));
        }
        return sample;
    }

    private static String sampleOf(String key) {
        return "sample-" + key;
    }

    private Set<String> names(String folder, Matcher name) {
        var told = values.getProperty(name.group(1), "");
        var names = new HashSet<String>();
        if (folder.equals("mail") && !told.isEmpty()) {
            names.addAll(List.of(told.split(" ", -1)));
        }
        for (var language : LANGUAGES) {
            templates
                    .ours(ours(folder, name, language))
                    .ifPresent(template -> names.addAll(TemplateNames.of(template)));
        }
        return names;
    }

    private static String ours(String folder, Matcher name, String language) {
        return folder + "/" + name.group(1) + "." + language + "." + name.group(3);
    }

    private static Properties values() {
        var name = "/mail/values.properties";
        try (var stream = TemplateCheck.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            var values = new Properties();
            values.load(new java.io.InputStreamReader(stream, StandardCharsets.UTF_8));
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
