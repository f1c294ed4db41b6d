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

    private static final int BUFFER = 8 * 1024;

    private final ServerRequest request;
    private final Method method;
    private final Target target;
    private final Connection connection;
    private final Duration patience;
    private boolean broken;

    /// @param patience with a whole body
    HelidonRequest(
            ServerRequest request,
            Method method,
            Target target,
            Connection connection,
            Duration patience) {
        this.request = request;
        this.method = method;
        this.target = target;
        this.connection = connection;
        this.patience = patience;
    }

    InetAddress peer() {
        return ((InetSocketAddress) request.remotePeer().address()).getAddress();
    }

    /// Whether it came by TLS that ends here.
    boolean isSecure() {
        return request.isSecure();
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
        return target.path();
    }

    @Override
    public String query() {
        return request.prologue().query().rawValue();
    }

    @Override
    public List<String> headers(String name) {
        if (name.equals("host") && target.authority().isPresent()) {
            return target.authority().stream().toList();
        }
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
        connection.waits(Connection.Waits.FOR_A_BODY);
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
        } finally {
            connection.waits(Connection.Waits.FOR_AN_ANSWER);
        }
    }

    /// Reads up to so many bytes. A client that falls silent meets the watch over connections, one
    /// that drips them in meets this bound.
    private byte[] read(InputStream stream, int most) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
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
        if (isHttp2()) {
            // What is left of a body ends with its stream.
            return false;
        }
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

    private boolean isHttp2() {
        return isHttp2(request);
    }

    static boolean isHttp2(ServerRequest request) {
        return request.prologue().protocolVersion().startsWith("2");
    }

    private boolean hasRest() {
        return request.content().hasEntity() && !request.content().consumed();
    }

    private static Refusal tooLarge() {
        return Request.malformed(413, "too_large");
    }
}
