package dev.foyer.web;

import java.time.Duration;

/// Which answers stand in the access log, a line each (`ACCESS_LOG`). Whichever it is, every answer
/// is counted for `/metrics`.
public enum AccessLog {
    ALL,
    /// All but reads that went well and took less than a second: they are nearly all that there is,
    /// and tell nothing that the counters do not.
    NOTABLE,
    NONE;

    private static final long SLOW = Duration.ofSeconds(1).toNanos();

    boolean names(Method method, int status, long nanos) {
        return switch (this) {
            case ALL -> true;
            case NOTABLE -> !method.isSafe() || status >= 400 || nanos >= SLOW;
            case NONE -> false;
        };
    }
}
