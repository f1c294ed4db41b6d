package dev.foyer.app;

import dev.foyer.app.Configuration.Mode;
import dev.foyer.web.AccessLog;
import dev.foyer.web.Bounds;
import dev.foyer.web.DoorSettings;
import dev.foyer.web.HttpServer;
import dev.foyer.web.Patience;
import dev.foyer.web.TlsFiles;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads the variables about listening, TLS, time-outs and what is told to browsers.
final class TransportReader {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int PORT = 8000;
    private static final int MANAGEMENT_PORT = 9000;
    private static final int LAST_PORT = 65_535;

    /// A few for the operator, whatever happens; and as many as a port has peers, for one address.
    private static final int LEAST_CONNECTIONS = 10;

    private static final int MOST_CONNECTIONS = 60_000;
    private static final int MOST_AT_ONCE = 100_000;

    /// Long enough for anybody, and short enough that it is a bound.
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);

    /// What the preload lists of browsers ask for at least.
    private static final Duration YEAR = Duration.ofDays(365);

    private final Environment env;

    TransportReader(Environment env) {
        this.env = env;
    }

    HttpServer.Settings http(Mode mode) {
        var host = mode == Mode.PRODUCTION ? "0.0.0.0" : "127.0.0.1";
        return new HttpServer.Settings(
                env.text("HOST").orElse(host),
                env.number("PORT", 0, LAST_PORT, PORT),
                grace(),
                tls(),
                bounds());
    }

    HttpServer.Settings management() {
        return new HttpServer.Settings(
                env.text("MANAGEMENT_HOST").orElse("127.0.0.1"),
                env.number("MANAGEMENT_PORT", 0, LAST_PORT, MANAGEMENT_PORT),
                grace(),
                Optional.empty(),
                Bounds.MANAGEMENT);
    }

    DoorSettings door(Mode mode, Function<String, Optional<String>> origin) {
        var runtime = Runtime.getRuntime();
        int standard =
                DoorSettings.requestsAtOnce(runtime.availableProcessors(), runtime.maxMemory());
        return new DoorSettings(
                env.number("MAX_REQUESTS_AT_ONCE", 1, MOST_AT_ONCE, standard),
                // A browser that has learnt it of localhost applies it to every server there.
                env.seconds("SECURE_HSTS_SECONDS", mode == Mode.PRODUCTION ? YEAR : Duration.ZERO),
                env.truth("SECURE_HSTS_INCLUDE_SUBDOMAINS", false),
                Set.copyOf(
                        env.list(
                                "CORS_ALLOWED_ORIGINS",
                                "origins such as https://app.example; * is none",
                                origin)),
                env.choice("ACCESS_LOG", AccessLog.class, AccessLog.NOTABLE));
    }

    private Duration grace() {
        return env.seconds("SHUTDOWN_GRACE", GRACE);
    }

    private Bounds bounds() {
        int connections =
                env.number(
                        "MAX_CONNECTIONS", LEAST_CONNECTIONS, MOST_CONNECTIONS, Bounds.CONNECTIONS);
        return new Bounds(
                connections,
                env.number(
                        "MAX_CONNECTIONS_PER_CLIENT",
                        1,
                        connections,
                        Bounds.perClient(connections)),
                new Patience(
                        patience("REQUEST_HEAD_TIMEOUT", Patience.STANDARD.head()),
                        patience("REQUEST_BODY_TIMEOUT", Patience.STANDARD.body()),
                        patience("ANSWER_TIMEOUT", Patience.STANDARD.answer())));
    }

    private Duration patience(String name, Duration standard) {
        int longest = Math.toIntExact(LONGEST_PATIENCE.toSeconds());
        var seconds = env.seconds(name, standard);
        if (seconds.isZero() || seconds.compareTo(LONGEST_PATIENCE) > 0) {
            env.complaints().add(name, seconds.toSeconds() + "s", "expected 1 to " + longest + "s");
        }
        return seconds;
    }

    private Optional<TlsFiles> tls() {
        var certificate = file("TLS_CERTIFICATE");
        var key = file("TLS_KEY");
        if (env.text("TLS_CERTIFICATE").isPresent() != env.text("TLS_KEY").isPresent()) {
            env.complaints()
                    .add(
                            certificate.isPresent() ? "TLS_KEY" : "TLS_CERTIFICATE",
                            "",
                            "required too: TLS needs both");
        }
        return certificate.flatMap(chain -> key.map(secret -> new TlsFiles(chain, secret)));
    }

    private Optional<Path> file(String name) {
        var path = env.text(name).map(text -> Path.of(text).toAbsolutePath().normalize());
        if (path.isPresent() && !Files.isReadable(path.get())) {
            env.complaints().add(name, path.get().toString(), "expected a PEM file to be read");
        }
        return path;
    }
}
