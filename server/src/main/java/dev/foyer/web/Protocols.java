package dev.foyer.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;

import java.time.Duration;
import java.util.Set;

/// Which HTTP is spoken on a new connection: HTTP/2 where TLS has agreed on it (ALPN, RFC 7301),
/// HTTP/1.1 everywhere else. Over plain TCP there is no HTTP/2, neither by prior knowledge nor by
/// upgrade (RFC 9113, 3.1): nobody needs it there, and an upgrade has carried requests past
/// proxies.
final class Protocols implements ServerConnectionSelector {
    static final int LONGEST_REQUEST_LINE = 8 * 1024;
    static final int LARGEST_HEADERS = 16 * 1024;

    /// What RFC 9113, 6.5.2 calls enough; each stream is a thread, a body and a head.
    private static final int MOST_STREAMS = 100;

    /// What a stream may send before it is read; a body is at most as large.
    private static final int WINDOW = 65_535;

    private static final int LARGEST_FRAME = 16 * 1024;

    /// Streams opened and given up before an answer (CVE-2023-44487); people do it now and then.
    private static final int MOST_RESETS = 50;

    private static final Duration RESETS_COUNTED_FOR = Duration.ofSeconds(10);

    /// How long an answer waits for a client to widen its window.
    private static final Duration WINDOW_PATIENCE = Duration.ofSeconds(15);

    private static final int MOST_EMPTY_FRAMES = 10;
    private static final String HTTP_2 = "h2";

    private final Connections connections;
    private final boolean tls;
    private final ServerConnectionSelector http1;
    private final ServerConnectionSelector http2;

    Protocols(Connections connections, boolean tls) {
        this.connections = connections;
        this.tls = tls;
        this.http1 = Http1ConnectionSelector.builder().config(http1()).build();
        this.http2 = Http2ConnectionSelector.builder().http2Config(http2()).build();
    }

    /// Paths are checked by [Target], which also knows the absolute form. Lines of answers are
    /// looked at in [HelidonHeaders], each once; paths in [Target].
    private static Http1Config http1() {
        return Http1Config.builder()
                .maxPrologueLength(LONGEST_REQUEST_LINE)
                .maxHeadersSize(LARGEST_HEADERS)
                .validatePath(false)
                .validateResponseHeaders(false)
                .build();
    }

    private static Http2Config http2() {
        return Http2Config.builder()
                .maxConcurrentStreams(MOST_STREAMS)
                .maxHeaderListSize(LARGEST_HEADERS)
                .maxFrameSize(LARGEST_FRAME)
                .initialWindowSize(WINDOW)
                .flowControlTimeout(WINDOW_PATIENCE)
                .maxRapidResets(MOST_RESETS)
                .rapidResetCheckPeriod(RESETS_COUNTED_FOR)
                .maxEmptyFrames(MOST_EMPTY_FRAMES)
                .sendErrorDetails(false)
                .validatePath(false)
                .build();
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return tls ? Set.of(HTTP_2, "http/1.1") : Set.of("http/1.1");
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        boolean agreed = tls && HTTP_2.equals(context.serverSocket().protocol());
        var known = connections.of(context.remotePeer().address());
        if (known.isEmpty()) {
            throw new CloseConnectionException("the watch has closed it already");
        }
        return agreed
                ? new WatchedHttp2(
                        http2.connection(
                                new WatchedContext(context, known.get(), new FrameWatch())),
                        known.get())
                : http1.connection(new WatchedContext(context, known.get(), null));
    }

    /// Not asked where there is one selector; that one takes whatever comes.
    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }
}
