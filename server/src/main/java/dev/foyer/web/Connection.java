package dev.foyer.web;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One connection, and what it is waiting for: in HTTP/1.1 the connection itself waits, in HTTP/2
/// each stream on it for itself. Safe for use by many threads.
final class Connection {
    private final SocketChannel channel;
    private final InetAddress client;
    private final Looks looks;
    private final Waiting own;
    private final Set<Waiting> streams = ConcurrentHashMap.newKeySet(1);
    private volatile boolean over;

    Connection(SocketChannel channel, InetAddress client, Looks looks) {
        this.channel = channel;
        this.client = client;
        this.looks = looks;
        this.own = new Waiting(looks, Waiting.Reason.FOR_A_HEAD);
    }

    InetAddress client() {
        return client;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /// Bytes of HTTP/1.1 came: where none were waited for, they begin a head.
    void received() {
        if (own.reason() == Waiting.Reason.IDLE) {
            own.is(Waiting.Reason.FOR_A_HEAD);
        }
    }

    /// Bytes of HTTP/2 came.
    ///
    /// @param midway whether a frame or a head has begun and not ended
    void receivedFrames(boolean midway) {
        var reason = midway ? Waiting.Reason.FOR_A_HEAD : Waiting.Reason.IDLE;
        if (own.reason() != reason) {
            own.is(reason);
        }
    }

    /// A request of HTTP/1.1 has begun.
    Waiting begins() {
        own.is(Waiting.Reason.FOR_AN_ANSWER);
        return own;
    }

    /// A stream of HTTP/2 has begun.
    Waiting beginsStream() {
        var waiting = new Waiting(looks, Waiting.Reason.FOR_AN_ANSWER);
        streams.add(waiting);
        if (over) {
            waiting.end();
        }
        return waiting;
    }

    /// A request has ended.
    ///
    /// @return whether it was a stream that nobody had dropped before
    boolean ends(Waiting waiting) {
        if (waiting == own) {
            own.is(Waiting.Reason.IDLE);
            return false;
        }
        boolean counted = streams.remove(waiting);
        if (counted && own.reason() == Waiting.Reason.IDLE) {
            own.is(Waiting.Reason.IDLE);
        }
        return counted;
    }

    /// Its streams do not count any more, once it is closed.
    ///
    /// @return how many there were
    int dropStreams() {
        int dropped = 0;
        for (var stream : List.copyOf(streams)) {
            dropped += streams.remove(stream) ? 1 : 0;
        }
        return dropped;
    }

    boolean hasStreams() {
        return !streams.isEmpty();
    }

    /// The look since which it, or the stream on it that has done so longest, waits for its client;
    /// empty where we are at work for all of it.
    OptionalLong forClientSince() {
        return streams.isEmpty()
                ? own.forClientSince()
                : streams.stream().flatMapToLong(stream -> stream.forClientSince().stream()).min();
    }

    /// Whether it, or a stream on it, has waited longer than that.
    boolean isOverdue(Patience patience, boolean crowded) {
        for (var stream : streams) {
            if (stream.isOverdue(patience, crowded)) {
                return true;
            }
        }
        boolean busy = own.reason() == Waiting.Reason.IDLE && !streams.isEmpty();
        return !busy && own.isOverdue(patience, crowded);
    }

    /// Whether no request on it is under way.
    boolean isAtRest() {
        var reason = own.reason();
        return streams.isEmpty()
                && (reason == Waiting.Reason.IDLE || reason == Waiting.Reason.FOR_A_HEAD);
    }

    /// Nothing will come any more.
    void isOver() {
        over = true;
        streams.forEach(Waiting::end);
    }

    /// Whoever reads from or writes to it is woken with an exception.
    void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // It is of no use any more, whatever it says.
        }
        isOver();
    }
}
