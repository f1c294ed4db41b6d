package dev.foyer.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// The body of a request as it comes from the network, within bounds of time and size. Belongs to
/// the one thread that answers the request.
final class IncomingBody {
    private static final int BUFFER = 8 * 1024;

    private final ServerRequest request;
    private final Waiting waiting;
    private final Duration patience;
    private boolean broken;
    private boolean dawdled;

    /// @param patience with the whole of it
    IncomingBody(ServerRequest request, Waiting waiting, Duration patience) {
        this.request = request;
        this.waiting = waiting;
        this.patience = patience;
    }

    /// All of it, which can be had once.
    ///
    /// @throws Refusal 400 where it broke off, 413
    byte[] read(int limit) {
        if (request.headers().contentLength().orElse(0) > limit) {
            throw tooLarge();
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        byte[] body;
        try {
            body = readUpTo(limit + 1);
        } catch (IOException | RuntimeException _) {
            // Whatever the library throws here says that the client broke off, dawdled or chunked
            // badly.
            broken = true;
            throw Request.malformed(400, "bad_request");
        }
        if (body.length > limit) {
            throw tooLarge();
        }
        return body;
    }

    private byte[] readUpTo(int most) throws IOException {
        waiting.beginBody();
        try (InputStream stream = request.content().inputStream()) {
            return readUpTo(most, stream);
        } finally {
            waiting.endBody();
        }
    }

    /// A client that falls silent meets the watch over connections, one that drips meets this
    /// bound.
    private byte[] readUpTo(int most, InputStream stream) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        var body = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER];
        while (body.size() < most) {
            int count = stream.read(buffer, 0, Math.min(buffer.length, most - body.size()));
            if (count < 0) {
                break;
            }
            if (System.nanoTime() > deadline) {
                dawdled = true;
                throw new IOException("the body comes too slowly");
            }
            body.write(buffer, 0, count);
        }
        return body.toByteArray();
    }

    /// Whether a connection of HTTP/1.1 ends with the answer: because the client said so, because
    /// its body broke off, or because so much of the body, or nobody knows how much, was not read.
    boolean endsConnection() {
        var headers = request.headers();
        boolean isLast =
                headers.contains(HeaderNames.CONNECTION)
                        && headers.containsToken(HeaderValues.CONNECTION_CLOSE);
        if (broken || isLast) {
            return true;
        }
        return hasRest() && headers.contentLength().orElse(Long.MAX_VALUE) > Bodies.LIMIT;
    }

    /// Reads what is left, within the library's bound, so that closing the connection does not tear
    /// the answer away from a client that is still sending (RFC 9112, 9.6).
    void skipRest() {
        if (broken || !hasRest()) {
            return;
        }
        try {
            skip();
        } catch (IOException | RuntimeException _) {
            broken = true;
        }
    }

    /// The same at the end of a stream of HTTP/2. The library would read on by itself, and wait for
    /// ever: a thread that has waited long enough tells it so by being interrupted.
    ///
    /// @return false where the client dawdled, and the connection is to be closed
    boolean skipRestOfStream() {
        try {
            if (!dawdled && hasRest()) {
                skip();
            }
        } catch (IOException | RuntimeException _) {
            // The client gave the stream up, or the connection has ended.
        }
        if (dawdled || waiting.hasEnded()) {
            Thread.currentThread().interrupt();
        }
        return !dawdled;
    }

    private void skip() throws IOException {
        waiting.beginBody();
        try {
            request.content().consume();
        } finally {
            waiting.endBody();
        }
    }

    private boolean hasRest() {
        return request.content().hasEntity() && !request.content().consumed();
    }

    private static Refusal tooLarge() {
        return Request.malformed(413, "too_large");
    }
}
