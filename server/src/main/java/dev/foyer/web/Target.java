package dev.foyer.web;

import io.helidon.common.uri.UriValidator;
import io.helidon.http.HttpPrologue;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a request asks for (RFC 9112, 3.2): a path, or a whole URL as it is sent to a proxy, whose
/// authority then counts and not the header `Host`.
record Target(String path, Optional<String> authority) {
    /// `pchar` and slashes (RFC 3986, 3.3), without those that are written by number.
    private static final boolean[] PLAIN = plain();

    private static final Pattern URL =
            Pattern.compile(
                    "https?://([A-Za-z0-9.\\-]{1,253}(?::[0-9]{1,5})?"
                            + "|\\[[0-9A-Fa-f:.]{2,45}](?::[0-9]{1,5})?)(/.*)?+",
                    Pattern.CASE_INSENSITIVE);

    /// The target, or nothing where it is no sound one.
    static Optional<Target> of(HttpPrologue prologue) {
        var query = prologue.query().rawValue();
        if (!query.isEmpty() && !isSoundQuery(query)) {
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
        return isSoundPath(path) ? Optional.of(new Target(path, authority)) : Optional.empty();
    }

    private static boolean isSoundQuery(String query) {
        try {
            UriValidator.validateQuery(query);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Asked for every request, so without a regular expression.
    private static boolean isSoundPath(String path) {
        int at = 0;
        while (at < path.length()) {
            char next = path.charAt(at);
            if (next < PLAIN.length && PLAIN[next]) {
                at++;
            } else if (next == '%' && isHex(path, at + 1) && isHex(path, at + 2)) {
                at += 3;
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(String path, int at) {
        return at < path.length() && HexFormat.isHexDigit(path.charAt(at));
    }

    private static boolean[] plain() {
        var plain = new boolean[128];
        for (char next : "-._~!$&'()*+,;=:@/".toCharArray()) {
            plain[next] = true;
        }
        for (char next = '0'; next <= 'z'; next++) {
            plain[next] |= Character.isLetterOrDigit(next);
        }
        return plain;
    }
}
