import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Makes the JVM's ahead-of-time cache (JEP 483, 514, 515) for the server: a server on a database of its own that
/// starts, answers the usual requests and ends. Called by the launcher, in the background or as `./foyer train`.
///
/// The cache appears under its name when it is whole, and those that fitted an older jar go. Two at once do no harm:
/// the second leaves. Where it fails, a file beside it tells why, and the launcher does not try again for a day. To be
/// told to stop is no failure, and leaves nothing behind; what a killed one left, the next takes away.
///
/// Arguments: the number of the process with which this ends too, or 0; the `java` program, the jar, the cache, and the
/// JVM's options.
final class Train {
    private final String java;
    private final Path server;
    private final Path cache;
    private final List<String> options;

    private Train(String java, Path server, Path cache, List<String> options) {
        this.java = java;
        this.server = server;
        this.cache = cache;
        this.options = options;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var train =
                new Train(
                        args[1],
                        Path.of(args[2]),
                        Path.of(args[3]).toAbsolutePath(),
                        List.of(args).subList(4, args.length));
        System.exit(train.alone(Long.parseLong(args[0])));
    }

    private int alone(long companion) throws IOException, InterruptedException {
        var lock = Path.of(cache + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                System.err.println("foyer: somebody else makes the cache.");
                return 0;
            }
            return train(companion);
        }
    }

    private int train(long companion) throws IOException, InterruptedException {
        var failed = Path.of(cache + ".failed");
        clear(() -> TrainingServer.removeLeftOvers(cache));
        try {
            make(companion);
            Files.deleteIfExists(failed);
            clear(this::removeOutdated);
            return 0;
        } catch (TrainingServer.Stopped _) {
            System.err.println("foyer: told to stop before the cache was whole.");
        } catch (IOException | IllegalStateException e) {
            Files.writeString(failed, e + "\n");
            System.err.println("foyer: the start stays as slow as it was: " + e.getMessage());
        }
        return 1;
    }

    /// What is left over is told; it does not stand in the way of a cache.
    private static void clear(Clearance clearance) {
        try {
            clearance.run();
        } catch (IOException | DirectoryIteratorException e) {
            System.err.println("foyer: something is left: " + e);
        }
    }

    private interface Clearance {
        void run() throws IOException;
    }

    private void make(long companion) throws IOException, InterruptedException, TrainingServer.Stopped {
        try (var training = TrainingServer.beside(cache)) {
            endWith(companion);
            training.run(this::command);
            Files.move(
                    training.cache(),
                    cache,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<String> command(Path fresh) {
        var command = new ArrayList<>(List.of(java));
        command.addAll(options);
        command.add("-XX:AOTCacheOutput=" + fresh);
        command.addAll(List.of("-Xlog:aot*=off", "-Xlog:cds*=off", "-jar", server.toString(), "serve"));
        return command;
    }

    private static void endWith(long companion) {
        if (companion != 0) {
            ProcessHandle.of(companion)
                    .map(ProcessHandle::onExit)
                    .orElseGet(() -> CompletableFuture.completedFuture(null))
                    .thenRunAsync(() -> System.exit(1));
        }
    }

    /// Caches of some 75 MB that are older than the jar: no launcher uses them any more.
    private void removeOutdated() throws IOException {
        var built = Files.getLastModifiedTime(server);
        try (var files = Files.newDirectoryStream(cache.getParent(), "foyer-*.{aot,aot.failed}")) {
            for (var file : files) {
                FileTime made = Files.getLastModifiedTime(file);
                if (made.compareTo(built) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
