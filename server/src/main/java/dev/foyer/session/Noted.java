package dev.foyer.session;

import java.time.Instant;

/// One thing that was found out about the browser of a session and need not be found out again with
/// every request. Kept in memory beside the session, and forgotten at any time. Safe for use by
/// many threads.
///
/// It holds numbers and no objects: an old object that is told of a young one makes the garbage
/// collector come by for each, and there are a hundred thousand of these.
public final class Noted {
    /// The hash of a text, and before it the second until which it counts. Two texts with one hash
    /// are taken for the same: a browser that tries it is served as if it had shown the other.
    private volatile long fact;

    private volatile int times;

    /// Whether this was found out, and still counts.
    public boolean knows(String text, Instant now) {
        long known = fact;
        return (int) known == text.hashCode() && known >>> Integer.SIZE > now.getEpochSecond();
    }

    /// Counts once more; two at once may count as one.
    ///
    /// @return how often by now
    public int count() {
        int more = times + 1;
        times = more;
        return more;
    }

    /// Remembers this, in place of what was remembered before.
    ///
    /// @param until a time before the year 2106
    public void learn(String text, Instant until) {
        fact = until.getEpochSecond() << Integer.SIZE | Integer.toUnsignedLong(text.hashCode());
    }
}
