package dev.foyer.web;

import dev.foyer.words.Memo;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The `Accept` header (RFC 9110, 12.5.1), as far as the contract asks for it. An absent or empty
/// one takes anything.
public final class Accept {
    private static final Memo<Accept> KNOWN = new Memo<>(Accept::new);

    private final List<String> ranges;

    static Accept of(@Nullable String header) {
        return KNOWN.of(header == null ? "" : header);
    }

    private Accept(String header) {
        this.ranges =
                !header.contains("/")
                        ? List.of()
                        : Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", 50))
                                .map(Accept::range)
                                .filter(range -> !range.isEmpty())
                                .toList();
    }

    /// Whether a type such as `application/json` is taken, be it by a wildcard.
    public boolean takes(String type) {
        return ranges.isEmpty()
                || ranges.contains("*/*")
                || ranges.contains(type.substring(0, type.indexOf('/')) + "/*")
                || names(type);
    }

    /// Whether a type is named itself; a wildcard does not name it.
    public boolean names(String type) {
        return ranges.contains(type);
    }

    private static String range(String part) {
        var pieces = part.split(";", 10);
        boolean refused =
                Arrays.stream(pieces)
                        .skip(1)
                        .map(piece -> piece.replace(" ", ""))
                        .anyMatch(piece -> piece.matches("q=0(\\.0{0,3})?"));
        return refused ? "" : pieces[0].strip();
    }
}
