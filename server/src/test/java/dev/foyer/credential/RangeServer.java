package dev.foyer.credential;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A range service that notes what it is asked.
final class RangeServer implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private RangeServer(String manner, String body) throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
        server.createContext("/range/", exchange -> answer(exchange, manner, body));
        server.setExecutor(command -> Thread.ofVirtual().start(command));
        server.start();
    }

    static RangeServer answering(String body) throws IOException {
        return new RangeServer("honest", body);
    }

    static RangeServer troubled(String manner) throws IOException {
        return new RangeServer(manner, "");
    }

    /// Paths and whether padding was asked for, in order.
    List<String> asked() {
        return List.copyOf(asked);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/range";
    }

    private void answer(HttpExchange exchange, String manner, String body) throws IOException {
        asked.add(
                exchange.getRequestURI()
                        + " "
                        + exchange.getRequestHeaders().getFirst("Add-Padding"));
        switch (manner) {
            case "500" -> exchange.sendResponseHeaders(500, -1);
            case "moved" -> {
                exchange.getResponseHeaders().set("Location", url() + "/00000");
                exchange.sendResponseHeaders(302, -1);
            }
            case "hangs" -> await();
            case "endless" -> {
                exchange.sendResponseHeaders(200, 0);
                try (var out = exchange.getResponseBody()) {
                    for (int i = 0; i < 4096; i++) {
                        out.write(new byte[1024]);
                    }
                }
            }
            case "drops" -> {}
            default -> {
                var bytes = body.getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
        exchange.close();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
