package dev.foyer.places;

/// A country of the list.
///
/// @param id the contract's pk; in the shipped list the number of ISO 3166-1
/// @param code of two capital letters (ISO 3166-1)
public record Country(int id, String code, String name) {}
