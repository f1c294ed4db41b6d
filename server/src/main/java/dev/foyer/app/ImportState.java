package dev.foyer.app;

import dev.foyer.json.Json;
import dev.foyer.secret.Digest;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// How far an import has come.
///
/// @param file tells whether it is still the same file
/// @param entries of the file that are done, whatever came of them
/// @param refusedBytes of the list of refused records that belong to these
/// @param skippedBytes of the list of skipped ones, likewise
record ImportState(
        String file,
        long entries,
        long imported,
        long skipped,
        long refused,
        long refusedBytes,
        long skippedBytes) {
    /// Enough to tell two exports apart that happen to have one size.
    private static final int HEAD = 64 * 1024;

    static ImportState begin(String file) {
        return new ImportState(file, 0, 0, 0, 0, 0, 0);
    }

    static ImportState of(ObjectNode kept) {
        return new ImportState(
                kept.path("file").asString(""),
                kept.path("entries").asLong(0),
                kept.path("imported").asLong(0),
                kept.path("skipped").asLong(0),
                kept.path("refused").asLong(0),
                kept.path("refused_bytes").asLong(0),
                kept.path("skipped_bytes").asLong(0));
    }

    ObjectNode json() {
        return Json.object()
                .put("file", file)
                .put("entries", entries)
                .put("imported", imported)
                .put("skipped", skipped)
                .put("refused", refused)
                .put("refused_bytes", refusedBytes)
                .put("skipped_bytes", skippedBytes);
    }

    /// Its size and the digest of its first part.
    static String fingerprint(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = Digest.sha256().digest(in.readNBytes(HEAD));
            return Files.size(file) + " " + HexFormat.of().formatHex(digest);
        }
    }
}
