package dev.foyer.web;

import dev.foyer.words.Languages;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;

import java.net.BindException;
import java.time.Duration;
import java.util.function.Supplier;

/// Listens on one port and lets each request through the door, on a virtual thread of its own.
public final class HttpServer implements AutoCloseable {
    /// What is read of a body before the connection is given up; a route's own limit is far below.
    private static final long LONGEST_BODY_DRAINED = 8L * 1024 * 1024;

    private static final int LONGEST_REQUEST_LINE = 8 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;

    /// Others wait to be accepted. Each may hold a body and a head, some 100 KiB; all of them
    /// together must leave room in the smallest heap, 320 MB.
    private static final int MOST_CONNECTIONS = 2000;

    private static final Duration SLOWEST_READ = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final WebServer server;

    private HttpServer(WebServer server) {
        this.server = server;
    }

    /// Where to listen.
    ///
    /// @param port 0 takes a free one
    /// @param grace how long requests in flight may take to finish on [#close]
    public record Settings(String host, int port, Duration grace) {}

    /// Starts to listen.
    ///
    /// @throws BindException where host and port are taken or not ours
    public static HttpServer start(
            Settings settings,
            Proxies proxies,
            Languages languages,
            Supplier<String> ids,
            Endpoint door)
            throws BindException {
        var server =
                WebServerConfig.builder()
                        .host(settings.host())
                        .port(settings.port())
                        .shutdownHook(false)
                        .shutdownGracePeriod(settings.grace())
                        .maxPayloadSize(LONGEST_BODY_DRAINED)
                        .maxTcpConnections(MOST_CONNECTIONS)
                        .idleConnectionTimeout(IDLE)
                        .connectionOptions(options -> options.readTimeout(SLOWEST_READ))
                        .addProtocol(
                                Http1Config.builder()
                                        .maxPrologueLength(LONGEST_REQUEST_LINE)
                                        .maxHeadersSize(LARGEST_HEADERS)
                                        .build())
                        .directHandlers(handlers -> DirectAnswers.install(handlers, ids))
                        .routing(
                                routing ->
                                        routing.any(
                                                (request, response) ->
                                                        serve(
                                                                request, response, proxies,
                                                                languages, ids, door)))
                        .build();
        server.start();
        // It does not throw where it cannot listen: it says so in the log and has no port then.
        if (server.port() < 0) {
            throw new BindException("cannot listen on " + settings.host() + ":" + settings.port());
        }
        return new HttpServer(server);
    }

    /// The port that is listened on.
    public int port() {
        return server.port();
    }

    /// Stops accepting, lets what is in flight finish within the grace period, then returns.
    @Override
    public void close() {
        server.stop();
    }

    private static void serve(
            ServerRequest received,
            ServerResponse sent,
            Proxies proxies,
            Languages languages,
            Supplier<String> ids,
            Endpoint door) {
        var incoming = HelidonRequest.of(received);
        if (incoming.isEmpty()) {
            DirectAnswers.unknownMethod(sent, ids.get());
            throw new CloseConnectionException("an unknown method");
        }
        var headers = incoming.get();
        var client = proxies.client(headers.peer(), headers::headers);
        var id = proxies.trusts(headers.peer()) ? headers.requestId().orElseGet(ids) : ids.get();
        send(door.answer(new Request(headers, client, languages, id)), headers, sent);
    }

    private static void send(Response response, HelidonRequest request, ServerResponse sent) {
        sent.status(Status.create(response.status()));
        for (var header : response.headers()) {
            sent.headers().add(HeaderNames.create(header.name()), header.value());
        }
        boolean last = request.endsConnection();
        if (last) {
            sent.header(HeaderValues.CONNECTION_CLOSE);
        }
        if (request.method() == Method.HEAD) {
            sent.headers()
                    .set(HeaderNames.CONTENT_LENGTH, Integer.toString(response.body().length));
            sent.send();
        } else {
            sent.send(response.body());
        }
        if (last) {
            // The library says `Connection: close` but goes on reading: what is left of the body
            // would be taken for the next request.
            request.skipRest();
            throw new CloseConnectionException("the answer was the last one");
        }
    }
}
