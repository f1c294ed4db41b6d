import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/// The server that learns, in a folder of its own with its database. Both are gone afterwards, also where this process
/// is told to end meanwhile.
final class TrainingServer implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

    /// For one that nobody waits for any more: it stops its database, and the JVM need not write what it learned.
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    /// How a server leaves that was told to stop; 128 and the number of SIGINT or SIGTERM where it had hardly begun.
    private static final Set<Integer> TOLD_TO_STOP = Set.of(0, 130, 143);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String LEFT_OVER = ".training-";

    private final Path folder;
    private final int port = freePort();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Process server;
    private volatile boolean stopping;

    private TrainingServer(Path folder) throws IOException {
        this.folder = folder;
    }

    /// The server or we were told to stop.
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// With its folder beside the cache that is to be; for one at a time.
    static TrainingServer beside(Path cache) throws IOException {
        // PostgreSQL may have to run as another user than root.
        var access = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));
        var name = cache.getFileName() + LEFT_OVER;
        var training = new TrainingServer(Files.createTempDirectory(cache.getParent(), name, access));
        Runtime.getRuntime().addShutdownHook(new Thread(training::stop));
        return training;
    }

    /// What was begun beside this cache by one that was killed: its server still runs, perhaps.
    static void removeLeftOvers(Path cache) throws IOException {
        try (var folders = Files.newDirectoryStream(cache.getParent(), cache.getFileName() + LEFT_OVER + "*")) {
            for (var folder : folders) {
                endAllOf(folder);
                remove(folder);
            }
        }
    }

    /// A server that was to write its cache there, a database whose files are there.
    private static void endAllOf(Path folder) {
        ProcessHandle.allProcesses()
                .filter(process -> works(process, folder))
                .forEach(process -> end(process, STOPS_WITHIN));
    }

    private static boolean works(ProcessHandle process, Path folder) {
        return Stream.of(process.info().arguments().orElse(new String[0]))
                .anyMatch(argument -> argument.contains(folder + "/"));
    }

    Path cache() {
        return cache(folder);
    }

    /// Until the cache is whole.
    ///
    /// @param command of the server, by the file into which it is to write its cache
    /// @throws IllegalStateException the server did not start, or its JVM left no cache
    void run(Function<Path, List<String>> command) throws IOException, InterruptedException, Stopped {
        server = builder(command.apply(cache())).start();
        try {
            var visit = new TrainingVisit(port);
            awaitStart(visit);
            visit.all();
        } catch (IOException | IllegalStateException e) {
            if (wasStopped()) {
                throw new Stopped();
            }
            throw e;
        } finally {
            end(server.toHandle(), ENDS_WITHIN);
        }
        // One that was killed may have left half of it.
        if (server.isAlive() || !TOLD_TO_STOP.contains(server.exitValue()) || !Files.isRegularFile(cache())) {
            if (stopping) {
                throw new Stopped();
            }
            throw new IllegalStateException("the JVM left no cache: " + lastWords());
        }
    }

    private ProcessBuilder builder(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        var environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "HOME", "TMPDIR", "LANG"));
        environment.put("FOYER_MODE", "development");
        environment.put("FOYER_DATA", folder.resolve("data").toString());
        environment.put("PORT", Integer.toString(port));
        environment.put("MANAGEMENT_PORT", Integer.toString(freePort()));
        // Hashing is native code; there is nothing in it to learn.
        environment.put("ARGON2_MEMORY_KIB", "8");
        environment.put("ARGON2_PASSES", "1");
        // All who register come from here.
        environment.put("THROTTLE_RATES", "{\"register\": {}}");
        return builder;
    }

    private void awaitStart(TrainingVisit visit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (server.isAlive() && !stopping && System.nanoTime() < deadline) {
            try {
                visit.knock();
                return;
            } catch (IOException _) {
                Thread.sleep(PAUSE);
            }
        }
        throw new IllegalStateException("the server does not start: " + lastWords());
    }

    private boolean wasStopped() throws InterruptedException {
        return stopping
                || server.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)
                        && TOLD_TO_STOP.contains(server.exitValue());
    }

    /// At the end of this process, whatever ends it: ends the server, and waits until the folder is gone.
    private void stop() {
        stopping = true;
        var running = server;
        if (running != null) {
            end(running.toHandle(), STOPS_WITHIN);
        }
        try {
            if (!done.await(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("foyer: something is left in " + folder);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            endAllOf(folder);
            remove(folder);
        } catch (IOException e) {
            System.err.println("foyer: something is left in " + folder + ": " + e);
        } finally {
            done.countDown();
        }
    }

    private static void end(ProcessHandle process, Duration limit) {
        process.destroy();
        if (!ends(process, limit)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            // One whose parent never asks for it counts as running for ever.
            var _ = ends(process, STOPS_WITHIN);
        }
    }

    private static boolean ends(ProcessHandle process, Duration limit) {
        return process.onExit().completeOnTimeout(null, limit.toSeconds(), TimeUnit.SECONDS).join() != null;
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static Path cache(Path folder) {
        return folder.resolve("cache");
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(log());
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
