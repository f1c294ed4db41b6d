package dev.foyer.bench;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// One figure of a report.
///
/// @param figure what it tells
/// @param limit the same of the limit, measured in the same rounds; null where there is none
record Line(String figure, String unit, Samples foyer, @Nullable Samples limit) {
    static Line alone(String figure, String unit, Samples foyer) {
        return new Line(figure, unit, foyer, null);
    }

    /// Foyer over its limit, round by round.
    Optional<Samples> ratio() {
        return Optional.ofNullable(limit).map(foyer::over);
    }
}
