package dev.foyer.web;

import dev.foyer.web.Response.Header;

import java.util.List;
import java.util.stream.Stream;

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

    private static final List<Header> EVERYWHERE =
            List.of(
                    new Header("Content-Security-Policy", NO_CONTENT),
                    new Header("Referrer-Policy", "same-origin"),
                    new Header("Cross-Origin-Resource-Policy", "same-origin"));

    private static final List<Header> ON_PAGES =
            List.of(
                    new Header("X-Frame-Options", "DENY"),
                    new Header("Permissions-Policy", NO_FEATURES),
                    new Header("Cross-Origin-Opener-Policy", "same-origin"));

    private final Lines plain;
    private final Lines secure;

    public SafeHeaders(DoorSettings settings) {
        this.plain = Lines.of(List.of());
        this.secure = Lines.of(hsts(settings));
    }

    /// What is added, put together once.
    private record Lines(List<Header> page, List<Header> other) {
        static Lines of(List<Header> more) {
            var page = Stream.of(EVERYWHERE, ON_PAGES, more).flatMap(List::stream).toList();
            return new Lines(page, Stream.of(EVERYWHERE, more).flatMap(List::stream).toList());
        }
    }

    @Override
    public Response answer(Request request, Endpoint next) {
        var answer = next.answer(request);
        // Over plain HTTP anybody could have put HSTS there (RFC 6797, 7.2).
        var lines = request.client().secure() ? secure : plain;
        return with(answer, isPage(answer) ? lines.page() : lines.other());
    }

    private static Response with(Response answer, List<Header> lines) {
        for (var header : answer.headers()) {
            if (isOneOf(lines, header.name())) {
                return answer.with(
                        lines.stream()
                                .filter(line -> !isOneOf(answer.headers(), line.name()))
                                .toList());
            }
        }
        return answer.with(lines);
    }

    private static boolean isOneOf(List<Header> lines, String name) {
        for (var line : lines) {
            if (line.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPage(Response answer) {
        for (var header : answer.headers()) {
            if (header.name().equalsIgnoreCase("Content-Type")) {
                return header.value().startsWith("text/html");
            }
        }
        return false;
    }

    private static List<Header> hsts(DoorSettings settings) {
        if (settings.hsts().isZero()) {
            return List.of();
        }
        return List.of(
                new Header(
                        "Strict-Transport-Security",
                        "max-age="
                                + settings.hsts().toSeconds()
                                + (settings.hstsSubdomains() ? "; includeSubDomains" : "")));
    }
}
