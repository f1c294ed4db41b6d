package dev.foyer.session;

import dev.foyer.web.Request;

import java.util.Locale;

/// Whether a request may come from where it comes (contract 0.1.4): the browser's own word on it,
/// which no script can change. Immutable.
final class Origins {
    private final SessionSettings settings;

    Origins(SessionSettings settings) {
        this.settings = settings;
    }

    boolean allow(Request request) {
        var origin = request.header("origin");
        if (origin != null) {
            return isTrusted(origin.toLowerCase(Locale.ROOT), request);
        }
        return !"cross-site".equals(request.header("sec-fetch-site"));
    }

    private boolean isTrusted(String origin, Request request) {
        return origin.equals(settings.publicOrigin())
                || settings.trustedOrigins().contains(origin)
                || (!request.client().host().isEmpty() && origin.equals(request.client().origin()));
    }
}
