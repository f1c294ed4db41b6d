package dev.foyer.web;

/// Answers one request. Runs on a virtual thread of its own and may block.
@FunctionalInterface
public interface Endpoint {
    /// @throws Refusal where a rule that any route may meet forbids an answer
    Response answer(Request request);
}
