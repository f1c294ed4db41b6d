package dev.foyer.web;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    private static final Map<String, Method> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Method::name, m -> m));

    /// Safe methods change nothing and need no CSRF token (contract A.4).
    public boolean isSafe() {
        return this == GET || this == HEAD || this == OPTIONS || this == TRACE;
    }

    static Optional<Method> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
