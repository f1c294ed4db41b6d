package dev.foyer.web;

import java.util.Locale;

/// What every answer tells browsers about what they may do with it (OWASP HTTP Headers Cheat Sheet;
/// ASVS 5.0, V3.4). A header that the answer has already is left as it is.
public final class SafeHeaders implements Filter {
    /// For what is no page of ours: it loads nothing, runs nothing and is shown in no frame.
    private static final String NO_CONTENT =
            "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// None of our pages needs any of it.
    private static final String NO_FEATURES =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
                    + " magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    private final String hsts;

    public SafeHeaders(DoorSettings settings) {
        this.hsts = hsts(settings);
    }

    @Override
    public Response answer(Request request, Endpoint next) {
        var answer = next.answer(request);
        answer = with(answer, "Content-Security-Policy", NO_CONTENT);
        answer = with(answer, "Referrer-Policy", "same-origin");
        answer = with(answer, "Cross-Origin-Resource-Policy", "same-origin");
        if (isPage(answer)) {
            answer = with(answer, "X-Frame-Options", "DENY");
            answer = with(answer, "Permissions-Policy", NO_FEATURES);
            answer = with(answer, "Cross-Origin-Opener-Policy", "same-origin");
        }
        // Over plain HTTP anybody could have put it there (RFC 6797, 7.2).
        return request.client().secure() && !hsts.isEmpty()
                ? with(answer, "Strict-Transport-Security", hsts)
                : answer;
    }

    private static Response with(Response answer, String name, String value) {
        boolean told =
                answer.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
        return told ? answer : answer.with(name, value);
    }

    private static boolean isPage(Response answer) {
        return answer.headers().stream()
                .anyMatch(
                        header ->
                                header.name().equalsIgnoreCase("Content-Type")
                                        && header.value()
                                                .toLowerCase(Locale.ROOT)
                                                .startsWith("text/html"));
    }

    private static String hsts(DoorSettings settings) {
        if (settings.hsts().isZero()) {
            return "";
        }
        return "max-age="
                + settings.hsts().toSeconds()
                + (settings.hstsSubdomains() ? "; includeSubDomains" : "");
    }
}
