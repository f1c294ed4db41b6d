package dev.foyer.bench;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The limit of every read: Foyer's HTTP library answering each request with the same bytes, a
/// program of its own. Ends with its standard input, so that it does not outlive who started it.
final class ConstantServer {
    /// What the library writes by itself.
    private static final Set<String> OF_LIBRARY =
            Set.of("date", "connection", "content-length", "transfer-encoding");

    private ConstantServer() {}

    /// @param args the port, and optionally a file with header lines, an empty line, and the body
    public static void main(String[] args) throws IOException {
        var answer = args.length > 1 ? Files.readString(Path.of(args[1])) : "\n{}";
        int end = answer.startsWith("\n") ? 0 : answer.indexOf("\n\n") + 1;
        var headers =
                answer.substring(0, end)
                        .lines()
                        .map(line -> line.split(": ", 2))
                        .filter(pair -> !OF_LIBRARY.contains(pair[0].toLowerCase(Locale.ROOT)))
                        .map(pair -> HeaderValues.createCached(pair[0], pair[1]))
                        .toList();
        var body = answer.substring(end + 1).getBytes(StandardCharsets.UTF_8);
        var server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(Integer.parseInt(args[0]))
                        .shutdownHook(false)
                        .routing(routing -> routing.any((in, out) -> send(in, out, headers, body)))
                        .build()
                        .start();
        while (System.in.read() >= 0) {
            // Nothing is said to it; the end is what counts.
        }
        var _ = server.stop();
    }

    private static void send(
            ServerRequest received, ServerResponse sent, List<Header> headers, byte[] body) {
        sent.status(received.content().hasEntity() ? Status.BAD_REQUEST_400 : Status.OK_200);
        headers.forEach(sent.headers()::add);
        sent.send(body);
    }
}
