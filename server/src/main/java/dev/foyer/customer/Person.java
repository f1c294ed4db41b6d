package dev.foyer.customer;

import java.time.LocalDate;
import java.util.Optional;

/// What a person tells of herself.
///
/// @param gender `female` or `male`
public record Person(
        String firstName,
        String lastName,
        Optional<Phone> phone,
        Optional<String> gender,
        Optional<LocalDate> dateOfBirth) {
    /// Nobody's name belongs into a log.
    @Override
    public String toString() {
        return "a person";
    }
}
