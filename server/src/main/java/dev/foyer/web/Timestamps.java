package dev.foyer.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Reads points in time as APIs and databases write them: ISO 8601 with `T` or a blank, with an
/// offset or without one, which then is UTC (contract 0.2.9). Stateless.
public final class Timestamps {
    private static final int LONGEST = 40;
    private static final DateTimeFormatter FORM =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("uuuu-MM-dd'T'HH:mm[:ss]")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .optionalEnd()
                    .appendPattern("[XXX][XX][X]")
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private Timestamps() {}

    /// The time in this text, cut to the microseconds that PostgreSQL keeps, or nothing where it is
    /// none of the years 1 to 9999, as written and in UTC.
    public static Optional<Instant> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var read = FORM.parse(text.strip().replaceFirst(" ", "T"));
            var local = LocalDateTime.from(read);
            var offset =
                    read.isSupported(ChronoField.OFFSET_SECONDS)
                            ? ZoneOffset.ofTotalSeconds(read.get(ChronoField.OFFSET_SECONDS))
                            : ZoneOffset.UTC;
            var time = local.toInstant(offset).truncatedTo(ChronoUnit.MICROS);
            return isInRange(local) && isInRange(time.atOffset(ZoneOffset.UTC).toLocalDateTime())
                    ? Optional.of(time)
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isInRange(LocalDateTime time) {
        return time.getYear() >= 1 && time.getYear() <= 9999;
    }
}
