package dev.foyer.web;

import java.util.concurrent.Semaphore;

/// Larger bodies on a path: files in `multipart/form-data`, and only there. A body is held in
/// memory whole, so that few may be under way at once; the rest is asked to come back (503). Safe
/// for use by many threads.
///
/// @param bytes the largest body
/// @param places one for each that may be under way on this node
record Uploads(int bytes, Semaphore places) {
    /// Seconds; most pictures arrive in less.
    private static final int RETRY_AFTER = 5;

    /// Lets a request through to its endpoint, in a place of its own where it may bring a file.
    Response around(Request request, Endpoint endpoint) {
        if (!Bodies.isMultipart(request)) {
            return endpoint.answer(request);
        }
        if (!places.tryAcquire()) {
            throw new Refusal(Problem.unavailable(RETRY_AFTER));
        }
        try {
            return endpoint.answer(request);
        } finally {
            places.release();
        }
    }
}
