package dev.foyer.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Helidon received, as the rest of the house sees it.
final class HelidonRequest implements Request.Received {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    /// For 64 KiB; the slowest mobile networks need a few seconds.
    private static final Duration SLOWEST_BODY = Duration.ofSeconds(30);

    private static final int BUFFER = 8 * 1024;

    private final ServerRequest request;
    private final Method method;
    private boolean broken;

    private HelidonRequest(ServerRequest request, Method method) {
        this.request = request;
        this.method = method;
    }

    static Optional<HelidonRequest> of(ServerRequest request) {
        return Method.named(request.prologue().method().text())
                .map(method -> new HelidonRequest(request, method));
    }

    InetAddress peer() {
        return ((InetSocketAddress) request.remotePeer().address()).getAddress();
    }

    Optional<String> requestId() {
        return headers("x-request-id").stream()
                .filter(id -> REQUEST_ID.matcher(id).matches())
                .findFirst();
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    public String path() {
        return request.prologue().uriPath().rawPath();
    }

    @Override
    public String query() {
        return request.prologue().query().rawValue();
    }

    @Override
    public List<String> headers(String name) {
        HeaderName header = HeaderNames.create(name);
        return request.headers().contains(header)
                ? request.headers().get(header).allValues()
                : List.of();
    }

    @Override
    public byte[] body(int limit) {
        if (request.headers().contentLength().orElse(0) > limit) {
            throw tooLarge();
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream stream = request.content().inputStream()) {
            var body = read(stream, limit + 1);
            if (body.length > limit) {
                throw tooLarge();
            }
            return body;
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException _) {
            // Whatever the library throws here says that the client broke off, dawdled or chunked
            // badly.
            broken = true;
            throw Request.malformed(400, "bad_request");
        }
    }

    /// Reads up to so many bytes. Each single read has a bound of its own; a client that drips them
    /// in meets this one.
    private static byte[] read(InputStream stream, int most) throws IOException {
        long deadline = System.nanoTime() + SLOWEST_BODY.toNanos();
        var body = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER];
        while (body.size() < most) {
            int count = stream.read(buffer, 0, Math.min(buffer.length, most - body.size()));
            if (count < 0) {
                break;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the body comes too slowly");
            }
            body.write(buffer, 0, count);
        }
        return body.toByteArray();
    }

    /// Whether the connection ends with the answer: because the client said so, because its body
    /// broke off, or because so much of the body, or nobody knows how much, was not read.
    boolean endsConnection() {
        if (broken || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            return true;
        }
        return hasRest() && request.headers().contentLength().orElse(Long.MAX_VALUE) > Bodies.LIMIT;
    }

    /// Reads what is left of the body, within the library's bound, so that closing the connection
    /// does not tear the answer away from a client that is still sending (RFC 9112, 9.6).
    void skipRest() {
        if (broken || !hasRest()) {
            return;
        }
        try {
            request.content().consume();
        } catch (RuntimeException _) {
            broken = true;
        }
    }

    private boolean hasRest() {
        return request.content().hasEntity() && !request.content().consumed();
    }

    private static Refusal tooLarge() {
        return Request.malformed(413, "too_large");
    }
}
