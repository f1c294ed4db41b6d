package dev.foyer.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.foyer.db.Database;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A real server on a free port with a real PostgreSQL database of its own, for one test class:
///
/// ```java
/// @RegisterExtension static final Shop shop = Shop.open().with("CLIENT_COMPAT", "project-zero");
/// ```
///
/// After the class it makes sure that the outbox has drained and that nothing was logged at error.
public final class Shop implements BeforeAllCallback, AfterAllCallback {
    public static final String SECRET_KEY = "a-secret-key-for-tests-only-0123456789";
    public static final String MANAGEMENT_TOKEN = "a-management-token-for-tests-0123456789";
    public static final String PUBLIC_URL = "http://shop.test";

    private final Map<String, String> environment = new HashMap<>();
    private final TestClock clock = new TestClock();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private boolean undeliveredIsFine;
    private boolean errorsAreFine;
    private @Nullable App app;

    private Shop() {
        environment.put("FOYER_MODE", "development");
        environment.put("PORT", "0");
        environment.put("MANAGEMENT_PORT", "0");
        environment.put("SECRET_KEY", SECRET_KEY);
        environment.put("MANAGEMENT_TOKEN", MANAGEMENT_TOKEN);
        environment.put("PUBLIC_URL", PUBLIC_URL);
        // The cheapest hash that Argon2 knows: tests are about Foyer, not about waiting.
        environment.put("ARGON2_MEMORY_KIB", "8");
        environment.put("ARGON2_PASSES", "1");
    }

    /// A shop with the default settings.
    public static Shop open() {
        return new Shop();
    }

    /// A second node on the database of another shop, which need not be open yet.
    public static Shop nodeBeside(Shop other) {
        var node = new Shop();
        var _ = other.databaseUrl();
        node.environment.putAll(other.environment);
        return node;
    }

    /// One more environment variable.
    public Shop with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /// Reaches its database through this network only.
    public Shop behind(TcpProxy network) {
        var direct = databaseUrl();
        var port = ":" + URI.create(direct).getPort();
        return with("DATABASE_URL", direct.replace(port, ":" + network.port()));
    }

    /// For classes that leave messages behind on purpose.
    public Shop mayLeaveMessages() {
        undeliveredIsFine = true;
        return this;
    }

    /// For classes that break things on purpose.
    public Shop mayLogErrors() {
        errorsAreFine = true;
        return this;
    }

    @Override
    public void beforeAll(@Nullable ExtensionContext context) throws Exception {
        var _ = databaseUrl();
        log.start();
        rootLog().addAppender(log);
        app = App.start(configuration(environment), clock, new Openings());
    }

    @Override
    public void afterAll(@Nullable ExtensionContext context) throws Exception {
        try {
            if (!undeliveredIsFine) {
                drained();
            }
        } finally {
            running().close();
            rootLog().detachAppender(log);
        }
        var errors =
                log.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                        .toList();
        if (!errorsAreFine && !errors.isEmpty()) {
            throw new AssertionError("logged at error: " + errors);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + running().port();
    }

    /// Where a shop with `TLS_CERTIFICATE` and `TLS_KEY` is.
    public String httpsUrl() {
        return "https://localhost:" + running().port();
    }

    public int port() {
        return running().port();
    }

    public String managementUrl() {
        return "http://127.0.0.1:" + managementPort();
    }

    public int managementPort() {
        return running().managementPort();
    }

    public TestClock clock() {
        return clock;
    }

    /// Lets time pass, once nothing is on its way any more: what is would be taken for given up,
    /// and sent again.
    public void later(Duration by) throws InterruptedException {
        drained();
        clock.forward(by);
    }

    /// Returns once every message is delivered.
    public void drained() throws InterruptedException {
        Eventually.holds("the outbox drains", Duration.ofSeconds(10), () -> undelivered() == 0);
    }

    /// Returns once nothing is on its way any more to whoever's address or number ends so; what has
    /// failed once is not waited for.
    public void carried(String recipient) {
        var sql =
                """
                select count(*) from outbox_message m
                 where state = 'waiting' and recipient ilike '%' || :recipient
                   and (attempts = 0 and (expires_at is null or expires_at > :now)
                        or exists (select from outbox_attempt a
                                    where a.message_id = m.id and a.ended_at is null))
                """;
        try {
            Eventually.holds(
                    "what was sent arrives",
                    Duration.ofSeconds(10),
                    () ->
                            database()
                                    .read(
                                            handle ->
                                                    handle.createQuery(sql)
                                                            .bind("recipient", recipient)
                                                            .bind("now", clock.instant())
                                                            .mapTo(Long.class)
                                                            .one()
                                                            .equals(0L)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The database, to look behind the scenes.
    public Database database() {
        return running().database();
    }

    /// Does at once what the server does by itself every minute.
    public void housekeeping() {
        running().housekeeping().round();
    }

    /// Does in the database what no request can bring about.
    public void change(String sql, Object... arguments) {
        database().change(tx -> tx.execute(sql, arguments));
    }

    /// The one number that a query gives.
    public long count(String sql) {
        return database().read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /// Everything that was logged so far, as it would stand in the log.
    public List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage() + " " + event.getThrowableProxy())
                .toList();
    }

    /// Every route of both ports: a method, a blank, and the pattern of a path.
    public List<String> routes() {
        return running().table();
    }

    static Configuration configuration(Map<String, String> environment) {
        var complaints = new Complaints();
        var configuration = Configuration.read(new Environment(environment, complaints));
        if (!complaints.none()) {
            throw new IllegalArgumentException(complaints.lines().toString());
        }
        return configuration;
    }

    private String databaseUrl() {
        return environment.computeIfAbsent("DATABASE_URL", _ -> TestDatabase.fresh());
    }

    private long undelivered() {
        return count("select count(*) from outbox_message where state = 'waiting'");
    }

    private App running() {
        if (app == null) {
            throw new IllegalStateException("the shop is not open");
        }
        return app;
    }

    private static Logger rootLog() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
