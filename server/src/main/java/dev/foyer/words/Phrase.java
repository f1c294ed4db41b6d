package dev.foyer.words;

import java.util.List;

/// Something to be said to a person, in no language yet.
///
/// @param name the phrase's stable name, a key of `words/*.properties`
/// @param arguments what stands for `{0}`, `{1}`, … in it
public record Phrase(String name, List<String> arguments) {
    /// A phrase by name, with its arguments in order.
    public static Phrase of(String name, Object... arguments) {
        return new Phrase(name, List.of(arguments).stream().map(String::valueOf).toList());
    }
}
