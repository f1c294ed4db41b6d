package dev.foyer.web;

import dev.foyer.words.Languages;

import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Listens on one port and lets each request through the door, on a virtual thread of its own.
public final class HttpServer implements AutoCloseable {
    /// What is read of a body before the connection is given up; a route's own limit is far below.
    private static final long LONGEST_BODY_DRAINED = 8L * 1024 * 1024;

    private final WebServer server;
    private final Connections connections;
    private final @Nullable TlsServer tls;

    private HttpServer(WebServer server, Connections connections, @Nullable TlsServer tls) {
        this.server = server;
        this.connections = connections;
        this.tls = tls;
    }

    /// Where to listen.
    ///
    /// @param port 0 takes a free one
    /// @param grace how long requests in flight may take to finish on [#close]
    /// @param tls to speak HTTPS, and HTTP/2 with whoever likes it; plain HTTP/1.1 without
    public record Settings(
            String host, int port, Duration grace, Optional<TlsFiles> tls, Bounds bounds) {}

    /// What a server says and to whom.
    ///
    /// @param ids for requests that bring none, or none that is believed
    public record House(
            Proxies proxies, Languages languages, Supplier<String> ids, Endpoint door) {}

    /// Loads the library, which takes a moment, for whoever starts to listen later.
    public static void load() {
        var _ = GlobalServiceRegistry.registry();
    }

    /// Starts to listen.
    ///
    /// @throws BindException where host and port are taken or not ours
    /// @throws IOException where the TLS files cannot be used
    public static HttpServer start(Settings settings, House house, InstantSource clock)
            throws IOException {
        var tls = settings.tls().isEmpty() ? null : TlsServer.start(settings.tls().get(), clock);
        var connections = new Connections(settings.bounds(), house.proxies()::trusts);
        var server = new HttpServer(build(settings, house, connections, tls), connections, tls);
        server.server.start();
        // It does not throw where it cannot listen: it says so in the log and has no port then.
        if (server.port() < 0) {
            server.close();
            throw new BindException("cannot listen on " + settings.host() + ":" + settings.port());
        }
        return server;
    }

    private static WebServer build(
            Settings settings, House house, Connections connections, @Nullable TlsServer tls) {
        var config =
                WebServerConfig.builder()
                        .host(settings.host())
                        .port(settings.port())
                        .shutdownHook(false)
                        .shutdownGracePeriod(settings.grace())
                        .maxPayloadSize(LONGEST_BODY_DRAINED)
                        .maxTcpConnections(settings.bounds().connections())
                        .idleConnectionTimeout(Patience.IDLE)
                        .connectionOptions(connections.options())
                        .protocolsDiscoverServices(false)
                        .addConnectionSelector(new Protocols(connections, tls != null))
                        // With TLS the library would ask the name of every client of DNS.
                        .useNio(tls == null)
                        .directHandlers(handlers -> DirectAnswers.install(handlers, house.ids()))
                        .routing(
                                routing ->
                                        routing.any(
                                                (request, response) ->
                                                        serve(
                                                                request,
                                                                response,
                                                                settings,
                                                                house,
                                                                connections)));
        if (tls != null) {
            config.tls(Tls.builder().sslContext(tls.context()).build());
        }
        return config.build();
    }

    /// The port that is listened on.
    public int port() {
        return server.port();
    }

    /// Stops accepting, lets what is in flight finish within the grace period, then returns.
    @Override
    public void close() {
        connections.beginClosing();
        server.stop();
        connections.close();
        if (tls != null) {
            tls.close();
        }
    }

    private static void serve(
            ServerRequest received,
            ServerResponse sent,
            Settings settings,
            House house,
            Connections connections) {
        // One that the watch has just closed answers nobody.
        var connection =
                connections
                        .of(received.remotePeer().address())
                        .orElseThrow(() -> new CloseConnectionException("closed already"));
        boolean isStream = HelidonRequest.isHttp2(received);
        var waiting = connections.begins(connection, isStream);
        var body = new IncomingBody(received, waiting, settings.bounds().patience().body());
        try {
            serve(received, sent, house, waiting, body);
        } finally {
            if (isStream && !body.skipRestOfStream()) {
                connection.close();
            }
            connections.ends(connection, waiting);
        }
    }

    private static void serve(
            ServerRequest received,
            ServerResponse sent,
            House house,
            Waiting waiting,
            IncomingBody body) {
        var method = Method.named(received.prologue().method().text());
        var target = Target.of(received.prologue());
        if (method.isEmpty()) {
            DirectAnswers.send(Status.NOT_IMPLEMENTED_501, received, sent, house.ids().get());
        } else if (target.isEmpty()) {
            DirectAnswers.send(Status.BAD_REQUEST_400, received, sent, house.ids().get());
        } else {
            var request = new HelidonRequest(received, method.get(), target.get(), body);
            var response = answer(request, house);
            waiting.is(Waiting.Reason.TO_BE_READ);
            boolean last = !HelidonRequest.isHttp2(received) && body.endsConnection();
            send(response, request.method(), sent, last);
            if (last) {
                // The library says `Connection: close` but goes on reading: what is left of the
                // body would be taken for the next request.
                body.skipRest();
                throw new CloseConnectionException("the answer was the last one");
            }
        }
    }

    private static Response answer(HelidonRequest request, House house) {
        var proxies = house.proxies();
        var client = proxies.client(request.peer(), request.isSecure(), request::headers);
        var id =
                proxies.trusts(request.peer())
                        ? request.requestId().orElseGet(house.ids())
                        : house.ids().get();
        return house.door().answer(new Request(request, client, house.languages(), id));
    }

    private static void send(Response response, Method method, ServerResponse sent, boolean last) {
        sent.status(Status.create(response.status()));
        for (var header : response.headers()) {
            HelidonHeaders.add(sent.headers(), header);
        }
        if (last) {
            sent.header(HeaderValues.CONNECTION_CLOSE);
        }
        if (method == Method.HEAD) {
            sent.headers()
                    .set(HeaderNames.CONTENT_LENGTH, Integer.toString(response.body().length));
            sent.send();
        } else {
            sent.send(response.body());
        }
    }
}
