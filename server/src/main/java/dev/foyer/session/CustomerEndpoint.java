package dev.foyer.session;

import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// An endpoint for customers who have signed in.
@FunctionalInterface
public interface CustomerEndpoint {
    Response answer(Request request, Visitor.SignedIn customer);
}
