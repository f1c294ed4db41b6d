package dev.foyer.places;

import java.util.List;
import java.util.stream.IntStream;

/// A part of a city, in Turkey an *ilçe*, with its own parts.
///
/// @param id the contract's pk; in the shipped list a hundred times the province and a number
/// @param city the city's id
/// @param places the names of its districts, in Turkey *mahalle* and *köy*, by their place in the
///   list; an empty name keeps the place of one that is no more
public record Township(int id, int city, String name, List<String> places) {
    /// The most districts of a township: three digits of a district's id.
    static final int MOST_DISTRICTS = 999;

    /// Every district, in the order of the list.
    public List<District> districts() {
        return IntStream.rangeClosed(1, places.size())
                .filter(place -> !places.get(place - 1).isEmpty())
                .mapToObj(place -> new District(districtId(place), this, places.get(place - 1)))
                .toList();
    }

    private int districtId(int place) {
        return id * (MOST_DISTRICTS + 1) + place;
    }
}
