package dev.foyer.outbox;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// The templates of messages: ours, and the shop's that take their place. A file of the shop is
/// compiled anew when it has changed. Safe for use by many threads.
final class Templates {
    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);

    /// A letter of a megabyte is none; it would be read into memory for each change.
    private static final long LARGEST = 1 << 20;

    private final @Nullable Path shopFiles;
    private final Mustache.Compiler plain = compiler().escapeHTML(false);
    private final Mustache.Compiler html = compiler().escapeHTML(true);
    private final Map<String, Template> ours = new ConcurrentHashMap<>();
    private final Map<String, Own> own = new ConcurrentHashMap<>();

    Templates(@Nullable Path shopFiles) {
        this.shopFiles = shopFiles;
    }

    /// A file of the shop as it was compiled.
    private record Own(FileTime modified, long size, Template template) {}

    /// Fills in the template of a message: the shop's in this language, ours in this language, the
    /// shop's in English, ours in English, whichever is there and sound. A broken file of the shop
    /// is told in the log and passed over.
    ///
    /// @param file without language and kind, such as `mail/confirm-email`
    /// @param check throws where what came out cannot be used
    String fill(
            String file,
            String language,
            String kind,
            Map<String, String> values,
            UnaryOperator<String> check) {
        for (var name : new String[] {file + "." + language + kind, file + ".en" + kind}) {
            var filled = ofShop(name, values, check).or(() -> ofOurs(name, values, check));
            if (filled.isPresent()) {
                return filled.get();
            }
        }
        throw new IllegalStateException("no template for the message " + file);
    }

    /// The same with the shop's own file alone, whatever it throws.
    String fillOwn(String name, Map<String, String> values, UnaryOperator<String> check)
            throws IOException {
        return check.apply(own(name).orElseThrow().execute(values));
    }

    /// Our template of this file, if there is one.
    Optional<Template> ours(String name) {
        var known = ours.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        try (var stream = Templates.class.getResourceAsStream("/" + name)) {
            if (stream == null) {
                return Optional.empty();
            }
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(ours.computeIfAbsent(name, _ -> compile(name, text)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the template " + name, e);
        }
    }

    private Optional<String> ofOurs(
            String name, Map<String, String> values, UnaryOperator<String> check) {
        return ours(name).map(template -> check.apply(template.execute(values)));
    }

    /// Whatever a template throws is a fault of the template: it is no code of ours.
    private Optional<String> ofShop(
            String name, Map<String, String> values, UnaryOperator<String> check) {
        try {
            return own(name).map(template -> check.apply(template.execute(values)));
        } catch (IOException | RuntimeException e) {
            LOG.warn("the shop's {} is passed over: {}", name, complaint(e));
            return Optional.empty();
        }
    }

    private Optional<Template> own(String name) throws IOException {
        var path = shopFiles == null ? null : shopFiles.resolve(name);
        if (path == null || !Files.isRegularFile(path)) {
            return Optional.empty();
        }
        var file = Files.readAttributes(path, BasicFileAttributes.class);
        var known = own.get(name);
        if (known != null
                && known.size() == file.size()
                && known.modified().equals(file.lastModifiedTime())) {
            return Optional.of(known.template());
        }
        if (file.size() > LARGEST) {
            throw new IOException("it is larger than a megabyte");
        }
        var template = compile(name, Files.readString(path));
        own.put(name, new Own(file.lastModifiedTime(), file.size(), template));
        return Optional.of(template);
    }

    /// What is wrong, in words for an operator.
    static String complaint(Exception e) {
        return switch (e) {
            case java.nio.charset.CharacterCodingException _ -> "it is not UTF-8";
            case UnsupportedOperationException _ -> "it includes another template";
            case IOException io -> "it cannot be read: " + io.getMessage();
            default -> String.valueOf(e.getMessage());
        };
    }

    private Template compile(String name, String text) {
        return (name.endsWith(".html") ? html : plain).compile(text);
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
