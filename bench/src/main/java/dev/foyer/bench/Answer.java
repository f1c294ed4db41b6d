package dev.foyer.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One whole answer, for set-up and comparison.
///
/// @param lines the header lines as they came, without the status line
record Answer(int status, List<String> lines, String body) {
    static Answer of(int status, String head, String body) {
        var lines = head.lines().skip(1).filter(line -> !line.isEmpty()).toList();
        return new Answer(status, lines, body);
    }

    /// The value that this answer gives to a cookie.
    Optional<String> cookie(String name) {
        var start = "set-cookie: " + name + "=";
        return lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).split(";", 2)[0])
                .findFirst();
    }

    /// This answer, if it is what was expected.
    Answer expect(int wanted) {
        if (status != wanted) {
            throw new BenchFailed("expected %d, got %d: %s".formatted(wanted, status, body));
        }
        return this;
    }

    /// Size and number of header lines, for people.
    String shape() {
        return "%d bytes of body, %d header lines"
                .formatted(body.getBytes(StandardCharsets.UTF_8).length, lines.size());
    }
}
