package dev.foyer.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.Map;
import java.util.function.Supplier;

/// Answers to what never reaches a route, because it is no sound HTTP request: JSON like all
/// others, and not a word of what was sent.
final class DirectAnswers {
    private static final Map<Integer, String> TEXTS =
            Map.of(
                    413, "Request body is too large.",
                    414, "Request line is too long.",
                    431, "Request headers are too large.",
                    501, "Not implemented.",
                    505, "HTTP version not supported.",
                    503, "Service temporarily unavailable, try again later.");

    private DirectAnswers() {}

    static void install(DirectHandlers.Builder handlers, Supplier<String> ids) {
        for (var type : DirectHandler.EventType.values()) {
            handlers.addHandler(
                    type,
                    (request, event, status, headers, _) ->
                            answer(honest(request, event, status), headers, ids.get()));
        }
    }

    /// Answers what reached us and is nothing for the door: a method that HTTP may know but Foyer
    /// does not (RFC 9110, 15.6.2), a target that is none.
    static void send(Status status, ServerRequest request, ServerResponse response, String id) {
        boolean streams = HelidonRequest.isHttp2(request);
        response.status(status);
        if (!streams) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        tell(response.headers(), id);
        response.send(ProblemWriter.detail(text(status)));
        if (!streams) {
            throw new CloseConnectionException("answered " + status.code());
        }
    }

    /// The library calls it an internal error when a client breaks off within the head; what it
    /// then knows of the request is nothing.
    private static Status honest(
            DirectHandler.TransportRequest request, DirectHandler.EventType event, Status status) {
        boolean brokenOff =
                event == DirectHandler.EventType.INTERNAL_ERROR && request.path().isEmpty();
        return brokenOff ? Status.BAD_REQUEST_400 : status;
    }

    private static DirectHandler.TransportResponse answer(
            Status status, ServerResponseHeaders headers, String id) {
        tell(headers, id);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(false)
                .entity(ProblemWriter.detail(text(status)))
                .build();
    }

    private static void tell(ServerResponseHeaders headers, String id) {
        headers.set(HeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HeaderNames.CACHE_CONTROL, "no-store");
        headers.set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        headers.set(HeaderNames.create("X-Request-ID"), id);
    }

    private static String text(Status status) {
        return TEXTS.getOrDefault(
                status.code(), status.code() >= 500 ? "A server error occurred." : "Bad request.");
    }
}
