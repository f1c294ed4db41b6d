package dev.foyer.web;

/// Decides who may come to an endpoint, and hands the endpoint what it found out.
///
/// @param <E> the endpoints it guards
@FunctionalInterface
public interface Guard<E> {
    Endpoint guard(E endpoint);
}
