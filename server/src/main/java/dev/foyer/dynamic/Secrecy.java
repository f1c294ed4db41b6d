package dev.foyer.dynamic;

import tools.jackson.databind.JsonNode;

import java.util.function.BinaryOperator;

/// Tells which texts within a setting's value are secret: stored sealed, and never shown.
@FunctionalInterface
public interface Secrecy {
    /// A value without secrets.
    Secrecy NONE = (value, _) -> value;

    /// A copy of the value in which each secret text is replaced.
    ///
    /// @param each from the place of a secret within the value and its text to the text that stands
    ///   for it
    JsonNode replace(JsonNode value, BinaryOperator<String> each);
}
