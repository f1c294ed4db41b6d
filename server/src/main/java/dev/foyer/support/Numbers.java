package dev.foyer.support;

import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

import java.util.Optional;
import java.util.regex.Pattern;

/// The numbers in what is asked at the desk.
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Numbers() {}

    /// The customer's number in the path.
    static Optional<Long> customer(Request request) {
        return read(request.pathValue(0));
    }

    static Optional<Long> query(Request request, String name) {
        return request.query(name).flatMap(Numbers::read);
    }

    /// How many are wanted, within bounds.
    static int most(Request request, int usual, int bound) {
        return query(request, "most").map(most -> Math.clamp(most, 1, bound)).orElse(usual);
    }

    /// Whether everything is to be shown in clear.
    static boolean isFull(Request request) {
        return request.query("full").filter(value -> value.equals("true")).isPresent();
    }

    static Response notFound(Request request) {
        return ProblemWriter.answer(Problem.notFound(), request);
    }

    private static Optional<Long> read(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }
}
