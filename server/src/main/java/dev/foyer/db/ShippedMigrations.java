package dev.foyer.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// The migrations of this program as their library would note them in its table once they have all
/// run; told without it, since to load the library takes longer than to read the files.
final class ShippedMigrations {
    private static final String FOLDER = "/db/migration/";
    private static final Pattern NAME = Pattern.compile("V([0-9]+)__([a-z_]+)\\.sql");

    private ShippedMigrations() {}

    /// One line for each, sorted, each [#note]; nothing where there is a file that only the library
    /// may understand, or where they lie neither in a jar nor in a folder.
    static Optional<List<String>> notes() throws IOException {
        var folder = ShippedMigrations.class.getResource(FOLDER);
        var names = folder == null ? List.<String>of() : names(folder);
        if (names.isEmpty() || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            return Optional.empty();
        }
        var notes = new String[names.size()];
        for (int i = 0; i < notes.length; i++) {
            notes[i] = note(names.get(i));
        }
        return Optional.of(Stream.of(notes).sorted().toList());
    }

    private static List<String> names(URL folder) throws IOException {
        if (folder.openConnection() instanceof JarURLConnection inJar) {
            var prefix = inJar.getEntryName();
            return inJar.getJarFile().stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
                    .map(entry -> entry.getName().substring(prefix.length()))
                    .toList();
        }
        if (!folder.getProtocol().equals("file")) {
            return List.of();
        }
        try (var files = Files.list(Path.of(URI.create(folder.toString())))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /// Version, description, kind, file, checksum, and that it went well.
    private static String note(String name) throws IOException {
        var parts = NAME.matcher(name);
        var _ = parts.matches();
        try (var text = ShippedMigrations.class.getResourceAsStream(FOLDER + name)) {
            if (text == null) {
                throw new IOException("cannot read the migration " + name);
            }
            return "%s|%s|SQL|%s|%d|t"
                    .formatted(
                            parts.group(1), parts.group(2).replace('_', ' '), name, checksum(text));
        }
    }

    /// The library's own: CRC-32 of the lines, without their ends.
    private static int checksum(InputStream text) throws IOException {
        var checksum = new CRC32();
        var lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            checksum.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return (int) checksum.getValue();
    }
}
