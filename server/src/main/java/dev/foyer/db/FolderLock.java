package dev.foyer.db;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One folder, one process: taken before anything in the folder is touched, given back last.
///
/// The operating system gives the lock back when the process dies, however it dies. The file itself
/// is never deleted: two processes could then each hold a lock on a file of that name.
final class FolderLock {
    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    /// Folders held by this very process. Asked before the file is opened, because on POSIX closing
    /// any channel on the file would give back the lock that another one holds.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel channel;

    private FolderLock(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    static FolderLock take(PostgresFolder folder) {
        if (!HELD_HERE.add(folder.root())) {
            throw refused(folder, "this very process");
        }
        try {
            return takeFromOthers(folder);
        } catch (IOException e) {
            HELD_HERE.remove(folder.root());
            throw Disk.problem("cannot use the database folder " + folder.root(), e);
        } catch (RuntimeException | Error e) {
            HELD_HERE.remove(folder.root());
            throw e;
        }
    }

    /// Whether somebody has the folder now; nothing is made and nothing taken.
    static boolean isHeld(PostgresFolder folder) {
        if (HELD_HERE.contains(folder.root())) {
            return true;
        }
        if (!Files.exists(folder.lock())) {
            return false;
        }
        try (var channel = FileChannel.open(folder.lock(), READ, WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            throw Disk.problem("cannot use the database folder " + folder.root(), e);
        }
    }

    private static FolderLock takeFromOthers(PostgresFolder folder) throws IOException {
        var channel = FileChannel.open(folder.lock(), CREATE, READ, WRITE);
        try {
            if (channel.tryLock() == null) {
                throw refused(folder, holder(folder));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(ownId().getBytes(StandardCharsets.US_ASCII)));
            return new FolderLock(folder.root(), channel);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static String holder(PostgresFolder folder) throws IOException {
        var id = Files.readString(folder.lock()).strip();
        return id.isEmpty() ? "another process" : "process " + id;
    }

    private static String ownId() {
        return ProcessHandle.current().pid() + "\n";
    }

    private static EmbeddedPostgresException refused(PostgresFolder folder, String holder) {
        return new EmbeddedPostgresException(
                "the database folder %s is in use by %s: stop that server, or choose another folder"
                        .formatted(folder.root(), holder));
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("The lock on {} could not be given back", root, e);
        } finally {
            HELD_HERE.remove(root);
        }
    }
}
