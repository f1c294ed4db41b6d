package dev.foyer.app;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files that hold customers' data: readable by their owner alone from their first byte on (0600).
final class PrivateFile {
    private PrivateFile() {}

    /// Opens a file to read and write, made where there is none.
    static FileChannel open(Path file) throws IOException {
        var permissions = PosixFilePermissions.fromString("rw-------");
        var channel =
                FileChannel.open(
                        file,
                        Set.of(CREATE, READ, WRITE),
                        PosixFilePermissions.asFileAttribute(permissions));
        Files.setPosixFilePermissions(file, permissions);
        return channel;
    }

    /// Gives a finished file its name, so that under that name there is a whole file or none.
    static void publish(FileChannel written, Path draft, Path file) throws IOException {
        written.force(true);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), READ)) {
            folder.force(true);
        }
    }

    /// The file of this name with something appended to it.
    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
