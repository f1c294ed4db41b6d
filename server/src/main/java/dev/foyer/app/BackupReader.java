package dev.foyer.app;

import dev.foyer.secret.Digest;
import dev.foyer.secret.Secrets;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Reads a backup, and believes nothing of it before its seal and every one of its digests has been
/// checked. Belongs to one thread.
final class BackupReader implements AutoCloseable {
    /// A manifest has some 300 bytes for each table.
    private static final int LONGEST_MANIFEST = 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final ZipFile zip;
    private final Manifest manifest;

    private BackupReader(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /// Why a backup is not taken, in one line for the operator.
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }

    /// Opens a backup and reads what it says of itself.
    ///
    /// @throws Unfit where it is none, was changed, or was made with a secret key that is not ours
    static BackupReader open(Path file, Secrets secrets) throws IOException, Unfit {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (NoSuchFileException _) {
            throw new Unfit(file + ": there is no such file");
        } catch (ZipException e) {
            throw new Unfit(file + " is no backup, or is damaged: " + e.getMessage());
        }
        try {
            return new BackupReader(zip, manifest(zip, file, secrets));
        } catch (IOException | Unfit | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static Manifest manifest(ZipFile zip, Path file, Secrets secrets)
            throws IOException, Unfit {
        try {
            var text = text(zip, BackupWriter.MANIFEST);
            var seal = text(zip, BackupWriter.SEAL);
            var manifest = Manifest.of(text);
            if (!secrets.fingerprints().contains(manifest.fingerprint())) {
                throw new Unfit(
                        "the backup belongs to another SECRET_KEY than this one: give that, or put the file secret-key"
                                + " of its server into FOYER_DATA");
            }
            if (!secrets.signer("backup").verify(seal, HexFormat.of()::formatHex, text)) {
                throw new Unfit(file + " was changed after it was made: its seal is broken");
            }
            return manifest;
        } catch (ZipException | DateTimeException | IllegalArgumentException e) {
            throw new Unfit(file + " is no backup, or is damaged: " + e.getMessage());
        }
    }

    private static String text(ZipFile zip, String name) throws IOException, Unfit {
        try (var in = stream(zip, name)) {
            return new String(in.readNBytes(LONGEST_MANIFEST), StandardCharsets.UTF_8);
        }
    }

    private static InputStream stream(ZipFile zip, String name) throws IOException, Unfit {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new Unfit(zip.getName() + " is no backup, or is damaged: it lacks " + name);
        }
        return zip.getInputStream(entry);
    }

    Manifest manifest() {
        return manifest;
    }

    /// Reads all of it once, and compares.
    ///
    /// @param each hears how many bytes have been read
    /// @throws Unfit where a single byte is another one
    void check(LongConsumer each) throws IOException, Unfit {
        long before = 0;
        for (var table : manifest.tables()) {
            var digest = Digest.sha256();
            long bytes = 0;
            try (var in = open(table)) {
                var buffer = new byte[BUFFER];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                    bytes += count;
                    each.accept(before + bytes);
                    if (bytes > table.bytes()) {
                        throw damaged(table, "it is too long");
                    }
                }
            } catch (ZipException e) {
                throw damaged(table, e.getMessage());
            } catch (EOFException _) {
                throw damaged(table, "it breaks off");
            }
            compare(table, digest);
            before += bytes;
        }
    }

    /// Whether what was read of a table is what was written.
    void compare(Manifest.Content table, MessageDigest read) throws Unfit {
        if (!HexFormat.of().formatHex(read.digest()).equals(table.sha256())) {
            throw damaged(table, "its digest is another one");
        }
    }

    /// The rows of a table.
    InputStream open(Manifest.Content table) throws IOException, Unfit {
        return stream(zip, table.entry());
    }

    private Unfit damaged(Manifest.Content table, @Nullable String why) {
        return new Unfit(
                "%s is damaged at the table %s: %s".formatted(zip.getName(), table.name(), why));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
