package dev.foyer.web;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// What a connection, or one stream of many on it, is waiting for, and since when. One thread
/// changes it, the watch looks.
final class Waiting {
    /// What is waited for, each with a bound of its own ([Patience]).
    enum Reason {
        /// For a TLS handshake and the first head, or for the rest of a head.
        FOR_A_HEAD(0),
        FOR_A_BODY(1),
        /// For us.
        FOR_AN_ANSWER(2),
        /// For the client, who is to take the answer.
        TO_BE_READ(3),
        /// For the next request.
        IDLE(4);

        private final int code;

        Reason(int code) {
            this.code = code;
        }
    }

    private static final Reason[] REASONS = Reason.values();
    private static final int REASON_BITS = 3;
    private static final int REASON_MASK = 7;

    private final Looks looks;

    /// The look at which it began, and the reason in the lowest bits.
    private final AtomicLong state = new AtomicLong();

    private @Nullable Thread reader;
    private boolean over;

    Waiting(Looks looks, Reason reason) {
        this.looks = looks;
        is(reason);
    }

    /// Whoever looks may see it a moment later.
    void is(Reason reason) {
        state.lazySet((looks.made() << REASON_BITS) | reason.code);
    }

    Reason reason() {
        return reason(state.get());
    }

    private static Reason reason(long state) {
        return REASONS[(int) (state & REASON_MASK)];
    }

    /// The look since which it waits for its client; empty where the client waits for us.
    OptionalLong forClientSince() {
        long now = state.get();
        return reason(now) == Reason.FOR_AN_ANSWER
                ? OptionalLong.empty()
                : OptionalLong.of(now >>> REASON_BITS);
    }

    /// Whether it has waited longer than that.
    boolean isOverdue(Patience patience, boolean crowded) {
        long now = state.get();
        Duration bound =
                switch (reason(now)) {
                    case FOR_A_HEAD -> patience.withHead(crowded);
                    case FOR_A_BODY -> patience.withBody(crowded);
                    case FOR_AN_ANSWER -> Patience.LONGEST_WORK;
                    case TO_BE_READ -> patience.answer();
                    case IDLE -> crowded ? Patience.IDLE_IN_A_CROWD : Patience.IDLE;
                };
        return looks.isLongSince(now >>> REASON_BITS, bound);
    }

    /// This thread is going to read a body.
    ///
    /// @throws IOException where its connection has ended
    synchronized void beginBody() throws IOException {
        if (over) {
            throw new IOException("the connection has ended");
        }
        reader = Thread.currentThread();
        is(Reason.FOR_A_BODY);
    }

    /// It has read what it wanted.
    ///
    /// @throws IOException where the connection has ended, so that this may not be all
    synchronized void endBody() throws IOException {
        reader = null;
        is(Reason.FOR_AN_ANSWER);
        if (over) {
            var _ = Thread.interrupted();
            throw new IOException("the connection has ended");
        }
    }

    synchronized boolean hasEnded() {
        return over;
    }

    /// The connection has ended. The library leaves those who read a body from one of several
    /// streams waiting for ever; it is interrupted here, and only where it reads, since an
    /// interruption elsewhere would cost more, such as a connection to the database.
    synchronized void end() {
        over = true;
        if (reader != null) {
            reader.interrupt();
        }
    }
}
