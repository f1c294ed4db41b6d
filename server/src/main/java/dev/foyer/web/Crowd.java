package dev.foyer.web;

import java.util.concurrent.Semaphore;

/// Lets so many requests in at once and turns the others away at the door, before they have cost a
/// query: a node that takes more than it can do ends with everybody waiting and nobody served.
/// While a body is waited for, its request stands outside, or a few slow clients would take the
/// places of all others. Safe for use by many threads.
public final class Crowd implements Filter {
    /// Seconds; a request takes milliseconds, so that there is room long before.
    private static final int RETRY_AFTER = 1;

    /// One place in four is left to those who only ask: a flood of sign-ins waits for hashes, and
    /// for the counts of its tries, and would stand in all of them.
    private static final int SHARE_OF_READERS = 4;

    private final Semaphore room;
    private final Semaphore changing;

    public Crowd(int atOnce) {
        this.room = new Semaphore(atOnce);
        this.changing = new Semaphore(atOnce - atOnce / SHARE_OF_READERS);
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

    void enter(Method method) {
        if (!method.isSafe() && !changing.tryAcquire()) {
            throw new Refusal(Problem.unavailable(RETRY_AFTER));
        }
        if (!room.tryAcquire()) {
            leaveChanging(method);
            throw new Refusal(Problem.unavailable(RETRY_AFTER));
        }
    }

    void leave(Method method) {
        room.release();
        leaveChanging(method);
    }

    private void leaveChanging(Method method) {
        if (!method.isSafe()) {
            changing.release();
        }
    }
}
