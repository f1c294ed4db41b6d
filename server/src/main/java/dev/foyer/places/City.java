package dev.foyer.places;

/// A city of the list.
///
/// @param id the contract's pk; in the shipped list the number on the province's licence plates, 1
///   to 81
/// @param name as it is told and stored
public record City(int id, String name) {}
