package dev.foyer.bench;

import dev.foyer.db.DatabaseUrl;
import dev.foyer.db.EmbeddedPostgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The real server in development mode, with its embedded PostgreSQL, as a child process. Its
/// access log is on, as it is with everybody, and goes into a file.
final class Foyer {
    /// Argon2id at its cheapest, for benchmarks that need many customers and hash nothing while
    /// they measure.
    static final Map<String, String> CHEAP_HASHES =
            Map.of("ARGON2_MEMORY_KIB", "8", "ARGON2_PASSES", "1");

    private static final String THROTTLES =
            "{\"login\": {\"subject\": \"30/min\", \"network\": \"1000000/s\"}, \"register\": {}}";

    /// Ours, so that sessions may be made that the server takes for its own.
    static final String SECRET_KEY = "a-secret-key-for-benchmarks-only-0123";

    private static final String TOKEN = "a-management-token-for-benchmarks-only";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
    private static final Duration DRAINS_WITHIN = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Child child;
    private final Path data;
    private final int port;
    private final int managementPort;

    private Foyer(Child child, Path data, int port, int managementPort) {
        this.child = child;
        this.data = data;
        this.port = port;
        this.managementPort = managementPort;
    }

    /// Starts it on free ports and does not wait.
    static Foyer launch(Workshop workshop, Path data, Map<String, String> settings)
            throws IOException {
        int port = freePort();
        int managementPort = freePort();
        var environment = new HashMap<>(settings);
        environment.put("FOYER_MODE", "development");
        environment.put("FOYER_DATA", data.toString());
        environment.put("PORT", Integer.toString(port));
        environment.put("MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.put("MANAGEMENT_TOKEN", TOKEN);
        environment.put("SECRET_KEY", SECRET_KEY);
        // Everything here comes from one address, and faster than any shop's shoppers.
        environment.putIfAbsent("THROTTLE_RATES", THROTTLES);
        var child = workshop.startServer(List.of("serve"), environment);
        return new Foyer(child, data, port, managementPort);
    }

    /// [#launch], and waits until it answers.
    static Foyer start(Workshop workshop, Path data, Map<String, String> settings)
            throws IOException, InterruptedException {
        var foyer = launch(workshop, data, settings);
        var _ = foyer.millisecondsToFirstAnswer();
        return foyer;
    }

    /// Starts a command that asks this server.
    Child command(Workshop workshop, String... arguments) throws IOException {
        return workshop.startServer(
                List.of(arguments),
                Map.of(
                        "MANAGEMENT_PORT",
                        Integer.toString(managementPort),
                        "MANAGEMENT_TOKEN",
                        TOKEN));
    }

    Child child() {
        return child;
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    /// Where its embedded database is.
    DatabaseUrl database() {
        return EmbeddedPostgres.ofAnother(data.resolve("postgres"))
                .orElseThrow(() -> new BenchFailed("there is no database in " + data));
    }

    /// A GET at its management port.
    static byte[] managed(String path) {
        return Ask.managed(path, TOKEN);
    }

    /// Waits for the first 200 of `/csrf_token/`; how long after the start of the process it came.
    double millisecondsToFirstAnswer() throws InterruptedException {
        return FirstAnswer.await(child, port, Ask.get("/csrf_token/", ""), STARTS_WITHIN);
    }

    /// Waits until every mail is delivered, so that no delivery runs beside what is measured.
    void awaitDeliveries() throws IOException, InterruptedException {
        var request = managed("/api/outbox/");
        long deadline = System.nanoTime() + DRAINS_WITHIN.toNanos();
        try (var wire = Wire.to(managementPort)) {
            while (!wire.ask(request).expect(200).body().startsWith("{\"count\":0,")) {
                if (System.nanoTime() > deadline) {
                    throw new BenchFailed("mails are not delivered within " + DRAINS_WITHIN);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /// A port that nobody listens on at this moment.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
