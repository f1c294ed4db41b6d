package dev.foyer.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The test of Mann and Whitney (1947): whether two lots of samples come from one distribution,
/// whatever that is. Two-sided, by the normal approximation with corrections for ties and
/// continuity, which is good from some twenty samples a side on.
///
/// @param superiority how often a sample of the first lot is above one of the second, ties counting
///   half: 0.5 where nothing tells them apart
/// @param p how often chance alone would set equal lots apart as far as these
record RankTest(double superiority, double p) {
    private record Sample(double value, boolean first) {}

    static RankTest of(List<Double> first, List<Double> second) {
        double n = first.size();
        double m = second.size();
        var all = new ArrayList<Sample>();
        first.forEach(value -> all.add(new Sample(value, true)));
        second.forEach(value -> all.add(new Sample(value, false)));
        all.sort(Comparator.comparingDouble(Sample::value));
        double ranks = 0;
        double ties = 0;
        int begin = 0;
        while (begin < all.size()) {
            int end = begin;
            double ofFirst = 0;
            while (end < all.size() && all.get(end).value() == all.get(begin).value()) {
                ofFirst += all.get(end).first() ? 1 : 0;
                end++;
            }
            double tied = end - begin;
            // Counted from 1; those that are tied share the rank in their middle.
            ranks += ofFirst * (begin + 1 + end) / 2.0;
            ties += tied * (tied * tied - 1);
            begin = end;
        }
        double u = ranks - n * (n + 1) / 2;
        double total = n + m;
        double variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)));
        return new RankTest(u / (n * m), twoSided(u - n * m / 2, variance));
    }

    private static double twoSided(double distance, double variance) {
        if (variance <= 0) {
            return 1;
        }
        double z = Math.max(0, Math.abs(distance) - 0.5) / Math.sqrt(variance);
        return Math.min(1, erfc(z / Math.sqrt(2)));
    }

    /// The complementary error function for 0 and above, to 1.5e-7 (Abramowitz and Stegun, 7.1.26).
    private static double erfc(double x) {
        double t = 1 / (1 + 0.3275911 * x);
        double series =
                t
                        * (0.254829592
                                + t
                                        * (-0.284496736
                                                + t
                                                        * (1.421413741
                                                                + t
                                                                        * (-1.453152027
                                                                                + t
                                                                                        * 1.061405429))));
        return series * Math.exp(-x * x);
    }
}
