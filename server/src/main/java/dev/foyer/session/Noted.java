package dev.foyer.session;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One thing that was found out about the browser of a session and need not be found out again with
/// every request. Kept in memory beside the session, and forgotten at any time. Safe for use by
/// many threads.
public final class Noted {
    private volatile @Nullable Fact fact;
    private volatile int times;

    private record Fact(String text, Instant until) {}

    /// Whether this was found out, and still counts.
    public boolean knows(String text, Instant now) {
        var known = fact;
        return known != null && known.text().equals(text) && known.until().isAfter(now);
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
    public void learn(String text, Instant until) {
        fact = new Fact(text, until);
    }
}
