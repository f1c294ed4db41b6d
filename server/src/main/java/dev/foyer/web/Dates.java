package dev.foyer.web;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// Dates as the contract writes them (A.1): `YYYY-MM-DD`.
final class Dates {
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private Dates() {}

    /// The day, or nothing where there is none, or in a year that four digits cannot hold.
    static Optional<LocalDate> read(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DATE))
                    .filter(date -> date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
