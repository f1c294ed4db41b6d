package dev.foyer.words;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What was made of texts that come again and again, such as a header that every browser of a kind
/// sends alike. Bounded: a long text is not remembered, and once there are too many it begins anew.
/// Safe for use by many threads.
///
/// @param <T> immutable
public final class Memo<T> {
    /// Browsers send a few hundred kinds of `Accept-Language`, and a few of `Accept`.
    private static final int MOST = 1000;

    private static final int LONGEST = 200;

    private final Map<String, T> known = new ConcurrentHashMap<>();
    private final Function<String, T> make;

    /// @param make gives the same for the same text
    public Memo(Function<String, T> make) {
        this.make = make;
    }

    /// What is made of this text.
    public T of(String text) {
        return Optional.ofNullable(known.get(text)).orElseGet(() -> remembered(text));
    }

    private T remembered(String text) {
        var made = make.apply(text);
        if (text.length() <= LONGEST) {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(text, made);
        }
        return made;
    }
}
