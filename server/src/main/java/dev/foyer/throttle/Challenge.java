package dev.foyer.throttle;

import dev.foyer.web.Request;

import java.util.Optional;

/// What somebody can do when the network that she shares with others has no tries left: show that
/// she is a person, and get tries of her own. How that is done this room does not know.
public interface Challenge {
    /// Where she may do so, to be told with a refusal; empty where there is no such place.
    Optional<String> place(Scope scope);

    /// The sound pass that the request shows, from somebody who has done so.
    Optional<Attempt.Pass> pass(Scope scope, Request request);
}
