package dev.foyer.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

import java.util.Map;

/// Answers to what never reaches a route, because it is no sound HTTP request: JSON like all
/// others, and not a word of what was sent.
final class DirectAnswers {
    private static final Map<Integer, String> TEXTS =
            Map.of(
                    413, "Request body is too large.",
                    414, "Request line is too long.",
                    431, "Request headers are too large.",
                    503, "Service temporarily unavailable, try again later.");

    private DirectAnswers() {}

    static void install(DirectHandlers.Builder handlers) {
        for (var type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, DirectAnswers::answer);
        }
    }

    private static DirectHandler.TransportResponse answer(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        var text =
                TEXTS.getOrDefault(
                        status.code(),
                        status.code() >= 500 ? "A server error occurred." : "Bad request.");
        headers.set(HeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(false)
                .entity(ProblemWriter.detail(text))
                .build();
    }
}
