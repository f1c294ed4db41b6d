package dev.foyer.profile;

import java.util.Optional;

/// What a customer says about something that she may leave empty: nothing, that it is empty, or
/// what it is.
///
/// @param said whether she says anything
record Told<T>(boolean said, Optional<T> value) {
    /// She says nothing; what there is stays.
    static <T> Told<T> nothing() {
        return new Told<>(false, Optional.empty());
    }

    static <T> Told<T> of(Optional<T> value) {
        return new Told<>(true, value);
    }

    /// What holds afterwards.
    Optional<T> over(Optional<T> before) {
        return said ? value : before;
    }
}
