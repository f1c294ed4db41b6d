package dev.foyer.credential;

import dev.foyer.dynamic.Reading;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Where breached passwords are known from (`BREACHED_PASSWORDS`). All of them are in the forms of
/// Have I Been Pwned: SHA-1 in hex, and how often each was seen.
public sealed interface BreachSource {
    String EXPECTED =
            "off, the whole path of a folder of range files or of one sorted file, or the http(s)"
                    + " address of a range service";

    int LONGEST = 500;

    /// A sound folder has a million files.
    int MOST_LOOKED_AT = 1000;

    /// Nowhere.
    record Off() implements BreachSource {}

    /// A folder of files named by the first five digits, with or without `.txt`, that hold the
    /// other 35 and the count of each.
    record Folder(Path path) implements BreachSource {}

    /// One file of lines `HASH:COUNT`, sorted by hash.
    record SortedFile(Path path) implements BreachSource {}

    /// A service that is asked for the first five digits and answers like a file of a folder.
    ///
    /// @param base with a final slash
    record Service(URI base) implements BreachSource {}

    /// Reads the value of the setting. Files are looked at, as they are on this node; a service is
    /// not asked.
    static Reading<BreachSource> read(JsonNode node) {
        if (!node.isString()
                || node.stringValue().isEmpty()
                || node.stringValue().length() > LONGEST) {
            return Reading.wrong(EXPECTED);
        }
        var text = node.stringValue();
        if (text.equals("off")) {
            return Reading.value(new Off());
        }
        return text.startsWith("http://") || text.startsWith("https://")
                ? service(text)
                : files(text);
    }

    private static Reading<BreachSource> service(String text) {
        try {
            var uri = new URI(text.endsWith("/") ? text : text + "/");
            boolean plain =
                    uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && uri.getRawQuery() == null
                            && uri.getRawFragment() == null;
            return plain
                    ? Reading.value(new Service(uri))
                    : Reading.wrong("an address with a host and a path, and nothing else");
        } catch (URISyntaxException _) {
            return Reading.wrong("an address with a host and a path, and nothing else");
        }
    }

    private static Reading<BreachSource> files(String text) {
        try {
            var path = Path.of(text);
            if (!path.isAbsolute()) {
                return Reading.wrong(EXPECTED);
            }
            if (Files.isDirectory(path)) {
                return folder(path);
            }
            return Files.isRegularFile(path)
                    ? file(path)
                    : Reading.wrong("a folder or file that exists on every node");
        } catch (InvalidPathException _) {
            return Reading.wrong(EXPECTED);
        } catch (IOException e) {
            return Reading.wrong(
                    "a folder or file that can be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static Reading<BreachSource> folder(Path path) throws IOException {
        var name = Pattern.compile("[0-9A-Fa-f]{5}(\\.txt)?");
        try (var entries = Files.newDirectoryStream(path)) {
            var entry = entries.iterator();
            for (int i = 0; i < MOST_LOOKED_AT && entry.hasNext(); i++) {
                if (name.matcher(String.valueOf(entry.next().getFileName())).matches()) {
                    return Reading.value(new Folder(path));
                }
            }
        }
        return Reading.wrong(
                "a folder of files named by five hex digits, such as 21BD1 or 21BD1.txt");
    }

    private static Reading<BreachSource> file(Path path) throws IOException {
        var trouble = SortedHashes.trouble(path);
        return trouble.isEmpty()
                ? Reading.value(new SortedFile(path))
                : Reading.wrong(trouble.get());
    }
}
