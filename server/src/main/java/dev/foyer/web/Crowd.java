package dev.foyer.web;

import java.util.concurrent.Semaphore;

/// Lets so many requests in at once and turns the others away at the door, before they have cost a
/// query: a node that takes more than it can do ends with everybody waiting and nobody served.
/// While a body is waited for, its request stands outside, or a few slow clients would take the
/// places of all others. Safe for use by many threads.
public final class Crowd implements Filter {
    /// Seconds; a request takes milliseconds, so that there is room long before.
    private static final int RETRY_AFTER = 1;

    private final Semaphore room;

    public Crowd(int atOnce) {
        this.room = new Semaphore(atOnce);
    }

    @Override
    public Response answer(Request request, Endpoint next) {
        request.enters(this);
        try {
            return next.answer(request);
        } finally {
            var _ = request.leaves();
        }
    }

    void enter() {
        if (!room.tryAcquire()) {
            throw new Refusal(Problem.unavailable(RETRY_AFTER));
        }
    }

    void leave() {
        room.release();
    }
}
