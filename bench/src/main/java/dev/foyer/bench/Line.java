package dev.foyer.bench;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// One figure of a report.
///
/// @param figure what it tells
/// @param limit the same of the limit, measured in the same rounds; null where there is none
/// @param reach what it was to reach; null where nothing was said
record Line(
        String figure, String unit, Samples foyer, @Nullable Samples limit, @Nullable Reach reach) {
    static Line alone(String figure, String unit, Samples foyer) {
        return new Line(figure, unit, foyer, null, null);
    }

    static Line beside(String figure, String unit, Samples foyer, Samples limit) {
        return new Line(figure, unit, foyer, limit, null);
    }

    /// Foyer over its limit, round by round.
    Optional<Samples> ratio() {
        return Optional.ofNullable(limit).map(foyer::over);
    }

    /// To be at least this part of the limit.
    Line atLeastOfLimit(double part) {
        return reaching(
                "at least " + part + " of the limit", ratio().orElseThrow().median() >= part);
    }

    /// To be at most this many times the limit.
    Line atMostOfLimit(double times) {
        return reaching(
                "at most " + times + " of the limit", ratio().orElseThrow().median() <= times);
    }

    /// To be at most this.
    Line atMost(double most) {
        return reaching("at most " + Figures.number(most), foyer.median() <= most);
    }

    /// To be less than this.
    Line under(double bound) {
        return reaching("under " + Figures.number(bound), foyer.median() < bound);
    }

    /// To be nothing, in every round.
    Line none() {
        return reaching("none", foyer.max() <= 0);
    }

    /// The same, of one of several subjects.
    Line of(String subject) {
        return new Line(subject + ": " + figure, unit, foyer, limit, reach);
    }

    private Line reaching(String words, boolean met) {
        return new Line(figure, unit, foyer, limit, new Reach(words, met));
    }
}
