package dev.foyer.credential;

import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.web.Counters;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Whether a password has appeared in a breach, as `BREACHED_PASSWORDS` knows it. Reads files or
/// waits for a service: never to be asked within a transaction. Where the source cannot tell, the
/// password passes, and the failure is logged and counted: a shop must not stand still because a
/// stranger's service does. Safe for use by many threads.
public final class BreachedPasswords {
    private static final Logger LOG = LoggerFactory.getLogger(BreachedPasswords.class);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// What the range files and services are named by.
    private static final int PREFIX = 5;

    /// Ten times what the largest range has.
    private static final int LARGEST_RANGE = 1024 * 1024;

    private final DynamicSettings settings;
    private final Counters counters;
    private final RangeService service = new RangeService();

    public BreachedPasswords(DynamicSettings settings, Counters counters) {
        this.settings = settings;
        this.counters = counters;
    }

    /// Whether anything is asked at all.
    boolean isOn() {
        return !(source() instanceof BreachSource.Off);
    }

    /// Whether this password is known from a breach, as it was typed or as it will be hashed.
    boolean contains(Password password) {
        var source = source();
        if (source instanceof BreachSource.Off) {
            return false;
        }
        return List.of(password.normal(), password.typed()).stream()
                .distinct()
                .anyMatch(form -> contains(source, sha1(form)));
    }

    private BreachSource source() {
        return settings.get(PasswordSettings.BREACHED_PASSWORDS);
    }

    private boolean contains(BreachSource source, String hash) {
        try {
            return switch (source) {
                case BreachSource.Off() -> false;
                case BreachSource.Folder(var folder) -> holds(range(folder, prefix(hash)), hash);
                case BreachSource.SortedFile(var file) -> SortedHashes.contains(file, hash);
                case BreachSource.Service(var base) ->
                        holds(service.range(base, prefix(hash)), hash);
            };
        } catch (IOException e) {
            var kind = kind(source);
            LOG.warn("a password passes unchecked against breaches, since the {} {}", kind, why(e));
            counters.count("foyer_breach_check_failures_total", "source", kind);
            return false;
        }
    }

    /// Names no password and no part of a hash, as the name of a missing file would.
    private static String why(IOException e) {
        return e instanceof NoSuchFileException
                ? "lacks a range"
                : "cannot be read: " + e.getClass().getSimpleName() + reason(e);
    }

    private static String reason(IOException e) {
        return e.getClass() == IOException.class ? " (" + e.getMessage() + ")" : "";
    }

    private static String kind(BreachSource source) {
        return switch (source) {
            case BreachSource.Off _ -> "off";
            case BreachSource.Folder _ -> "folder";
            case BreachSource.SortedFile _ -> "file";
            case BreachSource.Service _ -> "service";
        };
    }

    private static String range(Path folder, String prefix) throws IOException {
        for (var name : List.of(prefix, prefix.toLowerCase(Locale.ROOT))) {
            for (var file : List.of(folder.resolve(name), folder.resolve(name + ".txt"))) {
                if (Files.isRegularFile(file)) {
                    return bounded(file);
                }
            }
        }
        throw new NoSuchFileException("a range");
    }

    private static String bounded(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            var bytes = stream.readNBytes(LARGEST_RANGE + 1);
            if (bytes.length > LARGEST_RANGE) {
                throw new IOException("a range is too large");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /// A count of zero is padding.
    private static boolean holds(String range, String hash) {
        var sought = hash.substring(PREFIX) + ":";
        return range.lines()
                .map(String::strip)
                .filter(line -> line.regionMatches(true, 0, sought, 0, sought.length()))
                .anyMatch(line -> !line.substring(sought.length()).matches("0*"));
    }

    private static String prefix(String hash) {
        return hash.substring(0, PREFIX);
    }

    /// SHA-1 is what the lists are made with; nothing is stored or protected by it.
    private static String sha1(String text) {
        try {
            return HEX.formatHex(
                    MessageDigest.getInstance("SHA-1")
                            .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
