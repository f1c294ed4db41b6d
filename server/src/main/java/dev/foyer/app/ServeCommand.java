package dev.foyer.app;

import picocli.CommandLine.Command;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `foyer serve`: the server in the foreground, until it is told to stop.
@Command(
        name = "serve",
        description = {
            "Start the server in the foreground.",
            "Without any setting: development mode, embedded PostgreSQL under ./data, mail caught in the inbox."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    /// PostgreSQL keeps microseconds; a finer clock would print another time before than after
    /// storing it.
    private static final InstantSource CLOCK =
            () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);

    /// How long a start that is told to stop may take to notice it.
    private static final Duration LONGEST_START = Duration.ofSeconds(40);

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        HeadStart.begin();
        var complaints = new Complaints();
        var configuration = Configuration.read(new Environment(System.getenv(), complaints));
        if (!complaints.none()) {
            System.err.println("foyer cannot start: the environment is wrong.");
            complaints.lines().forEach(line -> System.err.println("  " + line));
            return 1;
        }
        var openings = new Openings();
        var settled = new CountDownLatch(1);
        var hook = new Thread(() -> stop(openings, settled), "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean started = false;
        try {
            var app = App.start(configuration, CLOCK, openings);
            started = true;
            greet(app, System.out, (System.nanoTime() - start) / 1_000_000);
        } catch (StartRefused e) {
            System.err.println("foyer cannot start: " + e.getMessage());
            return 1;
        } finally {
            if (!started) {
                openings.close();
                forget(hook);
            }
            settled.countDown();
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /// SIGTERM and Ctrl-C end here; the JVM would leave with 143 or 130, but being told to stop is
    /// no failure. A start under way sees that all is closed, and takes back what it opens.
    private static void stop(Openings openings, CountDownLatch settled) {
        openings.close();
        try {
            if (!settled.await(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("foyer: stopped in the middle of its start.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        System.out.println("foyer has stopped.");
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /// A start that failed is no stop: the hook would leave with 0.
    private static void forget(Thread hook) {
        try {
            var _ = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // It runs already: we were told to stop while we started.
        }
    }

    private static void greet(App app, PrintStream out, long milliseconds) {
        var configuration = app.configuration();
        var shown =
                "%s://%s:%d"
                        .formatted(
                                configuration.http().tls().isPresent() ? "https" : "http",
                                host(configuration.http().host()),
                                app.port());
        out.println("Foyer " + Version.text() + " is ready after " + milliseconds + " ms.");
        if (configuration.mode() == Configuration.Mode.DEVELOPMENT) {
            out.println("  start here   " + shown + "/");
            out.println("  inbox        " + shown + "/dev/inbox/");
        } else {
            out.println("  shop API     " + shown + "/");
        }
        out.println(
                "  management   http://%s:%d/"
                        .formatted(host(configuration.management().host()), app.managementPort()));
        out.println(
                "  database     "
                        + configuration
                                .database()
                                .map(Object::toString)
                                .orElse("embedded, in " + configuration.data()));
        out.flush();
    }

    private static String host(String host) {
        return host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host;
    }
}
