package dev.foyer.dynamic;

/// What came of reading a setting's value.
public sealed interface Reading<T> {
    /// It is sound.
    record Sound<T>(T value) implements Reading<T> {}

    /// It is not; what was expected, in words for an operator.
    record Wrong<T>(String expected) implements Reading<T> {}

    /// A sound value.
    static <T> Reading<T> value(T value) {
        return new Sound<>(value);
    }

    /// What was expected instead.
    static <T> Reading<T> wrong(String expected) {
        return new Wrong<>(expected);
    }
}
