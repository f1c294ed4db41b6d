package dev.foyer.web;

/// One link of the chain at the door: looks at a request before the next link, and at its answer
/// after it.
@FunctionalInterface
public interface Filter {
    Response answer(Request request, Endpoint next);

    /// This filter around an endpoint.
    default Endpoint around(Endpoint next) {
        return request -> answer(request, next);
    }
}
