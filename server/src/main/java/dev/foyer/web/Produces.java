package dev.foyer.web;

import dev.foyer.words.Phrase;

/// Refuses requests that would not accept what a route produces (RFC 9110, 15.5.7; contract E.3).
final class Produces {
    private Produces() {}

    static Endpoint json(Endpoint endpoint) {
        return request -> {
            if (!request.accept().takes("application/json")) {
                throw new Refusal(Problem.detail(406, Phrase.of("not_acceptable")));
            }
            return endpoint.answer(request);
        };
    }
}
