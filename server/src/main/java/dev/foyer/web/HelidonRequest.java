package dev.foyer.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Helidon received, as the rest of the house sees it.
final class HelidonRequest implements Request.Received {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

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

    @Nullable String first(String name) {
        var values = headers(name);
        return values.isEmpty() ? null : values.getFirst();
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
            var body = stream.readNBytes(limit + 1);
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
