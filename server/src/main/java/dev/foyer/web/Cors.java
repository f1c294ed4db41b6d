package dev.foyer.web;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Lets pages of listed origins read answers, with the visitor's cookies (Fetch Standard, 3.2).
/// Everybody else's browser keeps the answers to itself, since it finds no header that allows more.
///
/// Reading is not writing: an unsafe request of another origin is refused unless that origin is in
/// `CSRF_TRUSTED_ORIGINS` too (contract 0.1.4). Immutable.
public final class Cors implements Filter {
    /// What clients of the API send (contract A.4 to A.6); the browser's own list needs no leave.
    private static final String REQUEST_HEADERS =
            "accept-language, authorization, content-type, x-csrftoken, x-currency,"
                    + " x-requested-with";

    /// What a page may read of an answer besides the few headers that every page may.
    private static final String ANSWER_HEADERS =
            "retry-after, www-authenticate, x-error-code, x-request-id";

    /// Seconds that a browser may go by it: methods and headers of a route change with a release
    /// only, but a taken back origin should not linger.
    private static final String LASTS = "600";

    private final Set<String> origins;
    private final Router routes;

    /// @param origins such as `https://app.example`, in lower case; none switches it off
    /// @param routes to tell the methods of a path
    public Cors(Set<String> origins, Router routes) {
        this.origins = Set.copyOf(origins);
        this.routes = routes;
    }

    @Override
    public Response answer(Request request, Endpoint next) {
        if (origins.isEmpty()) {
            return next.answer(request);
        }
        // Also where no origin is named: whoever stores answers must keep them apart.
        request.reply("Vary", "Origin");
        var origin =
                Optional.ofNullable(request.header("origin"))
                        .filter(named -> origins.contains(named.toLowerCase(Locale.ROOT)));
        if (origin.isEmpty()) {
            return next.answer(request);
        }
        request.reply("Access-Control-Allow-Origin", origin.get());
        request.reply("Access-Control-Allow-Credentials", "true");
        if (isPreflight(request)) {
            return leave(request);
        }
        request.reply("Access-Control-Expose-Headers", ANSWER_HEADERS);
        return next.answer(request);
    }

    private static boolean isPreflight(Request request) {
        return request.method() == Method.OPTIONS
                && request.header("access-control-request-method") != null;
    }

    /// Says what may be asked of the path. A browser asks this without cookies and on its own; it
    /// begins no session.
    private Response leave(Request request) {
        request.reply("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
        return Response.empty(204)
                .with("Access-Control-Allow-Methods", routes.allowed(request))
                .with("Access-Control-Allow-Headers", REQUEST_HEADERS)
                .with("Access-Control-Max-Age", LASTS);
    }
}
