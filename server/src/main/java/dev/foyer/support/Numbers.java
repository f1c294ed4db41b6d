package dev.foyer.support;

import dev.foyer.web.Request;

/// How much is asked for at the desk.
final class Numbers {
    private Numbers() {}

    /// How many are wanted, within bounds.
    static int most(Request request, int usual, int bound) {
        return request.queryNumber("most").map(most -> Math.clamp(most, 1, bound)).orElse(usual);
    }

    /// Whether everything is to be shown in clear.
    static boolean isFull(Request request) {
        return request.query("full").filter(value -> value.equals("true")).isPresent();
    }
}
