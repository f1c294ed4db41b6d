package dev.foyer.web;

import java.time.Duration;
import java.util.Set;

/// How the door treats everybody while a node runs.
///
/// @param requestsAtOnce so many requests are answered at once; further ones get 503 at once
///   (`MAX_REQUESTS_AT_ONCE`)
/// @param hsts how long browsers are to speak HTTPS only (RFC 6797); zero says nothing about it
///   (`SECURE_HSTS_SECONDS`)
/// @param hstsSubdomains whether that holds for all hosts below the shop's too
///   (`SECURE_HSTS_INCLUDE_SUBDOMAINS`)
/// @param corsOrigins whose pages may read answers, with the visitor's cookies
///   (`CORS_ALLOWED_ORIGINS`)
public record DoorSettings(
        int requestsAtOnce, Duration hsts, boolean hstsSubdomains, Set<String> corsOrigins) {
    private static final int LEAST_AT_ONCE = 256;
    private static final int MOST_AT_ONCE = 4096;
    private static final int PER_CORE = 256;

    /// A request may hold a body of 64 KiB, what is parsed of it, and its answer; with a quarter of
    /// the heap for all of them, this leaves each a wide margin.
    private static final int HEAP_FOR_EACH = 256 * 1024;

    /// What a machine of so many cores and bytes of heap can have in hand. Sign-ins are bounded far
    /// below by their own queue, so that they cannot take all places from reads.
    public static int requestsAtOnce(int cores, long heap) {
        long byMemory = heap / 4 / HEAP_FOR_EACH;
        long byCores = (long) cores * PER_CORE;
        return Math.clamp(Math.min(byMemory, byCores), LEAST_AT_ONCE, MOST_AT_ONCE);
    }
}
