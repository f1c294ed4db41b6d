package dev.foyer.bench;

import java.util.Locale;

/// Figures for people: as many digits as they deserve.
final class Figures {
    private Figures() {}

    static String number(double value) {
        double size = Math.abs(value);
        var format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    /// `median (min–max)`; of a single sample just that.
    static String spread(Samples samples) {
        return samples.values().size() == 1
                ? number(samples.median())
                : "%s (%s–%s)"
                        .formatted(
                                number(samples.median()),
                                number(samples.min()),
                                number(samples.max()));
    }
}
