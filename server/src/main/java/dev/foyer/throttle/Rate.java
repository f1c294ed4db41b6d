package dev.foyer.throttle;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// So many tries in a window of time. The window begins with the first try in it.
///
/// @param most tries, at least 1
/// @param period the window, at least one second
public record Rate(int most, Duration period) {
    /// A million tries in a second are no bound any more.
    private static final Pattern NOTATION =
            Pattern.compile("([1-9][0-9]{0,5}|1000000)/(s|sec|second|m|min|minute|h|hour|d|day)");

    private static final Map<Character, Duration> PERIODS =
            Map.of(
                    's', Duration.ofSeconds(1),
                    'm', Duration.ofMinutes(1),
                    'h', Duration.ofHours(1),
                    'd', Duration.ofDays(1));

    /// Reads the notation of Django REST framework, of whose periods the first letter counts:
    /// `30/min`, `5/hour`.
    static Optional<Rate> parse(String text) {
        var found = NOTATION.matcher(text);
        return found.matches()
                ? Optional.of(
                        new Rate(
                                Integer.parseInt(found.group(1)),
                                PERIODS.getOrDefault(found.group(2).charAt(0), Duration.ZERO)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return most + "/" + period.toSeconds() + "s";
    }
}
