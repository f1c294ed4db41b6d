package dev.foyer.app;

import dev.foyer.json.Json;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Where a long command goes on after it was cut off: a small file beside the large one, replaced
/// whole each time. One that cannot be read, as after a power cut, counts as none: whatever is done
/// twice is found done.
final class Checkpoint {
    private final Path file;
    private final Path draft;

    private Checkpoint(Path file) {
        this.file = file;
        this.draft = PrivateFile.beside(file, ".new");
    }

    static Checkpoint of(Path large) {
        return new Checkpoint(PrivateFile.beside(large, ".progress"));
    }

    Optional<ObjectNode> read() throws IOException {
        try {
            return Json.parse(Files.readAllBytes(file)) instanceof ObjectNode kept
                    ? Optional.of(kept)
                    : Optional.empty();
        } catch (NoSuchFileException | Json.Malformed _) {
            return Optional.empty();
        }
    }

    void write(ObjectNode state) throws IOException {
        try (var channel = PrivateFile.open(draft)) {
            channel.truncate(0);
            var bytes = ByteBuffer.wrap(Json.text(state).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    Path file() {
        return file;
    }
}
