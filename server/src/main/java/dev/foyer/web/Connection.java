package dev.foyer.web;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// One connection, and what it is waiting for. A single thread changes it in HTTP/1.1; in HTTP/2
/// every request on it may. Safe for use by many threads.
final class Connection {
    /// What a connection waits for, each with a bound of its own ([Patience]).
    enum Waits {
        /// For a TLS handshake and the first head, or for the rest of a head.
        FOR_A_HEAD,
        FOR_A_BODY,
        /// For us.
        FOR_AN_ANSWER,
        /// For the client, who is to take the answer.
        TO_BE_READ,
        /// For the next request.
        IDLE
    }

    private record State(Waits waits, long since) {}

    private final SocketChannel channel;
    private final InetAddress client;
    private volatile State state = new State(Waits.FOR_A_HEAD, System.nanoTime());
    private int underWay;

    Connection(SocketChannel channel, InetAddress client) {
        this.channel = channel;
        this.client = client;
    }

    InetAddress client() {
        return client;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /// Bytes came: where none were waited for, they begin a head.
    void received() {
        if (state.waits() == Waits.IDLE) {
            waits(Waits.FOR_A_HEAD);
        }
    }

    synchronized void begins() {
        underWay++;
        waits(Waits.FOR_AN_ANSWER);
    }

    synchronized void ends() {
        underWay--;
        waits(underWay > 0 ? Waits.FOR_AN_ANSWER : Waits.IDLE);
    }

    void waits(Waits reason) {
        state = new State(reason, System.nanoTime());
    }

    /// Whether it has waited longer than that.
    boolean isOverdue(Patience patience, boolean crowded) {
        var now = state;
        Duration bound =
                switch (now.waits()) {
                    case FOR_A_HEAD -> patience.head();
                    case FOR_A_BODY -> patience.body();
                    case FOR_AN_ANSWER -> Patience.LONGEST_WORK;
                    case TO_BE_READ -> patience.answer();
                    case IDLE -> crowded ? Patience.IDLE_IN_A_CROWD : Patience.IDLE;
                };
        return System.nanoTime() - now.since() > bound.toNanos();
    }

    /// Whoever reads from or writes to it is woken with an exception.
    void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // It is of no use any more, whatever it says.
        }
    }
}
