package dev.foyer.web;

/// Decides who may come to an endpoint, and hands the endpoint what it found out.
///
/// @param <E> the endpoints it guards
@FunctionalInterface
public interface Guard<E> {
    Endpoint guard(E endpoint);

    /// Whether the link in front of the routes ([Router#behind]) has to see the request first. A
    /// path is spared it where none of its methods needs it.
    default boolean needsFilter() {
        return true;
    }
}
