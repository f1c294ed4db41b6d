package dev.foyer.web;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Our header lines as the library writes them. Names and fixed lines are checked and encoded once;
/// they come from the code, so that there are few of them.
final class HelidonHeaders {
    private static final Map<String, HeaderName> NAMES = new ConcurrentHashMap<>();

    private HelidonHeaders() {}

    static void add(ServerResponseHeaders headers, Response.Header line) {
        if (line.isFixed()) {
            headers.add(line.ready(HelidonHeaders::made));
        } else {
            headers.add(name(line.name()), sound(line.value()));
        }
    }

    /// A line break in a value would begin another header, or another answer (RFC 9110, 5.5).
    private static String sound(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException("a header with a character that none may have");
            }
        }
        return value;
    }

    /// The library's form of a name that stands in the code.
    static HeaderName name(String name) {
        var known = NAMES.get(name);
        return known != null ? known : NAMES.computeIfAbsent(name, HeaderNames::create);
    }

    private static Header made(Response.Header line) {
        return HeaderValues.createCached(name(line.name()), sound(line.value()));
    }
}
