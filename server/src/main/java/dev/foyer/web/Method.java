package dev.foyer.web;

import java.util.Arrays;
import java.util.Optional;

/// The request methods that Foyer knows (RFC 9110, 9.3; PATCH: RFC 5789).
public enum Method {
    GET,
    HEAD,
    OPTIONS,
    TRACE,
    POST,
    PUT,
    PATCH,
    DELETE;

    /// Safe methods change nothing and need no CSRF token (contract A.4).
    public boolean isSafe() {
        return this == GET || this == HEAD || this == OPTIONS || this == TRACE;
    }

    static Optional<Method> named(String name) {
        return Arrays.stream(values()).filter(method -> method.name().equals(name)).findFirst();
    }
}
