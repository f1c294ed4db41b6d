package dev.foyer.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/// An SMS provider on HTTP that can be told to be difficult.
final class SmsProvider implements AutoCloseable {
    static final Manner HONEST = exchange -> answer(exchange, 200, "{\"result\": \"ok\"}");

    /// Takes the request and closes without a word.
    static final Manner DROPS = HttpExchange::close;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<Manner> manner = new AtomicReference<>(HONEST);
    private final List<Taken> taken = new CopyOnWriteArrayList<>();

    private SmsProvider() throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 200);
        server.createContext("/", this::take);
        server.setExecutor(workers);
        server.start();
    }

    static SmsProvider open() throws IOException {
        return new SmsProvider();
    }

    /// What it does with a request, once it has read it.
    interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    /// A request as it came.
    ///
    /// @param headers by their names in lower case
    record Taken(String method, String uri, Map<String, String> headers, String body) {
        String id() {
            return headers.getOrDefault("idempotency-key", "");
        }
    }

    static Manner answers(int status, String body) {
        return exchange -> answer(exchange, status, body);
    }

    /// Reads the request and never answers.
    Manner hangs() {
        return _ -> awaitEnd();
    }

    /// Answers with a head and the beginning of a body, and never with the rest.
    Manner dawdles() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"result\": ".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitEnd();
        };
    }

    /// A manner by its name, for tests that go through many.
    Manner manner(String name) {
        return switch (name) {
            case "500", "400" -> answers(Integer.parseInt(name), "oops");
            case "no success" -> answers(200, "{\"result\": \"no credit\"}");
            case "garbage" -> answers(200, "\u0000\u0007<<<%%%{{{\"'");
            case "endless" -> answers(200, "{\"result\": \"ok\"}".repeat(10_000));
            case "drops" -> DROPS;
            case "hangs" -> hangs();
            case "dawdles" -> dawdles();
            default -> throw new IllegalArgumentException(name);
        };
    }

    void behaves(Manner now) {
        manner.set(now);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Every request so far, whatever came of it.
    List<Taken> taken() {
        return List.copyOf(taken);
    }

    /// The requests that hold this text.
    List<Taken> taken(String text) {
        return taken.stream().filter(one -> one.body().contains(text)).toList();
    }

    /// A whole definition that speaks to this provider, as JSON.
    String definition() {
        return """
        {"url": "http://127.0.0.1:%d/send",
         "headers": {"Content-Type": "application/json", "Idempotency-Key": "{id}", "X-Api-Key": "{key}"},
         "body": "{\\"to\\": \\"{phone}\\", \\"text\\": \\"{text}\\"}",
         "success": {"status": [200], "body": "\\"result\\": \\"ok\\""},
         "timeout": 1, "secrets": {"key": "open-sesame"}}
        """
                .formatted(port());
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        workers.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(lower(name), String.join(", ", values)));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        taken.add(
                new Taken(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        headers,
                        body));
        manner.get().answer(exchange);
        exchange.close();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
