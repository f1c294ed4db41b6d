package dev.foyer.web;

import dev.foyer.words.Phrase;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What went wrong, in one of the shapes of contract A.7. Carries phrases, never text: the words
/// are chosen at the door, and [ProblemWriter] alone writes them.
public sealed interface Problem {
    /// The HTTP status.
    int status();

    /// 400 with a list of complaints for each field, in the order of the fields.
    record Fields(Map<String, List<Phrase>> errors) implements Problem {
        @Override
        public int status() {
            return 400;
        }
    }

    /// 400 with complaints about fields, and about the objects within lists: for each object of a
    /// list its own complaints by field, none for one that is right.
    record Items(
            Map<String, List<Phrase>> errors, Map<String, List<Map<String, List<Phrase>>>> items)
            implements Problem {
        @Override
        public int status() {
            return 400;
        }
    }

    /// `{"non_field_errors": ["…"]}`: a complaint about the body as a whole.
    record NonField(int status, Phrase complaint) implements Problem {}

    /// `{"non_field_errors": "…", "error_code": "…"}`: a string, not a list (contract E.1, 9).
    record Service(int status, Phrase complaint, String code) implements Problem {}

    /// `["…"]`.
    record BareList(int status, Phrase complaint) implements Problem {}

    /// `{"detail": "…"}`, with headers such as `WWW-Authenticate` or `Retry-After`.
    record Detail(int status, Phrase complaint, Map<String, String> headers) implements Problem {}

    /// `{"detail": "…", "redirect_url": "…"}`: refused until something has been done at that place.
    record Detour(int status, Phrase complaint, Map<String, String> headers, String redirectUrl)
            implements Problem {}

    /// `{}`.
    record Empty(int status) implements Problem {}

    /// A complaint about one field.
    static Problem field(String name, Phrase complaint) {
        return new Fields(Map.of(name, List.of(complaint)));
    }

    static Problem detail(int status, Phrase complaint) {
        return new Detail(status, complaint, Map.of());
    }

    /// 401 (contract 0.1.9): nobody is signed in.
    static Problem notAuthenticated() {
        return new Detail(401, Phrase.of("not_authenticated"), Map.of("WWW-Authenticate", "Token"));
    }

    /// 404, where there is nothing or nothing to be seen.
    static Problem notFound() {
        return detail(404, Phrase.of("not_found"));
    }

    /// 429 (contract E.3): the client may come back after this time, told in whole seconds.
    static Problem throttled(Duration wait) {
        return new Detail(429, throttledFor(wait), retryAfter(wait));
    }

    /// 429 with a way on before that time.
    ///
    /// @param redirectUrl where to go
    static Problem throttled(Duration wait, String redirectUrl) {
        return new Detour(429, throttledFor(wait), retryAfter(wait), redirectUrl);
    }

    private static Phrase throttledFor(Duration wait) {
        long seconds = seconds(wait);
        return Phrase.of(seconds == 1 ? "throttled.second" : "throttled.seconds", seconds);
    }

    private static Map<String, String> retryAfter(Duration wait) {
        return Map.of("Retry-After", Long.toString(seconds(wait)));
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /// 503: a dependency is away, or a bounded queue is full; the client may come back after so
    /// many seconds.
    static Problem unavailable(int retryAfterSeconds) {
        return new Detail(
                503,
                Phrase.of("unavailable"),
                Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }
}
