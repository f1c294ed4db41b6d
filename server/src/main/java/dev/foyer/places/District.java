package dev.foyer.places;

/// A part of a township.
///
/// @param id the contract's pk: a thousand times the township's and its place in the list there
public record District(int id, Township township, String name) {}
