package dev.foyer.web;

import io.helidon.common.uri.UriValidator;
import io.helidon.http.HttpPrologue;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a request asks for (RFC 9112, 3.2): a path, or a whole URL as it is sent to a proxy, whose
/// authority then counts and not the header `Host`.
record Target(String path, Optional<String> authority) {
    /// `pchar` and slashes (RFC 3986, 3.3).
    private static final Pattern PATH =
            Pattern.compile("/(?:[A-Za-z0-9\\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*+");

    private static final Pattern URL =
            Pattern.compile(
                    "https?://([A-Za-z0-9.\\-]{1,253}(?::[0-9]{1,5})?"
                            + "|\\[[0-9A-Fa-f:.]{2,45}](?::[0-9]{1,5})?)(/.*)?+",
                    Pattern.CASE_INSENSITIVE);

    /// The target, or nothing where it is no sound one.
    static Optional<Target> of(HttpPrologue prologue) {
        try {
            UriValidator.validateQuery(prologue.query().rawValue());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        var raw = prologue.uriPath().rawPath();
        if (raw.startsWith("/")) {
            return sound(raw, Optional.empty());
        }
        var url = URL.matcher(raw);
        return url.matches()
                ? sound(url.group(2) == null ? "/" : url.group(2), Optional.of(url.group(1)))
                : Optional.empty();
    }

    private static Optional<Target> sound(String path, Optional<String> authority) {
        return PATH.matcher(path).matches()
                ? Optional.of(new Target(path, authority))
                : Optional.empty();
    }
}
