package dev.foyer.bench;

import java.util.List;
import java.util.Map;

/// What a benchmark found out.
///
/// @param limitName what Foyer was measured beside; empty where there is nothing
/// @param parameters in their order, by what they are called
/// @param notes what a reader must know to read the lines aright
record Report(
        String name,
        String title,
        String limitName,
        Map<String, String> parameters,
        List<Line> lines,
        List<String> notes) {}
