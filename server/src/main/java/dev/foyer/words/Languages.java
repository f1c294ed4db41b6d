package dev.foyer.words;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/// The languages of the shop: English and Turkish as shipped, others from the shop's own folder.
/// Safe for use by many threads.
public final class Languages {
    /// An `Accept-Language` longer than this is not read: no browser sends one.
    private static final int LONGEST_HEADER = 1000;

    private static final List<String> SHIPPED = List.of("en", "tr");

    private final Map<String, Language> byCode;
    private final Language standard;
    private final Memo<Optional<Language>> asked = new Memo<>(this::bestOf);

    private Languages(Map<String, Language> byCode, Language standard) {
        this.byCode = byCode;
        this.standard = standard;
    }

    /// Reads the shipped words and `words/*.properties` of the shop's folder, which may change
    /// single phrases or add languages; what a file leaves out is said in English.
    ///
    /// @param standard the language where none is asked for (`LANGUAGE_CODE`)
    public static Languages load(@Nullable Path shopFiles, String standard) {
        var words = new TreeMap<String, Map<String, String>>();
        SHIPPED.forEach(code -> words.put(code, shipped(code)));
        if (shopFiles != null) {
            shopWords(shopFiles.resolve("words")).forEach(file -> overlay(words, file));
        }
        var english = words.get("en");
        var languages = new TreeMap<String, Language>();
        words.forEach((code, own) -> languages.put(code, new Language(code, over(english, own))));
        var chosen = languages.get(standard);
        if (chosen == null) {
            throw new IllegalArgumentException("no words for the language " + standard);
        }
        return new Languages(languages, chosen);
    }

    /// The language where none is asked for.
    public Language standard() {
        return standard;
    }

    /// The language of a stored code or locale, such as `tr` or `tr-tr`; unknown ones are the
    /// standard.
    public Language of(String codeOrLocale) {
        return exactly(codeOrLocale).orElse(standard);
    }

    /// The language of a code or locale, such as `tr`, `tr-TR` or `tr_tr`, or nothing where the
    /// shop does not speak it.
    public Optional<Language> exactly(String codeOrLocale) {
        var code = codeOrLocale.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        return Optional.ofNullable(byCode.get(code));
    }

    /// What `Accept-Language` asks for, or nothing where it is unknown or malformed (contract
    /// 0.1.11).
    public Optional<Language> matching(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        return asked.of(acceptLanguage);
    }

    private Optional<Language> bestOf(String acceptLanguage) {
        try {
            return LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .sorted(Comparator.comparingDouble(LanguageRange::getWeight).reversed())
                    .flatMap(range -> exactly(range.getRange()).stream())
                    .findFirst();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> shipped(String code) {
        var name = "/words/" + code + ".properties";
        try (var stream = Languages.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return read(new java.io.InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> shopWords(Path folder) {
        var files = folder.toFile().listFiles((_, name) -> name.endsWith(".properties"));
        return files == null
                ? List.of()
                : Arrays.stream(files).map(java.io.File::toPath).sorted().toList();
    }

    private static void overlay(Map<String, Map<String, String>> words, Path file) {
        var code = file.getFileName().toString().replace(".properties", "");
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            words.merge(code, read(reader), Languages::over);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the words of " + code, e);
        }
    }

    private static Map<String, String> over(
            @Nullable Map<String, String> below, Map<String, String> above) {
        var both = new HashMap<>(below == null ? Map.of() : below);
        both.putAll(above);
        return both;
    }

    private static Map<String, String> read(Reader reader) throws IOException {
        var properties = new Properties();
        properties.load(reader);
        var words = new HashMap<String, String>();
        properties
                .stringPropertyNames()
                .forEach(name -> words.put(name, properties.getProperty(name)));
        return words;
    }
}
