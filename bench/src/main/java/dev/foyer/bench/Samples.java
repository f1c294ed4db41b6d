package dev.foyer.bench;

import java.util.List;
import java.util.stream.IntStream;

/// What the rounds gave for one figure, in their order; never empty.
record Samples(List<Double> values) {
    Samples {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        values = List.copyOf(values);
    }

    double median() {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /// Round by round these values over those.
    Samples over(Samples limit) {
        return new Samples(
                IntStream.range(0, values.size())
                        .mapToObj(round -> values.get(round) / limit.values.get(round))
                        .toList());
    }
}
