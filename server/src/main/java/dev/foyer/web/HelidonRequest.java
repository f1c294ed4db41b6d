package dev.foyer.web;

import io.helidon.http.HeaderName;
import io.helidon.webserver.http.ServerRequest;

import org.jspecify.annotations.Nullable;

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
    private final Target target;
    private final IncomingBody body;

    HelidonRequest(ServerRequest request, Method method, Target target, IncomingBody body) {
        this.request = request;
        this.method = method;
        this.target = target;
        this.body = body;
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
        HeaderName header = HelidonHeaders.name(name);
        return request.headers().contains(header)
                ? request.headers().get(header).allValues()
                : List.of();
    }

    @Override
    public @Nullable String header(String name) {
        if (name.equals("host")) {
            var hosts = headers(name);
            return hosts.isEmpty() ? null : hosts.getFirst();
        }
        HeaderName header = HelidonHeaders.name(name);
        return request.headers().contains(header) ? request.headers().get(header).get() : null;
    }

    @Override
    public byte[] body(int limit) {
        return body.read(limit);
    }

    static boolean isHttp2(ServerRequest request) {
        return request.prologue().protocolVersion().startsWith("2");
    }
}
