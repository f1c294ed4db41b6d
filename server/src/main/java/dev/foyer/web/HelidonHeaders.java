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
    private static final Map<Response.Header, Header> FIXED = new ConcurrentHashMap<>();

    private HelidonHeaders() {}

    static void add(ServerResponseHeaders headers, Response.Header line) {
        if (line.fixed()) {
            headers.add(FIXED.computeIfAbsent(line, HelidonHeaders::ready));
        } else {
            headers.add(name(line.name()), line.value());
        }
    }

    /// The library's form of a name that stands in the code.
    static HeaderName name(String name) {
        return NAMES.computeIfAbsent(name, HeaderNames::create);
    }

    private static Header ready(Response.Header line) {
        return HeaderValues.createCached(name(line.name()), line.value());
    }
}
