package dev.foyer.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// The real program in a process of its own, with an environment that holds nothing but what a test
/// gives it.
@SuppressWarnings("JdkObsolete") // a StringBuffer, because two threads use it
public final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PORT =
            Pattern.compile("(?:start here|shop API) +http://[^:]+:(\\d+)/");
    private static final Pattern MANAGEMENT_PORT =
            Pattern.compile("management +http://[^:]+:(\\d+)/");

    private final Process process;

    @SuppressWarnings("JdkObsolete") // written by one thread and read by another
    private final StringBuffer out = new StringBuffer();

    @SuppressWarnings("JdkObsolete") // likewise
    private final StringBuffer err = new StringBuffer();

    private final List<Thread> readers;

    private Program(Process process) {
        this.process = process;
        this.readers =
                List.of(
                        reader(process.inputReader(UTF_8), out),
                        reader(process.errorReader(UTF_8), err));
    }

    /// What a command printed, and how it ended.
    public record Ended(int code, String out, String err) {}

    /// Starts the program with these arguments and does not wait.
    public static Program start(Map<String, String> environment, String... arguments)
            throws IOException {
        return start(List.of(), environment, arguments);
    }

    /// [#start(Map, String...)] with further options of the JVM.
    public static Program start(
            List<String> options, Map<String, String> environment, String... arguments)
            throws IOException {
        var all = new ArrayList<>(Archives.options());
        all.addAll(options);
        return new Program(builder(all, environment, arguments).start());
    }

    /// A process of the program with these options of the JVM, the class path among them.
    static ProcessBuilder builder(
            List<String> options, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx320m"));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        command.add("-Dlogback.configurationFile=logback.xml");
        command.addAll(options);
        command.add("dev.foyer.app.Main");
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        return builder;
    }

    /// Runs a command to its end.
    public static Ended run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        try (var program = start(environment, arguments)) {
            return program.ended();
        }
    }

    /// A server in a folder, on free ports, with the cheapest password hashes; returns when it is
    /// ready.
    public static Program serve(Path data, Map<String, String> more)
            throws IOException, InterruptedException {
        return start(server(data, more), "serve").untilReady();
    }

    /// Gives a new folder the database programs of the tests, which saves unpacking them.
    public static Path withPrograms(Path fresh) throws IOException {
        var postgres = Files.createDirectories(fresh.resolve("postgres"));
        try (var found = Files.newDirectoryStream(TestDatabase.FOLDER, "binaries-*")) {
            for (var binaries : found) {
                Files.createSymbolicLink(postgres.resolve(binaries.getFileName()), binaries);
            }
        }
        return fresh;
    }

    /// The environment of a server that is quick to ask.
    public static Map<String, String> server(Path data, Map<String, String> more) {
        var environment = new HashMap<String, String>();
        environment.put("FOYER_DATA", data.toString());
        environment.put("PORT", "0");
        environment.put("MANAGEMENT_PORT", "0");
        environment.put("ARGON2_MEMORY_KIB", "8");
        environment.put("ARGON2_PASSES", "1");
        environment.putAll(more);
        return environment;
    }

    /// The same in development mode on a fresh database, with the key of all tests.
    public static Map<String, String> development(Path data, Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("FOYER_MODE", "development");
        environment.put("DATABASE_URL", TestDatabase.fresh());
        environment.put("SECRET_KEY", Shop.SECRET_KEY);
        return server(data, environment);
    }

    /// Returns once the server has said that it is ready.
    public Program untilReady() throws InterruptedException {
        Eventually.holds(
                "the server is ready",
                PATIENCE,
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("the server has ended: " + out + err);
                    }
                    return out.indexOf("\n  database ") >= 0;
                });
        return this;
    }

    /// Waits for the end by itself.
    public Ended ended() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the program does not end: " + out + err);
        }
        for (var reader : readers) {
            reader.join();
        }
        return new Ended(process.exitValue(), out.toString(), err.toString());
    }

    /// SIGTERM; does not wait.
    public void terminate() {
        // By its handle: the process itself would close our end of its output too.
        assertThat(process.toHandle().destroy()).isTrue();
    }

    /// SIGKILL; returns when it is gone.
    public void kill() throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int port() {
        return number(PORT);
    }

    public int managementPort() {
        return number(MANAGEMENT_PORT);
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /// What stands on the standard output so far.
    public String out() {
        return out.toString();
    }

    /// The status of a GET of the management port, or 0 where nothing answers.
    public int health(String path) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort() + path))
                        .timeout(Duration.ofSeconds(30))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        }
    }

    /// SIGTERM where it still runs, SIGKILL where that does not help.
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private int number(Pattern pattern) {
        var found = pattern.matcher(out);
        if (!found.find()) {
            throw new AssertionError("the server does not say where it is: " + out);
        }
        return Integer.parseInt(found.group(1));
    }

    private static Thread reader(BufferedReader from, StringBuffer to) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try (from) {
                                var buffer = new char[1024];
                                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                                    to.append(buffer, 0, n);
                                }
                            } catch (IOException e) {
                                to.append(e);
                            }
                        });
    }
}
