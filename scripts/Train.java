import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Makes the JVM's ahead-of-time cache (JEP 483, 514, 515) for the server: a server on a database of its own that
/// starts, answers the usual requests and ends. Called by the launcher, in the background or as `./foyer train`.
///
/// The cache appears under its name when it is whole. Two at once do no harm: the second leaves. Where it fails, a
/// file beside it tells why, and nobody tries again with the same jar. To be told to stop is no failure, and leaves
/// nothing behind.
///
/// Arguments: the number of the process with which this ends too, or 0; the `java` program, the jar, the cache, and the
/// JVM's options.
final class Train {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

    /// For one that nobody waits for any more: it stops its database, and the JVM need not write what it learned.
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    /// How a server leaves that was told to stop; 128 and the number of SIGINT or SIGTERM where it had hardly begun.
    private static final Set<Integer> TOLD_TO_STOP = Set.of(0, 130, 143);

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int TIMES = 30;

    private static final String PERSON =
            """
            {"email":"%s","password":"kirmizi-bisiklet-7","first_name":"Ayşe","last_name":"Yılmaz",\
            "email_allowed":true,"sms_allowed":false,"confirm":true,\
            "attributes":{"register_client_type":"default"}}""";

    private final List<String> command;
    private final Path folder;
    private final CookieManager jar = new CookieManager();
    private final CountDownLatch done = new CountDownLatch(1);
    private final HttpClient client;
    private final int port;
    private volatile Process server;
    private volatile boolean stopping;

    private Train(List<String> command, Path folder) throws IOException {
        this.command = command;
        this.folder = folder;
        this.port = freePort();
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .cookieHandler(jar)
                        .connectTimeout(ANSWERS_WITHIN)
                        .build();
    }

    /// The server or we were told to stop.
    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        endWith(Long.parseLong(args[0]));
        System.exit(train(args[1], Path.of(args[2]), Path.of(args[3]), List.of(args).subList(4, args.length)));
    }

    private static void endWith(long process) {
        if (process != 0) {
            ProcessHandle.of(process)
                    .map(ProcessHandle::onExit)
                    .orElseGet(() -> CompletableFuture.completedFuture(null))
                    .thenRunAsync(() -> System.exit(1));
        }
    }

    private static int train(String java, Path server, Path cache, List<String> options)
            throws IOException, InterruptedException {
        var lock = Path.of(cache + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                System.err.println("foyer: somebody else makes the cache.");
                return 0;
            }
            var failed = Path.of(cache + ".failed");
            try {
                make(java, server, cache, options);
                Files.deleteIfExists(failed);
                return 0;
            } catch (Stopped _) {
                System.err.println("foyer: told to stop before the cache was whole.");
            } catch (IOException | IllegalStateException e) {
                Files.writeString(failed, e + "\n");
                System.err.println("foyer: the start stays as slow as it was: " + e.getMessage());
            }
            return 1;
        }
    }

    private static void make(String java, Path server, Path cache, List<String> options)
            throws IOException, InterruptedException, Stopped {
        var folder = Files.createTempDirectory(
                cache.toAbsolutePath().getParent(),
                "train-",
                // PostgreSQL may have to run as another user than root.
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        var fresh = folder.resolve("cache");
        var command = new ArrayList<>(List.of(java));
        command.addAll(options);
        command.add("-XX:AOTCacheOutput=" + fresh);
        command.addAll(List.of("-Xlog:aot*=off", "-Xlog:cds*=off", "-jar", server.toString(), "serve"));
        var train = new Train(command, folder);
        Runtime.getRuntime().addShutdownHook(new Thread(train::stop));
        try {
            train.run();
            if (Files.isRegularFile(fresh)) {
                Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else if (train.stopping) {
                throw new Stopped();
            } else {
                throw new IllegalStateException("the JVM left no cache: " + lastWords(folder));
            }
        } finally {
            remove(folder);
            train.done.countDown();
        }
    }

    private void run() throws IOException, InterruptedException, Stopped {
        server = builder().start();
        try {
            awaitStart(server);
            visit();
        } catch (IOException | IllegalStateException e) {
            if (wasStopped()) {
                throw new Stopped();
            }
            throw e;
        } finally {
            end(server, ENDS_WITHIN);
        }
    }

    private ProcessBuilder builder() throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(folder).toFile());
        var environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "HOME", "TMPDIR", "LANG"));
        environment.put("FOYER_MODE", "development");
        environment.put("FOYER_DATA", folder.resolve("data").toString());
        environment.put("PORT", Integer.toString(port));
        environment.put("MANAGEMENT_PORT", Integer.toString(freePort()));
        // Hashing is native code; there is nothing in it to learn.
        environment.put("ARGON2_MEMORY_KIB", "8");
        environment.put("ARGON2_PASSES", "1");
        return builder;
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
            end(running, STOPS_WITHIN);
        }
        try {
            if (!done.await(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("foyer: something is left in " + folder);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStart(Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (process.isAlive() && !stopping && System.nanoTime() < deadline) {
            try {
                get("/csrf_token/");
                return;
            } catch (IOException _) {
                Thread.sleep(PAUSE);
            }
        }
        throw new IllegalStateException("the server does not start: " + lastWords(folder));
    }

    /// What a shopper does: she comes, registers, reads, leaves and signs in again.
    private void visit() throws IOException, InterruptedException {
        get("/users/registration/");
        get("/users/login/");
        post("/users/registration/", PERSON.formatted("one@example.com"));
        for (int i = 0; i < TIMES; i++) {
            get("/current_user/");
        }
        get("/users/profile/");
        get("/users/sessions/");
        post("/users/logout/", "{}");
        post("/users/login/", "{\"email\":\"one@example.com\",\"password\":\"kirmizi-bisiklet-7\"}");
        post("/users/login/", "{\"email\":\"one@example.com\",\"password\":\"mavi-bisiklet-7\"}");
        get("/current_user/");
    }

    private void get(String path) throws IOException, InterruptedException {
        send(request(path).GET());
    }

    private void post(String path, String json) throws IOException, InterruptedException {
        send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("x-csrftoken", token())
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(ANSWERS_WITHIN)
                .header("Accept", "application/json");
    }

    /// Whatever it answers was learned; only silence is a failure.
    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        client.send(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    private String token() {
        return jar.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("csrftoken"))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElse("");
    }

    private static void end(Process process, Duration limit) {
        process.destroy();
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path log(Path folder) {
        return folder.resolve("log");
    }

    private static String lastWords(Path folder) throws IOException {
        var lines = Files.readAllLines(log(folder));
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
