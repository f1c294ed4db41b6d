package dev.foyer.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the figures of one subject, round by round.
final class Series {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    void add(String figure, double value) {
        values.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
    }

    boolean has(String figure) {
        return values.containsKey(figure);
    }

    /// What was collected under this name.
    Samples of(String figure) {
        return new Samples(values.getOrDefault(figure, List.of()));
    }

    /// A line of both subjects.
    Line beside(Series limit, String figure, String unit) {
        return Line.beside(figure, unit, of(figure), limit.of(figure));
    }

    /// A line of this subject alone.
    Line alone(String figure, String unit) {
        return Line.alone(figure, unit, of(figure));
    }
}
