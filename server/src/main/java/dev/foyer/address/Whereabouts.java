package dev.foyer.address;

import java.util.Optional;

/// Where an address is: ids of places, from the large to the small, and what stands on the
/// envelope.
///
/// @param line street, number, door
public record Whereabouts(
        int country,
        Optional<Integer> city,
        Optional<Integer> township,
        Optional<Integer> district,
        String line,
        Optional<String> postcode) {
    @Override
    public String toString() {
        return "whereabouts in country " + country;
    }
}
