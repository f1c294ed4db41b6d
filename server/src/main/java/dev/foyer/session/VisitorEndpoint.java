package dev.foyer.session;

import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// An endpoint for anyone.
@FunctionalInterface
public interface VisitorEndpoint {
    Response answer(Request request, Visitor visitor);
}
