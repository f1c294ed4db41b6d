package dev.foyer.db;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Unpacks a `.txz` of folders, files and symbolic links; anything else in it is refused.
///
/// Nothing is written, and no link points, outside of the folder given.
final class Tarball {
    private static final int BUFFER = 1 << 16;
    private static final Set<PosixFilePermission> PROGRAM =
            PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PLAIN =
            PosixFilePermissions.fromString("rw-r--r--");
    private static final int OWNER_EXECUTES = 0100;

    private final Path root;

    private Tarball(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    static void unpack(InputStream packed, Path root) throws IOException {
        var tarball = new Tarball(root);
        try (var unpacked = new XZInputStream(new BufferedInputStream(packed, BUFFER));
                var tar = new TarArchiveInputStream(new BufferedInputStream(unpacked, BUFFER))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                tarball.write(entry, tar);
            }
        }
    }

    private void write(TarArchiveEntry entry, InputStream content) throws IOException {
        var target = inside(root.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            makeFolder(target);
        } else if (entry.isSymbolicLink()) {
            makeFolder(parent(target));
            inside(parent(target).resolve(entry.getLinkName()), entry);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile() && !entry.isLink()) {
            makeFolder(parent(target));
            writeFile(target, entry, content);
        } else {
            throw new IOException("unexpected kind of entry: " + entry.getName());
        }
    }

    private Path inside(Path path, TarArchiveEntry entry) throws IOException {
        var target = path.normalize();
        if (!target.startsWith(root)) {
            throw new IOException("an entry leads out of the folder: " + entry.getName());
        }
        return target;
    }

    private Path parent(Path target) {
        var parent = target.getParent();
        return parent == null ? root : parent;
    }

    /// Permissions are set by hand, because a strict umask would shut out the database's user.
    private void makeFolder(Path folder) throws IOException {
        if (folder.equals(root) || Files.isDirectory(folder)) {
            return;
        }
        makeFolder(parent(folder));
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PROGRAM);
    }

    /// On disk before the folder gets its name: a power cut must not leave empty programs.
    private static void writeFile(Path target, TarArchiveEntry entry, InputStream content)
            throws IOException {
        Files.copy(content, target);
        var executable = (entry.getMode() & OWNER_EXECUTES) != 0;
        Files.setPosixFilePermissions(target, executable ? PROGRAM : PLAIN);
        try (var channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
