package dev.foyer.web;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// What the library knows of a connection, with a reader that tells when bytes come. Made before
/// the first byte is read.
final class WatchedContext implements ConnectionContext {
    private final ConnectionContext context;
    private final Connection connection;
    private final @Nullable FrameWatch frames;
    private final DataReader reader;

    /// @param frames to look at what comes, where HTTP/2 is spoken
    WatchedContext(ConnectionContext context, Connection connection, @Nullable FrameWatch frames) {
        this.context = context;
        this.connection = connection;
        this.frames = frames;
        this.reader = new WatchedReader(this::bytes);
    }

    private byte @Nullable [] bytes() {
        try {
            var bytes = context.serverSocket().get();
            if (frames == null) {
                connection.received();
            } else if (bytes != null) {
                watch(bytes, frames);
            }
            return bytes;
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("the connection is gone", e);
        }
    }

    private void watch(byte[] bytes, FrameWatch frames) {
        if (!frames.bears(bytes)) {
            throw new CloseConnectionException("a flood of frames");
        }
        connection.receivedFrames(frames.isMidway());
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public ListenerContext listenerContext() {
        return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return context.executor();
    }

    @Override
    public DataWriter dataWriter() {
        return context.dataWriter();
    }

    @Override
    public Router router() {
        return context.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return context.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return context.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return context.localPeer();
    }

    @Override
    public boolean isSecure() {
        return context.isSecure();
    }

    @Override
    public String socketId() {
        return context.socketId();
    }

    @Override
    public String childSocketId() {
        return context.childSocketId();
    }
}
