package dev.foyer.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// A secret made at first start and kept in the data folder, readable by its owner alone (0600).
final class KeptSecret {
    private static final int BYTES = 32;

    private KeptSecret() {}

    /// The secret of this name, made where there is none yet.
    static String in(Path folder, String name, SecureRandom random) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(name);
            var known = read(file);
            return known.isPresent() ? known.get() : make(file, random);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the " + name + " in " + folder, e);
        }
    }

    /// The secret in a file, if there is one.
    static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// Written beside its place and moved there, so that a kill in the middle leaves no half of a
    /// secret.
    private static String make(Path file, SecureRandom random) throws IOException {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var secret = HexFormat.of().formatHex(bytes);
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try {
            Files.createFile(
                    draft,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            return read(file).orElseThrow();
        }
        Files.writeString(draft, secret + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return secret;
    }
}
