package dev.foyer.captcha;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A provider of captchas on HTTP that can be told to be difficult.
final class SiteVerifyServer
        implements AutoCloseable, BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final String TRUE =
            "{\"success\": true, \"hostname\": \"shop.test\", \"action\": \"captcha\"}";

    private static final Manner HONEST = says(TRUE);

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<Manner> manner = new AtomicReference<>(HONEST);
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger elsewhere = new AtomicInteger();

    private final Optional<Shop> shop;

    private SiteVerifyServer(Optional<Shop> shop) throws IOException {
        this.shop = shop;
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 200);
        server.createContext("/siteverify", this::take);
        server.createContext(
                "/elsewhere",
                exchange -> {
                    elsewhere.incrementAndGet();
                    HONEST.answer(exchange);
                    exchange.close();
                });
        server.setExecutor(workers);
        server.start();
    }

    static SiteVerifyServer open() throws IOException {
        return new SiteVerifyServer(Optional.empty());
    }

    /// For a whole class of tests: asked by this shop, which is registered before it, and honest
    /// again before each.
    static SiteVerifyServer judging(Shop shop) {
        try {
            return new SiteVerifyServer(Optional.of(shop));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        set("CAPTCHA_VERIFY_URL", url());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        isHonest();
        set("CAPTCHA_PROVIDER", "recaptcha");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private void set(String name, String text) {
        Operator.of(shop.orElseThrow()).set(name, "\"" + text + "\"").answers(200);
    }

    /// What it does with a request, once it has read it.
    interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    /// A request as it came.
    record Taken(String method, String type, String body) {}

    static Manner says(String json) {
        return answers(200, json);
    }

    /// A manner by its name, for tests that go through many.
    Manner manner(String name) {
        return switch (name) {
            case "honest" -> HONEST;
            case "500", "403", "201" -> answers(Integer.parseInt(name), TRUE);
            case "garbage" -> says("\u0000\u0007<<<%%%{{{\"'");
            case "empty" -> says("");
            case "list" -> says("[true]");
            case "text for success" -> says("{\"success\": \"true\", \"hostname\": \"shop.test\"}");
            case "nested deep" -> says("[".repeat(5_000));
            case "huge" -> says(TRUE + " ".repeat(1_000_000));
            case "wrong secret" ->
                    says("{\"success\": false, \"error-codes\": [\"invalid-input-secret\"]}");
            case "drops" -> HttpExchange::close;
            case "hangs" -> _ -> awaitEnd();
            case "dawdles" -> this::dawdle;
            case "redirects" -> this::redirect;
            default -> throw new IllegalArgumentException(name);
        };
    }

    void behaves(Manner now) {
        manner.set(now);
    }

    void isHonest() {
        manner.set(HONEST);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/siteverify";
    }

    /// Every request so far, whatever came of it.
    List<Taken> taken() {
        return List.copyOf(taken);
    }

    int followed() {
        return elsewhere.get();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        workers.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        taken.add(
                new Taken(
                        exchange.getRequestMethod(),
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        body));
        manner.get().answer(exchange);
        exchange.close();
    }

    private void dawdle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("{\"success\": ".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        awaitEnd();
    }

    private void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(307, -1);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Manner answers(int status, String body) {
        return exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }
}
