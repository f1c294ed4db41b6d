package dev.foyer.web;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.CloseConnectionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Every connection of a listener: so many from one client, none for longer than [Patience] allows.
/// Where all places are taken, whoever holds the most loses one, and not the newcomer.
///
/// The library bounds neither a handshake nor a head nor the writing of an answer, and Java's
/// sockets know no time-out for writing: a watch closes what is overdue, which wakes whoever waits
/// for it. Safe for use by many threads.
final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /// Holds any answer of ours. Left alone, the system would keep megabytes of answers for whoever
    /// asks and does not read.
    private static final int SEND_BUFFER = 128 * 1024;

    private final Bounds bounds;
    private final Map<SocketAddress, Connection> open = new ConcurrentHashMap<>();
    private final Shares byClient;
    private final Shares streamsByClient;
    private final AtomicInteger streams = new AtomicInteger();
    private final Looks looks = new Looks();
    private final ScheduledExecutorService watch;
    private volatile boolean closing;

    /// @param isProxy whether an address is that of a trusted proxy, which may have them all
    Connections(Bounds bounds, Predicate<InetAddress> isProxy) {
        this.bounds = bounds;
        this.byClient = new Shares(isProxy);
        this.streamsByClient = new Shares(isProxy);
        var factory = Thread.ofPlatform().name("connections").daemon().factory();
        this.watch = Executors.newSingleThreadScheduledExecutor(factory);
        var _ =
                watch.scheduleWithFixedDelay(
                        this::look,
                        Looks.EVERY.toMillis(),
                        Looks.EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// Socket options, whose setting is the one moment at which the library shows a new connection
    /// and closes it where that throws.
    SocketOptions options() {
        return new Options(
                SocketOptions.builder()
                        .tcpNoDelay(true)
                        .socketSendBufferSize(SEND_BUFFER)
                        .buildPrototype());
    }

    Optional<Connection> of(SocketAddress peer) {
        return Optional.ofNullable(open.get(peer));
    }

    /// A request on a connection begins: what is waited for from now on, for [#ends].
    ///
    /// @throws CloseConnectionException where there are too many streams already, of this client or
    ///   of all with nobody who holds more; its connection is closed
    Waiting begins(Connection connection, boolean isStream) {
        if (!isStream) {
            return connection.begins();
        }
        streams.incrementAndGet();
        int ofClient = streamsByClient.add(connection.client());
        if (ofClient > bounds.streamsPerClient() || !hasRoomForStreamOn(connection)) {
            forgetStream(connection);
            connection.close();
            throw new CloseConnectionException("too many streams");
        }
        return connection.beginsStream();
    }

    /// It has ended, with all that was to be read or written of it.
    void ends(Connection connection, Waiting waiting) {
        if (connection.ends(waiting)) {
            forgetStream(connection);
        }
    }

    private boolean hasRoomForStreamOn(Connection connection) {
        return streams.get() <= bounds.streams() || makeRoomForStreamOn(connection);
    }

    /// One at a time: the first may make room for all who come at this moment.
    private synchronized boolean makeRoomForStreamOn(Connection newcomer) {
        if (streams.get() > bounds.streams()) {
            longestOfLargest(streamsByClient, newcomer, Connection::hasStreams)
                    .ifPresent(
                            loser -> {
                                loser.close();
                                for (int i = loser.dropStreams(); i > 0; i--) {
                                    forgetStream(loser);
                                }
                            });
        }
        return streams.get() <= bounds.streams();
    }

    /// Of the client who holds the most, what has waited longest for that client.
    private Optional<Connection> longestOfLargest(
            Shares shares, Connection newcomer, Predicate<Connection> which) {
        // No stranger has less than one.
        int largest = Math.max(1, shares.largest());
        Optional<Connection> longest = Optional.empty();
        long earliest = Long.MAX_VALUE;
        for (var connection : open.values()) {
            long since = connection.forClientSince().orElse(Long.MAX_VALUE);
            if (since < earliest
                    && connection != newcomer
                    && which.test(connection)
                    && shares.of(connection.client()) == largest) {
                earliest = since;
                longest = Optional.of(connection);
            }
        }
        return longest;
    }

    private void forgetStream(Connection connection) {
        streams.decrementAndGet();
        streamsByClient.remove(connection.client());
    }

    private void accept(SocketChannel channel) {
        try {
            var peer = (InetSocketAddress) channel.getRemoteAddress();
            var connection = new Connection(channel, peer.getAddress(), looks);
            if (isOneTooMany(connection)) {
                forgetClosed();
                if (isOneTooMany(connection)) {
                    throw new IOException("too many connections of one client");
                }
            }
            byClient.add(connection.client());
            forget(Optional.ofNullable(open.put(peer, connection)));
            if (isCramped()) {
                forgetClosed();
                makeRoomFor(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOneTooMany(Connection connection) {
        return byClient.of(connection.client()) >= bounds.perClient();
    }

    private boolean isCramped() {
        return open.size() > bounds.comfortable();
    }

    /// @throws IOException where it would have to be at the cost of somebody who holds less
    private void makeRoomFor(Connection newcomer) throws IOException {
        if (!isCramped()) {
            return;
        }
        var loser = longestOfLargest(byClient, newcomer, _ -> true);
        boolean isStranger = byClient.of(newcomer.client()) > 0;
        if (loser.isPresent() || isStranger) {
            loser.orElse(newcomer).close();
            forgetClosed();
        }
        if (!newcomer.isOpen()) {
            throw new IOException("no connection is left: we are at work for all others");
        }
    }

    private void look() {
        try {
            looks.next();
            // Three quarters: late enough for an ordinary day, early enough to find room.
            boolean crowded =
                    open.size() > bounds.connections() / 4 * 3
                            || streams.get() > bounds.streams() / 4 * 3;
            for (var connection : open.values()) {
                if (connection.isOverdue(bounds.patience(), crowded)
                        || (closing && connection.isAtRest())) {
                    connection.close();
                }
            }
            forgetClosed();
        } catch (RuntimeException e) {
            LOG.error("the watch over connections stumbled", e);
        }
    }

    private void forgetClosed() {
        open.forEach(
                (peer, connection) -> {
                    if (!connection.isOpen() && open.remove(peer, connection)) {
                        forget(Optional.of(connection));
                    }
                });
    }

    private void forget(Optional<Connection> gone) {
        gone.ifPresent(connection -> byClient.remove(connection.client()));
    }

    /// From now on those at rest are closed, which the library waits for when it stops.
    void beginClosing() {
        closing = true;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    private final class Options implements SocketOptions {
        private final SocketOptions plain;

        Options(SocketOptions plain) {
            this.plain = plain;
        }

        @Override
        public void configureSocket(SocketChannel channel) {
            accept(channel);
            plain.configureSocket(channel);
        }

        @Override
        public Map<SocketOption<?>, Object> socketOptions() {
            return plain.socketOptions();
        }

        @Override
        public Duration connectTimeout() {
            return plain.connectTimeout();
        }

        @Override
        public Duration readTimeout() {
            return plain.readTimeout();
        }

        @Override
        public Optional<Integer> socketReceiveBufferSize() {
            return plain.socketReceiveBufferSize();
        }

        @Override
        public Optional<Integer> socketSendBufferSize() {
            return plain.socketSendBufferSize();
        }

        @Override
        public boolean socketReuseAddress() {
            return plain.socketReuseAddress();
        }

        @Override
        public boolean socketKeepAlive() {
            return plain.socketKeepAlive();
        }

        @Override
        public boolean tcpNoDelay() {
            return plain.tcpNoDelay();
        }
    }
}
